import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.content.reading import MOST_ID, is_id
from learn.exchange.ids import Ids, slug


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Who asked, and why?", "who-asked-and-why"),
        ("Café №1", "cafe-no1"),
        ("한국", ""),
        ("x" * 100, "x" * MOST_ID),
        ("word " * 30, "-".join(["word"] * 13)[:MOST_ID]),
    ],
)
def test_a_slug_is_near_the_text(text: str, made: str) -> None:
    assert slug(text) == made


@given(st.text() | st.text(st.characters(max_codepoint=0x17F)), st.integers(1, 70))
def test_a_slug_is_the_words_of_the_text(text: str, most: int) -> None:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = "-".join(re.findall("[a-z0-9]+", plain.lower()))
    made = slug(text, most)
    assert made == words if len(words) <= most else words.startswith(made)


def test_a_foreign_slug_stays_and_others_are_made_from_title_or_text() -> None:
    ids = Ids()
    assert ids.take("alliance-model", "Alliance") == "alliance-model"
    assert ids.take("", "Alliance?") == "alliance"
    assert ids.take("", "", text="Who asked?") == "who-asked"
    assert ids.take("", text="누가?") == Ids().take("", text="누가?"), "the same text, the same id"


def test_no_id_is_handed_out_twice() -> None:
    ids = Ids()
    assert [ids.take("a") for _ in range(3)] == ["a", "a-2", "a-3"]
    assert ids.take("a-2") == "a-2-2"
    assert ids.take("x" * MOST_ID) == "x" * MOST_ID
    assert ids.take("x" * MOST_ID) == "x" * (MOST_ID - 2) + "-2"


@given(st.lists(st.text() | st.sampled_from(["a", "a-2", "a b", "x" * 80])))
def test_ids_are_slugs_and_unique(texts: list[str]) -> None:
    ids = Ids()
    taken = [ids.take(text, text=text) for text in texts]
    assert len(set(taken)) == len(taken)
    assert all(map(is_id, taken))
