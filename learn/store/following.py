"""How the projections follow the log: an answer's commit writes the event alone, they are brought up behind it.

`applied` is the row of the last event that is in the projections, written in the same transaction as they are. So a
process that dies leaves nothing wrong: the next one sees that they are behind and applies the rest.
"""

import sqlite3
from collections.abc import Iterable

from learn.memory.model import VERSION
from learn.store.facts import FactState, marked
from learn.store.judgement import judged_at_first
from learn.store.learning import Told, learned, places
from learn.store.lines import Line, select
from learn.store.projector import Projector
from learn.store.schema import PROJECTION_VERSION

ARITHMETIC = f"{PROJECTION_VERSION}/{VERSION}"
"""Names how states follow from events: where another one made those that are stored, all are derived again."""

_MARKS = """SELECT ifnull((SELECT max(n) FROM event), 0), ifnull((SELECT value FROM meta WHERE key = 'applied'), 0),
    (SELECT value FROM meta WHERE key = 'arithmetic')"""
_WITHOUT_STATES = frozenset({"session", "finish", "read", "flag"})


def is_behind(db: sqlite3.Connection) -> bool:
    """Whether there are events that the projections do not know, or know otherwise than this program would."""
    newest, applied, arithmetic = db.execute(_MARKS).fetchone()
    return bool(newest != applied or (newest and arithmetic != ARITHMETIC))


def catch_up(projector: Projector) -> None:
    """Apply what is missing. Within a transaction."""
    newest, applied, arithmetic = projector.db.execute(_MARKS).fetchone()
    if applied > newest or (applied and arithmetic != ARITHMETIC):
        from learn.store.derive import derive_all

        derive_all(projector)
    else:
        for line in select(projector.db, "e.n > ?", (applied,), order="e.n"):
            projector.apply(line)
        projector.settle()
    set_applied(projector.db)


def set_applied(db: sqlite3.Connection) -> None:
    """Note that the projections know all events there are."""
    newest = db.execute("SELECT ifnull(max(n), 0) FROM event").fetchone()[0]
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [("applied", newest), ("arithmetic", ARITHMETIC)])


class Pending:
    """Events of this process since it last brought the projections up, while nobody else has written.

    States are read through it without writing: most sessions write projections once, at their end. `clear` is false
    when an event came that needs more than adding answers to states.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.clear = True
        self._read = 0  # so many of the lines are in `_told`
        self._told: dict[tuple[int, str], list[Told]] = {}

    def add(self, line: Line) -> None:
        """Note an event that was just recorded."""
        self.lines.append(line)
        self.clear = self.clear and (line.type == "answer" or line.type in _WITHOUT_STATES)

    def over(self, rows: dict[str, FactState], learner: int, facts: Iterable[str], projector: Projector) -> bool:
        """Bring the states of the facts, as stored in `rows` by today's names, up to now. False where that takes a
        replay, because the clock was set back."""
        self._read_on(projector)
        return all(
            _put(rows, fact, told, projector) for fact in set(facts) for told in self._told.get((learner, fact), ())
        )

    def _read_on(self, projector: Projector) -> None:
        """Judge the answers that came since the last time, once, and keep them by learner and fact."""
        for line in self.lines[self._read :]:
            if line.type == "answer":
                standing = judged_at_first(line)
                for fact, place in places(standing, projector.names):
                    self._told.setdefault((line.learner, fact), []).append((standing, place))
        self._read = len(self.lines)


def _put(rows: dict[str, FactState], fact: str, told: Told, projector: Projector) -> bool:
    before, line = rows.get(fact), told[0].line
    if before is not None and before.last_ms >= line.ms:
        return False
    after = learned(fact, before, [told], projector.settings(line.learner), projector.names)
    assert after is not None
    rows[fact] = after if before else marked(projector.db, line.learner, after)
    return True
