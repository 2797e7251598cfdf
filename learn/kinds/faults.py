"""The faults that a question can have in itself: their codes, and the checks that several kinds share."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from learn.kinds.base import Fault
from learn.language import tr, translatable
from learn.text import is_blank, normalise

Where: TypeAlias = tuple[str | int, ...]
Look: TypeAlias = tuple[Where, str]
"""Where a text of the question stands, and how it looks to a learner (see `look`)."""

MOST_CHOICES = 26
"""Things to choose from at once: as many as there are letters, so that one key chooses."""

FAULTS: dict[str, tuple[str, str]] = {
    "E120": ("empty-text", translatable("A text that has to say something is empty.")),
    "E121": ("same-option", translatable("Two options read the same.")),
    "E122": ("no-distractor", translatable("There is nothing wrong to choose.")),
    "E123": ("answer-is-distractor", translatable("The right answer stands among the wrong ones.")),
    "E124": (
        "too-many-choices",
        translatable("There are more than 26 things to choose from, and one key chooses one."),
    ),
    "E125": ("no-answer", translatable("No answer is right.")),
    "E126": ("accepts-anything", translatable("A pattern of nothing but stars takes every answer for right.")),
    "E127": ("accepted-and-rejected", translatable("The same answer is right and wrong.")),
    "E128": ("points", translatable("Points are not a number above 0.")),
    "E129": ("not-a-number", translatable("A number cannot be read.")),
    "E130": ("no-number", translatable("A number question has neither a value nor a range.")),
    "E131": ("value-outside-range", translatable("The value lies outside the range.")),
    "E132": ("negative-tolerance", translatable("A tolerance is below 0.")),
    "E133": ("tolerance-and-range", translatable("Both a tolerance and a range say what is right.")),
    "E134": ("empty-range", translatable("A range ends before it begins.")),
    "E135": ("too-few-items", translatable("One item has no order.")),
    "E136": ("same-item", translatable("Two items read the same.")),
    "E137": ("too-few-pairs", translatable("A match has fewer than two pairs, or only one right side.")),
    "E138": ("same-left", translatable("Two left sides read the same.")),
    "E139": (
        "same-right",
        translatable("Two right sides read the same but are written differently, or an extra one belongs to a pair."),
    ),
    "E140": ("too-few-categories", translatable("There are fewer than two categories.")),
    "E141": ("same-category", translatable("Two categories read the same.")),
    "E142": ("no-items", translatable("There is nothing to sort.")),
    "E143": ("no-gap", translatable("A cloze text has no gap.")),
    "E144": ("unbalanced-braces", translatable("A gap is opened and not closed, or closed and not opened.")),
    "E145": ("bank-word", translatable("A word of the bank stands there twice, or is an answer already.")),
    "E146": (
        "underscores",
        translatable("A cloze text has ____ outside its gaps, where a learner would take it for one."),
    ),
    "E147": ("no-name", translatable("There is a rule for names, and no answer that it reads as one.")),
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
        Fault(where, tr("this text is empty"), tr("write something, or remove it"), code="E120")
        for where, text in texts
        if not text
    ]


def blanks(texts: Iterable[tuple[Where, str]]) -> list[Fault]:
    """The same, for texts of which no more is asked than that they say something."""
    return empties([(where, "") for where, text in texts if is_blank(text)])


def twins(texts: Sequence[Look], code: str, what: str) -> list[Fault]:
    """`code` for each text that reads the same as an earlier one. `what` names them in the message."""
    if len({text for _, text in texts}) == len(texts):
        return []
    seen: set[str] = set()
    faults = []
    for where, text in texts:
        if text in seen:
            message = tr("this {what} reads the same as an earlier one", what=tr(what))
            faults.append(Fault(where, message, tr("change or remove one"), code=code))
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
    return [
        Fault(
            where,
            tr("{number} things to choose from, at most {most}", number=number, most=MOST_CHOICES),
            tr("split the question"),
            code="E124",
        )
    ]
