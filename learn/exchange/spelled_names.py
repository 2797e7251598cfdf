"""Names that a rule takes in every spelling, in formats that can only list: the usual ones written out, taken back."""

from collections.abc import Callable
from typing import TypeAlias

from msgspec import structs

from learn.content.values import Bank
from learn.exchange.gap_text import composed
from learn.exchange.intake import Skip
from learn.exchange.report import Exported, Imported, Item
from learn.kinds.base import Question
from learn.kinds.cloze import Cloze
from learn.kinds.named import Names, usual
from learn.kinds.short import Short
from learn.language import tr, translatable
from learn.text import is_wildcard, normalise

AS_LISTED = ("csv", "apkg", "anki-text")
"""Formats that have a place for the rule, or in which nobody's typing is graded."""

_NOTE = translatable("the rule for names is not known there: the usual spellings are listed, others are wrong")

Change: TypeAlias = Callable[[tuple[str, ...], Names], tuple[str, ...]]
"""From the answers that are listed to those that are to be."""


def written_out(bank: Bank, form: str) -> tuple[Bank, frozenset[str]]:
    """The bank with the usual spellings of names among its answers, and the ids of the questions that have them."""
    if form in AS_LISTED:
        return bank, frozenset()
    questions = tuple(_changed(one, _with_usual) for one in bank.questions)
    spelled = (new.id for old, new in zip(bank.questions, questions, strict=True) if new != old)
    return structs.replace(bank, questions=questions), frozenset(spelled)


def taken_back(imported: Imported) -> Imported:
    """What was read without the spellings that the rule of a question has written out; what an author added stays."""
    questions = tuple(_changed(one, _without_usual) for one in imported.bank.questions)
    return structs.replace(imported, bank=structs.replace(imported.bank, questions=questions))


def noted(written: Exported, spelled: frozenset[str]) -> Exported:
    """What was written, its report saying so of the questions whose names are spelled out."""
    items = tuple(_noted(one) if one.id in spelled else one for one in written.items)
    return structs.replace(written, items=items)


def _noted(item: Item) -> Item:
    if item.status == "skipped":
        return item
    return structs.replace(item, status="degraded", notes=(*item.notes, tr(_NOTE)))


def _changed(question: Question, change: Change) -> Question:
    """A question with a rule for names and its answers changed."""
    if isinstance(question, Short) and question.names != "listed":
        return structs.replace(question, accept=change(question.accept, question.names))
    if isinstance(question, Cloze) and question.names != "listed" and question.bank is None:
        return structs.replace(question, text=_changed_gaps(question, change))
    return question


def _changed_gaps(question: Cloze, change: Change) -> str:
    parsed = question.parsed
    gaps = tuple(structs.replace(gap, accept=change(gap.accept, question.names)) for gap in parsed.gaps)
    try:
        return question.text if gaps == parsed.gaps else composed(parsed.around, gaps)
    except Skip:
        return question.text


def _with_usual(answers: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """The answers, and behind them the usual spellings of the names among them."""
    exact = tuple(one for one in answers if not is_wildcard(one))
    there = set(map(normalise, exact))
    return (*answers, *(one for one in usual(exact, names) if normalise(one) not in there))


def _without_usual(answers: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """The answers at the beginning that bring all the others, if there are such."""
    own = (answers[:size] for size in range(1, len(answers)) if _with_usual(answers[:size], names) == answers)
    return next(own, answers)
