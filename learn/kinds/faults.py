"""The faults that a question can have in itself: their codes, and the checks that several kinds share."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from learn.kinds.base import Fault
from learn.text import normalise

Where: TypeAlias = tuple[str | int, ...]
Look: TypeAlias = tuple[Where, str]
"""Where a text of the question stands, and how it looks to a learner (see `look`)."""

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


def look(text: str) -> str:
    """The text as it reads to a learner: capitals, spacing and punctuation around it make no difference.

    Accents do, for they may be what is asked.
    """
    return normalise(text, accents=True)


def looks(texts: Iterable[tuple[Where, str]]) -> list[Look]:
    """How each of the texts looks."""
    return [(where, look(text)) for where, text in texts]


def empties(texts: Iterable[Look]) -> list[Fault]:
    """E120 for each text that shows nothing."""
    return [
        Fault(where, "this text is empty", "write something, or remove it", code="E120")
        for where, text in texts
        if not text
    ]


def twins(texts: Sequence[Look], code: str, what: str) -> list[Fault]:
    """`code` for each text that reads the same as an earlier one. `what` names them in the message."""
    if len({text for _, text in texts}) == len(texts):
        return []
    seen: set[str] = set()
    faults = []
    for where, text in texts:
        if text in seen:
            message = f"this {what} reads the same as an earlier one"
            faults.append(Fault(where, message, "change or remove one", code=code))
        seen.add(text)
    return faults


def among(texts: Iterable[Look], right: Iterable[Look], code: str, message: str, hint: str = "") -> list[Fault]:
    """`code` for each text that reads the same as one of the right ones."""
    taken = {text for _, text in right}
    return [Fault(where, message, hint, code=code) for where, text in texts if text in taken]


def crowd(where: Where, number: int) -> list[Fault]:
    """E124 where there are more things to choose from than keys."""
    if number <= MOST_CHOICES:
        return []
    return [Fault(where, f"{number} things to choose from, at most {MOST_CHOICES}", "split the question", code="E124")]
