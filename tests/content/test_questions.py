"""Reading one question: what is nothing but texts is made without a closer look, and comes out the same."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.content import bank
from learn.content.bank import read_question
from learn.kinds import KINDS
from learn.kinds.card import Card

_VALUES = (
    st.sampled_from(["", "x", "a-b", "a--b", "A", " ", "...", "\u3164", "true", "1", "intro", "x" * 70])
    | st.text(max_size=6)
    | st.sampled_from([None, ["x"], [], {"a": "b"}])
)
_KEYS = ("kind", "id", "ask", "front", "back", "hint", "explain", "fact", "tags", "points", "answer", "text", "frnt")
_mappings = st.dictionaries(st.sampled_from(_KEYS[1:]), _VALUES, max_size=7)
_cards = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b-c", "A", ""]), "front": _VALUES, "back": _VALUES},
    optional=dict.fromkeys(("ask", "hint", "explain", "fact"), _VALUES),
)


@settings(max_examples=1000, deadline=None)
@given(_cards | _mappings, st.sampled_from(["card", "card", "card", *KINDS]))
def test_a_question_of_texts_is_the_one_that_a_closer_look_makes(entries: dict[str, Any], kind: str) -> None:
    plain = {"kind": kind, **entries}
    with pytest.MonkeyPatch.context() as patch:
        quick = read_question(dict(plain))
        patch.setattr(bank, "_of_texts", lambda _plain, _cls: None)
        assert quick == read_question(plain)


def test_a_card_of_texts_takes_no_closer_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank, "convert", None)
    plain = {"id": "q", "kind": "card", "front": "f", "back": "b", "hint": "h"}
    assert read_question(plain) == (Card(id="q", front="f", back="b", hint="h"), [])
    assert plain["kind"] == "card", "what was given stays as it was"
