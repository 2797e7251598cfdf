"""How the projections follow the log: an answer's commit writes the event alone, they are brought up behind it.

`applied` is the row of the last event that is in the projections, written in the same transaction as they are. So a
process that dies leaves nothing wrong: the next one sees that they are behind and applies the rest.
"""

import sqlite3
from collections.abc import Collection

from learn.memory.model import VERSION
from learn.store import planning
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
        self._told: dict[tuple[int, str], list[Told]] = {}  # what is not yet in `_states`
        self._states: dict[tuple[int, str], FactState | None] = {}

    def add(self, line: Line) -> None:
        """Note an event that was just recorded."""
        self.lines.append(line)
        self.clear = self.clear and (line.type == "answer" or line.type in _WITHOUT_STATES)

    def states(self, projector: Projector, learner: int, facts: Collection[str]) -> dict[str, FactState] | None:
        """The states of those of the facts (by today's names) that were answered, as they are now. None where that
        takes a replay, because the clock was set back."""
        self._read_on(projector)
        unread = [fact for fact in facts if (learner, fact) not in self._states]
        if unread:
            stored = planning.states(projector.db, learner, unread)
            self._states.update(((learner, fact), stored.get(fact)) for fact in unread)
        if not all(self._bring_up(projector, learner, fact) for fact in facts):
            return None
        found = ((fact, self._states[learner, fact]) for fact in facts)
        return {fact: state for fact, state in found if state is not None}

    def _bring_up(self, projector: Projector, learner: int, fact: str) -> bool:
        for told in self._told.pop((learner, fact), ()):
            before, line = self._states[learner, fact], told[0].line
            if before is not None and before.last_ms >= line.ms:
                self.clear = False
                return False
            after = learned(fact, before, [told], projector.settings(line.learner), projector.names)
            assert after is not None
            self._states[learner, fact] = after if before else marked(projector.db, learner, after)
        return True

    def _read_on(self, projector: Projector) -> None:
        """Judge the answers that came since the last time, once, and keep them by learner and fact."""
        for line in self.lines[self._read :]:
            if line.type == "answer":
                standing = judged_at_first(line)
                for fact, place in places(standing, projector.names):
                    self._told.setdefault((line.learner, fact), []).append((standing, place))
        self._read = len(self.lines)
