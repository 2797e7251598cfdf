"""The faults that a question can have in itself: their codes, and the checks that several kinds share."""

from collections.abc import Iterable
from typing import TypeAlias

from learn.kinds.base import Fault
from learn.text import normalise

Where: TypeAlias = tuple[str | int, ...]
Placed: TypeAlias = tuple[Where, str]
"""A text of the question and where it stands."""

MOST_CHOICES = 26
"""Things to choose from at once: as many as there are letters, so that one key chooses."""

FAULTS: dict[str, tuple[str, str]] = {
    "E120": ("empty-text", "A text that has to say something is empty."),
    "E121": ("same-option", "Two options read the same."),
    "E122": ("no-distractor", "There is nothing wrong to choose."),
    "E123": ("answer-is-distractor", "The right answer stands among the wrong ones."),
    "E124": ("too-many-choices", "There are more than 26 things to choose from, and one key chooses one."),
    "E125": ("no-answer", "No answer is right."),
    "E126": ("accepts-anything", "A pattern of nothing but stars takes every answer for right."),
    "E127": ("accepted-and-rejected", "The same answer is right and wrong."),
    "E128": ("points", "Points are not a number above 0."),
    "E129": ("not-a-number", "A number cannot be read."),
    "E130": ("no-number", "A number question has neither a value nor a range."),
    "E131": ("value-outside-range", "The value lies outside the range."),
    "E132": ("negative-tolerance", "A tolerance is below 0."),
    "E133": ("tolerance-and-range", "Both a tolerance and a range say what is right."),
    "E134": ("empty-range", "A range ends before it begins."),
    "E135": ("too-few-items", "One item has no order."),
    "E136": ("same-item", "Two items read the same."),
    "E137": ("too-few-pairs", "A match has fewer than two pairs, or only one right side."),
    "E138": ("same-left", "Two left sides read the same."),
    "E139": (
        "same-right",
        "Two right sides read the same but are written differently, or an extra one belongs to a pair.",
    ),
    "E140": ("too-few-categories", "There are fewer than two categories."),
    "E141": ("same-category", "Two categories read the same."),
    "E142": ("no-items", "There is nothing to sort."),
    "E143": ("no-gap", "A cloze text has no gap."),
    "E144": ("unbalanced-braces", "A gap is opened and not closed, or closed and not opened."),
    "E145": ("bank-word", "A word of the bank stands there twice, or is an answer already."),
    "E146": ("underscores", "A cloze text has ____ outside its gaps, where a learner would take it for one."),
}
"""Code → (name of the rule, what it finds). A code never changes its meaning."""


def same(one: str, other: str) -> bool:
    """Whether two texts read the same to a learner: capitals, spacing and punctuation around them do not count."""
    return look(one) == look(other)


def look(text: str) -> str:
    """The text as `same` compares it. Accents count, for they may be what is asked."""
    return normalise(text, accents=True)


def empties(texts: Iterable[Placed]) -> list[Fault]:
    """E120 for each text that shows nothing."""
    return [
        Fault(where, "this text is empty", "write something, or remove it", code="E120")
        for where, text in texts
        if not look(text)
    ]


def twins(texts: Iterable[Placed], code: str, what: str) -> list[Fault]:
    """`code` for each text that reads the same as an earlier one. `what` names them in the message."""
    seen: set[str] = set()
    faults = []
    for where, text in texts:
        if look(text) in seen:
            faults.append(
                Fault(where, f"this {what} reads the same as an earlier one", "change or remove one", code=code)
            )
        seen.add(look(text))
    return faults


def crowd(where: Where, number: int) -> list[Fault]:
    """E124 where there are more things to choose from than keys."""
    if number <= MOST_CHOICES:
        return []
    return [Fault(where, f"{number} things to choose from, at most {MOST_CHOICES}", "split the question", code="E124")]
