"""What the library says about banks, lessons, facts and tests, and the words it says it in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from learn.language import tr, translatable
from learn.store.index_places import display

if TYPE_CHECKING:
    from learn.content.pool import Pool
    from learn.content.values import Fact, Source, Speaker


_ITSELF = {
    "report": translatable("the report itself"),
    "interview": translatable("the interview itself"),
    "commentary": translatable("the commentary itself"),
    "document": translatable("the document itself"),
}
"""A source that nobody is named for, by its type."""


class BankRow(Struct, frozen=True):
    """A bank as listed: `questions` is how many it has, `path` where it lies."""

    id: str
    title: str
    lesson: str
    path: str
    questions: int


class LessonRow(Struct, frozen=True):
    """A lesson as listed: how many facts it has, how many questions ask them, its place in teaching order from 0."""

    id: str
    title: str
    summary: str
    path: str
    requires: tuple[str, ...]
    minutes: float | None
    facts: int
    questions: int
    position: int


class FactCard(Struct, frozen=True):
    """A fact with who says so and where, in words.

    `by` is the speaker's name and role or the source's own voice, `where` e.g. "Commentary …, paragraph 9",
    `disputed` the statement of the fact that says otherwise.
    """

    fact: str
    statement: str
    claim: str
    by: str
    where: str
    disputed: str
    lesson: str


class TestTerms(Struct, frozen=True):
    """A bank's own test: how many questions, minutes, pass mark in percent, and the pools to draw from."""

    __test__ = False  # not a test of pytest's

    questions: int | None
    minutes: float | None
    require: float | None
    draw: "tuple[Pool, ...]"


def lesson_row(row: tuple[Any, ...]) -> LessonRow:
    """The row of a query, its path as people read it."""
    id_, title, summary, path, requires, *rest = row
    return LessonRow(id_, title, summary, display(path), tuple(requires.split()), *rest)


def fact_card(
    lesson: str,
    fact: "Fact",
    disputed: "Fact | None",
    sources: "Mapping[str, Source]",
    speakers: "Mapping[str, Speaker]",
) -> FactCard:
    """The card of a fact of a lesson."""
    return FactCard(
        fact=fact.id,
        statement=fact.statement,
        claim=fact.claim,
        by=_voice(fact, sources, speakers),
        where=_where(fact.sources, sources),
        disputed=disputed.statement if disputed else "",
        lesson=lesson,
    )


def _voice(fact: "Fact", sources: "Mapping[str, Source]", speakers: "Mapping[str, Speaker]") -> str:
    """Who says so: the speaker with the role, else the source itself."""
    if fact.by:
        speaker = speakers.get(fact.by)
        return fact.by if speaker is None else ", ".join(filter(None, (speaker.name, speaker.role)))
    types = dict.fromkeys(sources[id_].type for id_, _ in fact.sources if id_ in sources)
    return tr(" and ").join(tr(_ITSELF[type_]) for type_ in types)


def _where(citations: Iterable[tuple[str, int]], sources: "Mapping[str, Source]") -> str:
    """`title, paragraph 9`, or `title, paragraphs 9 and 11; other title, paragraph 2`."""
    places: dict[str, list[str]] = {}
    for source, paragraph in citations:
        places.setdefault(source, []).append(str(paragraph))
    return "; ".join(
        f"{sources[id_].title if id_ in sources else id_}, {_listed(numbers)}" for id_, numbers in places.items()
    )


def _listed(numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return tr("paragraph {number}", number=numbers[0])
    return tr("paragraphs {numbers} and {last}", numbers=", ".join(numbers[:-1]), last=numbers[-1])
