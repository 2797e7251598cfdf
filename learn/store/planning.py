"""What planning asks: states of facts, what is due, what is new, how often questions were put."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from learn.events import ROLLOVER_MINUTES, learner_day
from learn.store.facts import COLUMNS, FactState, fact_state
from learn.store.judgement import judged
from learn.store.lines import timeline
from learn.store.renames import Names

_DAY_MS = 86_400_000
_ROLLOVER_MS = ROLLOVER_MINUTES * 60_000
_EPOCH_DAY = learner_day(_ROLLOVER_MS, 0)
_AT_ONCE = 500
_NEVER = 10_000_000
_ASKABLE = "AND EXISTS (SELECT 1 FROM library.fact AS f WHERE f.id = state.fact AND f.questions > 0)"
_DUE = "learner = ? AND due_day <= ? AND suspended = 0 AND buried_until <= ?"
_UNSEEN = """NOT EXISTS (SELECT 1 FROM state AS s WHERE s.learner = ? AND s.fact = f.id
    AND (s.due_day IS NOT NULL OR s.suspended OR s.buried_until > ?))"""


class Use(Struct, frozen=True):
    """How often a question was put to a learner (taken back or not), and when last (UTC ms)."""

    times: int
    last_ms: int


def states(db: sqlite3.Connection, learner: int, facts: Iterable[str]) -> dict[str, FactState]:
    """The states of those of the facts (by today's names) that were answered."""
    query = f"SELECT {COLUMNS} FROM state WHERE learner = ? AND memory IS NOT NULL AND fact IN "  # noqa: S608
    return {row[0]: fact_state(row) for row in _for_each(db, query, learner, list(facts))}


def all_states(db: sqlite3.Connection, learner: int) -> list[FactState]:
    """The states of all answered facts, soonest due first."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM state WHERE learner = ? AND due_day IS NOT NULL ORDER BY due_day, n",  # noqa: S608
        (learner,),
    )
    return [fact_state(row) for row in rows]


def schedule(db: sqlite3.Connection, learner: int) -> list[tuple[str, int]]:
    """Every answered fact with the ordinal day it is due, soonest first."""
    query = "SELECT fact, due_day FROM state WHERE learner = ? AND due_day IS NOT NULL ORDER BY due_day, n"
    return db.execute(query, (learner,)).fetchall()


def soonest(db: sqlite3.Connection, learner: int, day: int, limit: int) -> list[str]:
    """The facts due longest on the ordinal `day`, suspended and buried ones too."""
    query = """SELECT fact FROM state INDEXED BY state_due WHERE learner = ? AND due_day <= ?
        ORDER BY due_day, n LIMIT ?"""
    return [fact for (fact,) in db.execute(query, (learner, day, limit))]


def due_facts(db: sqlite3.Connection, learner: int, day: int, limit: int, in_library: bool) -> list[str]:
    """Facts due on the ordinal `day`, longest due first, then in the order they were first met."""
    askable = _ASKABLE if in_library else ""
    rows = db.execute(
        f"SELECT fact FROM state WHERE {_DUE} {askable} ORDER BY due_day, n LIMIT ?",  # noqa: S608
        (learner, day, day, limit),
    )
    return [fact for (fact,) in rows]


def next_due(db: sqlite3.Connection, learner: int, day: int) -> tuple[int, int] | None:
    """(ordinal day, number of facts): when something falls due next after `day`."""
    row = db.execute(
        """SELECT due_day, count(*) FROM state INDEXED BY state_due WHERE learner = ? AND suspended = 0 AND due_day =
        (SELECT due_day FROM state INDEXED BY state_due
        WHERE learner = ? AND due_day > ? AND suspended = 0 ORDER BY due_day LIMIT 1)""",
        (learner, learner, day),
    ).fetchone()
    return (row[0], row[1]) if row[1] else None


def suspended(db: sqlite3.Connection, learner: int, day: int, names: Names) -> set[str]:
    """Facts that are suspended, or buried on the ordinal `day`, under every name they have had."""
    rows = db.execute(
        """SELECT fact FROM state INDEXED BY state_aside WHERE learner = ? AND (suspended OR buried_until > 0)
        AND (suspended OR buried_until > ?)""",
        (learner, day or _NEVER),
    )
    former = names.former("fact")
    return {name for (fact,) in rows for name in (fact, *former.get(fact, ()))}


def new_facts(db: sqlite3.Connection, learner: int, limit: int, lesson: str | None, day: int) -> list[str]:
    """Facts of the attached library that were never answered, in library order."""
    of_lesson = "" if lesson is None else "AND f.lesson = ?"
    rows = db.execute(
        f"""SELECT f.id FROM library.fact AS f WHERE f.questions > 0 AND {_UNSEEN} {of_lesson}
        ORDER BY f.position LIMIT ?""",  # noqa: S608
        (learner, day, *(() if lesson is None else (lesson,)), limit),
    )
    return [fact for (fact,) in rows]


def answered_today(db: sqlite3.Connection, learner: int, day: int, names: Names) -> tuple[int, int]:
    """(facts met for the first time, facts seen again) on the learner's ordinal `day`."""
    begin = (day - _EPOCH_DAY) * _DAY_MS + _ROLLOVER_MS
    today = timeline(db, learner, "answer", (begin - _DAY_MS, begin + 2 * _DAY_MS))
    facts = {
        piece.fact for line in today if learner_day(line.ms, line.offset) == day for piece in judged(db, line).evidence
    }
    met = [
        state
        for state in states(db, learner, {names.fact(fact) for fact in facts}).values()
        if state.last_answer_day == day
    ]
    new = len({state.fact for state in met if state.first_day == day})
    return new, len({state.fact for state in met}) - new


def question_uses(db: sqlite3.Connection, learner: int, questions: Iterable[str], names: Names) -> dict[str, Use]:
    """How often each question (`bank/id`) was put, under this or an earlier name; none for those that never were."""
    former = names.former("question")
    asked = list(dict.fromkeys(questions))
    every = [name for question in asked for name in (question, *former.get(question, ()))]
    query = "SELECT question, times, last_ms FROM question_use WHERE learner = ? AND question IN "
    found = {name: Use(times, last) for name, times, last in _for_each(db, query, learner, every)}
    return {question: use for question in asked if (use := _together(question, former, found)) is not None}


def _together(question: str, former: dict[str, list[str]], found: dict[str, Use]) -> Use | None:
    uses = [found[name] for name in (question, *former.get(question, ())) if name in found]
    return Use(sum(use.times for use in uses), max(use.last_ms for use in uses)) if uses else None


def _for_each(db: sqlite3.Connection, query: str, learner: int, names: list[str]) -> Iterable[tuple[Any, ...]]:
    """The rows of `query` for many names, so many at once as SQLite takes."""
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        yield from db.execute(f"{query}({', '.join('?' * len(some))})", (learner, *some))
