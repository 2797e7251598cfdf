"""What facts, questions and lessons are called now, as this machine's library says: progress follows a rename."""

import sqlite3
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from learn.store.settings import Settings

Kind = Literal["fact", "question", "lesson"]
KINDS: tuple[Kind, ...] = ("fact", "question", "lesson")

_FACTS_OF = """SELECT id FROM library.fact WHERE lesson = ?
    EXCEPT SELECT fact FROM fact_lesson WHERE lesson = ?"""
_ANY = """SELECT EXISTS (SELECT 1 FROM rename)
    OR EXISTS (SELECT 1 FROM library.rename WHERE kind IN ('fact', 'question', 'lesson'))"""


class Names(Struct, frozen=True):
    """Old names with the new ones, followed to the end, and the lessons of facts as far as they matter here."""

    facts: Mapping[str, str]
    questions: Mapping[str, str]
    lessons: Mapping[str, str]
    lesson_of: Mapping[str, str]

    @classmethod
    def load(cls, db: sqlite3.Connection) -> "Names":
        """The names that the store was last told."""
        return cls(
            facts=renames(db, "fact"),
            questions=renames(db, "question"),
            lessons=renames(db, "lesson"),
            lesson_of=dict(db.execute("SELECT fact, lesson FROM fact_lesson")),
        )

    def fact(self, name: str) -> str:
        """What the fact is called now."""
        return self.facts.get(name, name)

    def retention(self, fact: str, settings: Settings) -> float:
        """The desired recall (0–1) of a fact: its lesson's, else the learner's."""
        if not settings.lesson_retention:
            return settings.retention
        lesson = self.lesson_of.get(fact, "")
        wanted = {self.lessons.get(name, name): value for name, value in settings.lesson_retention.items()}
        return wanted.get(lesson, settings.retention)

    def former(self, kind: Kind) -> dict[str, list[str]]:
        """For each name of today those that it had before."""
        found: dict[str, list[str]] = {}
        for old, new in {"fact": self.facts, "question": self.questions, "lesson": self.lessons}[kind].items():
            found.setdefault(new, []).append(old)
        return found


def renames(db: sqlite3.Connection, kind: Kind) -> dict[str, str]:
    """Old names of this kind with today's."""
    return dict(db.execute("SELECT old, new FROM rename WHERE kind = ?", (kind,)))


def followed(direct: Mapping[str, str]) -> dict[str, str]:
    """Each old name with the last in its chain of renames; a circle ends at its smallest name, which is no rename."""
    return {old: end for old in direct if (end := _end(old, direct)) != old}


def _end(name: str, direct: Mapping[str, str]) -> str:
    seen = [name]
    while (following := direct.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


# -- what the attached library says ------------------------------------------------------------------------------


def is_outdated(db: sqlite3.Connection, settings: Settings) -> bool:
    """Whether the attached library says otherwise than the store was last told."""
    if db.execute(_ANY).fetchone()[0] and any(theirs(db, kind) != renames(db, kind) for kind in KINDS):
        return True
    return bool(moved_facts(db, settings))


def theirs(db: sqlite3.Connection, kind: Kind) -> dict[str, str]:
    """Old names of this kind with today's, as the attached library has them."""
    return followed(dict(db.execute("SELECT old, new FROM library.rename WHERE kind = ?", (kind,))))


def moved_facts(db: sqlite3.Connection, settings: Settings) -> dict[str, str]:
    """Facts of lessons that have a retention of their own, as far as the store does not know their lesson."""
    if not settings.lesson_retention:
        return {}
    names = theirs(db, "lesson")
    found: dict[str, str] = {}
    for lesson in {names.get(name, name) for name in settings.lesson_retention}:
        found |= dict.fromkeys((fact for (fact,) in db.execute(_FACTS_OF, (lesson, lesson))), lesson)
    return found
