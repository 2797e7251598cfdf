"""Words as the rules compare them."""

import pytest

from learn.content.lint import words as module
from learn.content.lint.words import akin, stem, stems, words, words_of_each


def test_words_lose_what_makes_no_difference() -> None:
    assert words("The U.S. sent 10,000 (sic), it's said: -5 or 3.5") == [
        "the", "us", "sent", "10000", "sic", "it", "said", "-5", "or", "3.5",
    ]  # fmt: skip


@pytest.mark.parametrize("texts", [["One two", "", "Three"], ["It's one", "U.S."], ["a\nb", "c"], []])
def test_words_of_each_are_the_words_of_each(texts: list[str]) -> None:
    assert words_of_each(texts) == [words(one) for one in texts]


@pytest.mark.parametrize(
    "forms",
    [
        ["criticise", "criticised", "criticizing"],
        ["harbour", "harbors"],
        ["policy", "policies"],
        ["plan", "plans", "planned", "planning"],
        ["west", "western"],
        ["use", "uses"],
    ],
)
def test_forms_of_a_word_have_one_stem(forms: list[str]) -> None:
    assert len(set(map(stem, forms))) == 1


@pytest.mark.parametrize("pair", [("us", "use"), ("glass", "gla"), ("bus", "bu"), ("thesis", "thes"), ("b2", "b")])
def test_other_words_keep_theirs(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


def test_families() -> None:
    assert akin(stem("federal"), stem("federation"))
    assert akin("war", "war")
    assert not akin("war", "warm")
    assert not akin("commission", "common")


def test_the_table_of_stems_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_WORDS", 2)
    table = module._Stems()
    assert [table[one] for one in ("ships", "the", "seas", "kings")] == ["ship", "", "sea", "king"]
    assert len(table) <= 3
    assert stems(["the", "ships"]) == ["ship"]
