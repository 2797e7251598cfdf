"""Which answers fit which interaction, and what they are in words."""

from typing import Any

import pytest

from learn import interactions
from learn.interactions import Gaps, Interaction, Line, Match, Order, PickMany, PickOne, Reveal

ONE = PickOne(("a", "b", "c"))
MANY = PickMany(("a", "b", "c"))
TWO = PickMany(("a", "b", "c"), choose=2)
ORDER = Order(("a", "b", "c"))
MATCH = Match(("a", "b"), ("x", "y", "z"))
GAPS = Gaps("____ and ____", 2)
LINE = Line()
REVEAL = Reveal("back")

FITS: list[tuple[Interaction, Any]] = [
    (ONE, 0),
    (ONE, 2),
    (MANY, [1]),
    (MANY, (2, 0, 1)),
    (TWO, [0, 2]),
    (ORDER, [2, 1, 0]),
    (MATCH, [0, 0]),
    (MATCH, (2, 1)),
    (LINE, ""),
    (LINE, "typed"),
    (GAPS, ["", "x"]),
    (REVEAL, True),
    (REVEAL, False),
]
REFUSED: list[tuple[Interaction, Any, str]] = [
    (ONE, 3, "from 0 to 2"),
    (ONE, -1, "from 0 to 2"),
    (ONE, True, "from 0 to 2"),
    (ONE, "0", "from 0 to 2"),
    (ONE, 1.0, "from 0 to 2"),
    (ONE, None, "from 0 to 2"),
    (MANY, [], "at least one"),
    (MANY, [0, 0], "twice"),
    (MANY, [0, 3], "from 0 to 2"),
    (MANY, 0, "a list of numbers"),
    (MANY, "012", "a list of numbers"),
    (MANY, {"0": 1}, "a list of numbers"),
    (TWO, [0], "exactly 2"),
    (TWO, [0, 1, 2], "exactly 2"),
    (ORDER, [0, 1], "all 3 items"),
    (ORDER, [0, 1, 1], "twice"),
    (ORDER, [[0], [1], [2]], "from 0 to 2"),
    (MATCH, [0], "2 numbers from 0 to 2"),
    (MATCH, [0, 3], "2 numbers from 0 to 2"),
    (MATCH, [0, None], "2 numbers from 0 to 2"),
    (LINE, 3, "a text"),
    (LINE, None, "a text"),
    (GAPS, "x", "2 texts"),
    (GAPS, ["x"], "2 texts"),
    (GAPS, ["x", 1], "2 texts"),
    (REVEAL, "yes", "true"),
    (REVEAL, 1, "true"),
]


@pytest.mark.parametrize(("interaction", "answer"), FITS)
def test_what_fits_is_taken(interaction: Interaction, answer: Any) -> None:
    assert interactions.fault(interaction, answer) is None


@pytest.mark.parametrize(("interaction", "answer", "told"), REFUSED)
def test_what_does_not_fit_is_refused_with_the_form_that_would(
    interaction: Interaction, answer: Any, told: str
) -> None:
    assert told in (interactions.fault(interaction, answer) or "")


def test_lists_become_tuples_and_the_rest_stays() -> None:
    assert [interactions.freeze(answer) for answer in ([1, 2], ["a"], 3, "x", True)] == [(1, 2), ("a",), 3, "x", True]


@pytest.mark.parametrize(
    ("interaction", "answer", "words"),
    [
        (ONE, 1, ["b"]),
        (MANY, (2, 0), ["c", "a"]),
        (ORDER, (1, 0, 2), ["b", "a", "c"]),
        (MATCH, (2, 2), [["a", "z"], ["b", "z"]]),
        (LINE, "typed", ["typed"]),
        (GAPS, ("x", ""), ["x", ""]),
        (REVEAL, True, [True]),
    ],
)
def test_a_response_in_words(interaction: Interaction, answer: Any, words: list[Any]) -> None:
    assert interactions.texts(interaction, answer) == words
