"""Every answer in a row of its own, with what it is an answer to: the long form, for statistics programs.

A student who was excused or handed nothing in has one row, without an answer. The answers of an unfinished test are
there without their scores, which would tell its verdicts early.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from learn.analysis.grades import Grade, Status
from learn.analysis.results import Answered, Attempt
from learn.events import utc_text
from learn.gradebook.book import Book
from learn.gradebook.cells import Cell, plain


class Row(Struct, frozen=True):
    """One answer. `place` counts from 1, `points` are those earned of `max`, `score` (0-1) is in force, `original` that
    of the day; `chance` the expected blind score, `recall` the recall predicted before; times in UTC, `seconds` how
    long the answer took. `response` is in words, the pairs of a match as `left => right`.
    """

    student: str
    number: str
    learner: str
    section: str
    test: str
    title: str
    status: Status
    attempt: int | None = None
    attempts: int = 0
    session: str = ""
    mode: str = ""
    begun: str = ""
    place: int | None = None
    question: str = ""
    kind: str = ""
    hash: str = ""
    points: float | None = None
    max: float | None = None
    score: float | None = None
    original: float | None = None
    response: tuple[str, ...] = ()
    parts: tuple[float, ...] = ()
    facts: tuple[str, ...] = ()
    blank: bool | None = None
    void: bool | None = None
    comeback: bool | None = None
    overridden: bool | None = None
    regraded: bool | None = None
    hint: bool | None = None
    guessed: bool | None = None
    chance: float | None = None
    recall: float | None = None
    at: str = ""
    seconds: float | None = None
    event: str = ""


NAMES = Row.__struct_fields__


def rows_of(grade: Grade) -> Iterator[Row]:
    """The rows of one grade: an answer each, or a single one where there is no attempt."""
    about = (
        plain(grade.student.called),
        plain(grade.student.number),
        grade.student.key,
        plain(grade.student.section),
        grade.test.name,
        plain(grade.test.title),
        grade.status,
    )
    attempt = grade.attempt
    if attempt is None:
        yield Row(*about, attempts=grade.attempts)
        return
    taken = (attempt.number, grade.attempts, attempt.session, attempt.mode, utc_text(attempt.begun))
    for answer in attempt.answers:
        yield Row(*about, *taken, **_answer(attempt, answer))


def _answer(attempt: Attempt, answer: Answered) -> dict[str, Any]:
    given = bool(answer.event)
    told = attempt.told
    return {
        "place": answer.n,
        "question": answer.item,
        "kind": answer.kind,
        "hash": answer.hash,
        "points": answer.mark if told else None,
        "max": answer.points,
        "score": answer.score if told else None,
        "original": answer.original if told else None,
        "response": response(answer),
        "parts": answer.parts if told else (),
        "facts": answer.facts,
        "blank": answer.blank,
        "void": answer.void,
        "comeback": answer.comeback,
        "overridden": answer.overridden,
        "regraded": answer.regraded,
        "hint": answer.hint if given else None,
        "guessed": answer.guessed if given else None,
        "chance": answer.chance,
        "recall": answer.recall if given else None,
        "at": utc_text(answer.at) if given else "",
        "seconds": answer.ms / 1000 if given else None,
        "event": answer.event,
    }


def response(answer: Answered) -> tuple[str, ...]:
    """What was chosen or typed, in words."""
    return tuple(map(_words, answer.chosen))


def _words(one: Any) -> str:
    match one:
        case bool():
            return "yes" if one else "no"
        case list() | tuple():
            return " => ".join(plain(str(side)) for side in one)
        case _:
            return plain(str(one))


def cells(row: Row, names: Sequence[str] = NAMES) -> list[Cell]:
    """These columns of a row for a table: a list is one cell, its parts between ` | `."""
    return [_cell(getattr(row, name)) for name in names]


def _cell(value: Any) -> Cell:
    if isinstance(value, tuple) and not value:
        return ""
    if isinstance(value, tuple):
        return " | ".join(one.replace("|", r"\|") if isinstance(one, str) else f"{one:g}" for one in value)
    cell: Cell = value
    return cell


def all_rows(book: Book) -> Iterator[list[Row]]:
    """The rows of each grade in turn."""
    for grade in book.grades:
        yield list(rows_of(grade))
