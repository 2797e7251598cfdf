"""The state of a session, and how it changes: a fold over what was answered and skipped.

The state is never stored. It is derived from the plan and the entries, and so going on after a crash, taking an
answer back and correcting one are the same thing: fold again.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TypeAlias

from msgspec import Struct, structs

from learn.interactions import Response


class Slot(Struct, frozen=True):
    """A place in a session: the question asked there, and the seed it is presented with.

    `n` counts from 1 over the plan and on behind it for comebacks.
    """

    n: int
    bank: str
    question: str
    facts: tuple[str, ...]
    seed: int
    points: float = 1.0
    heading: str = ""
    comeback: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """Bank and question, to compare by."""
        return (self.bank, self.question)

    @property
    def ref(self) -> str:
        """`bank/id` of the question."""
        return f"{self.bank}/{self.question}"


class Given(Struct, frozen=True):
    """An answer that is on disk as `event`: the response, its score, and the facts it was not right on."""

    slot: Slot
    event: str
    response: Response
    score: float
    missed: tuple[str, ...] = ()


class Skipped(Struct, frozen=True):
    """The learner left the question in place `n` for later; leaving it a second time leaves it out."""

    n: int


Entry: TypeAlias = Given | Skipped


class Plan(Struct, frozen=True):
    """What a session set out to ask.

    `comebacks` says whether wrong answers come back before the end; `others` lists for each fact the questions on
    it, best first, as slots whose `n` is 0 until they are used.
    """

    slots: tuple[Slot, ...]
    comebacks: bool = True
    others: Mapping[str, Sequence[Slot]] = {}

    @property
    def max_points(self) -> float:
        """Points of a session without a fault."""
        return sum(slot.points for slot in self.slots)

    @property
    def last_n(self) -> int:
        """The place of the last planned question: as many as were planned, some of which may be gone by now."""
        return self.slots[-1].n if self.slots else 0


class State(Struct, frozen=True):
    """Where a session stands. `queue` holds the slots still to ask, the open one first."""

    plan: Plan
    queue: tuple[Slot, ...]
    entries: tuple[Entry, ...] = ()
    returned: frozenset[str] = frozenset()
    next_n: int = 1

    @property
    def current(self) -> Slot | None:
        """The slot whose question is open; None at the end."""
        return self.queue[0] if self.queue else None

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer to take back."""
        return any(isinstance(entry, Given) for entry in reversed(self.entries))

    @property
    def given(self) -> tuple[Given, ...]:
        """The answers, in the order they were given."""
        return tuple(entry for entry in self.entries if isinstance(entry, Given))

    @property
    def counted(self) -> tuple[Given, ...]:
        """The answers that count for the score: comebacks are extra."""
        return tuple(entry for entry in self.given if not entry.slot.comeback)


def begin(plan: Plan, entries: Iterable[Entry] = ()) -> State:
    """The state after `entries`, from the start of the plan."""
    start = State(plan=plan, queue=plan.slots, next_n=plan.last_n + 1)
    return reduce(step, entries, start)


def retrace(plan: Plan, given: Iterable[Given]) -> list[Entry]:
    """The entries that led to some answers: skips leave no event, but a place that was passed over was skipped."""
    entries: list[Entry] = []
    waiting = [slot.n for slot in plan.slots]
    for answer in given:
        passed = [n for n in waiting if n < answer.slot.n]
        entries += [Skipped(n) for n in passed if Skipped(n) not in entries]
        entries.append(answer)
        waiting = [n for n in waiting if n != answer.slot.n]
    return entries


def step(state: State, entry: Entry) -> State:
    """The state after one more entry."""
    if isinstance(entry, Skipped):
        return _skip(state, entry)
    first, rest = state.queue[:1], state.queue[1:]
    queue = rest if first and first[0].n == entry.slot.n else _without(state.queue, entry.slot.n)
    after = structs.replace(
        state,
        queue=queue,
        entries=(*state.entries, entry),
        next_n=max(state.next_n, entry.slot.n + 1),
        returned=state.returned.union(entry.slot.facts) if entry.slot.comeback else state.returned,
    )
    return _call_back(after, entry)


def _without(queue: tuple[Slot, ...], n: int) -> tuple[Slot, ...]:
    return tuple(slot for slot in queue if slot.n != n)


def undo(state: State) -> tuple[State, Given | None]:
    """The state without the last answer, and that answer; skips since then are forgotten with it."""
    for place in range(len(state.entries) - 1, -1, -1):
        entry = state.entries[place]
        if isinstance(entry, Given):
            return _reopen(begin(state.plan, state.entries[:place]), entry.slot), entry
    return state, None


def correct(state: State, event: str) -> State:
    """The state as if the answer `event` had been right: its comeback is called off if it is still to come."""
    entries = (
        structs.replace(entry, score=1.0, missed=()) if isinstance(entry, Given) and entry.event == event else entry
        for entry in state.entries
    )
    return begin(state.plan, entries)


def _skip(state: State, entry: Skipped) -> State:
    slot = next((slot for slot in state.queue if slot.n == entry.n), None)
    rest = _without(state.queue, entry.n)
    again = slot is not None and entry not in state.entries
    return structs.replace(
        state, queue=(*rest, slot) if again and slot is not None else rest, entries=(*state.entries, entry)
    )


def _reopen(state: State, slot: Slot) -> State:
    """Put the slot whose answer was taken back in front again, wherever the fold had left it."""
    rest = _without(state.queue, slot.n)
    return structs.replace(state, queue=(slot, *rest))


def _call_back(state: State, given: Given) -> State:
    due = [fact for fact in given.missed if fact not in state.returned]
    if not state.plan.comebacks or given.slot.comeback or not due:
        return state
    slot = _another(state, given.slot, due[0])
    return structs.replace(
        state, queue=(*state.queue, slot), returned=state.returned | {due[0]}, next_n=state.next_n + 1
    )


def _another(state: State, missed: Slot, fact: str) -> Slot:
    """The slot in which a missed fact comes back: another question on it if there is one, else the same.

    Best is one that this session does not ask anyway, and that was not the last on any fact that it tests.
    """
    others = [slot for slot in state.plan.others.get(fact, ()) if slot.place != missed.place]
    chosen = _freshest(state, others) if others else missed
    return structs.replace(
        chosen, n=state.next_n, seed=_next_seed(missed.seed), points=0.0, heading=missed.heading, comeback=True
    )


def _freshest(state: State, slots: Sequence[Slot]) -> Slot:
    used = {slot.place for slot in (*state.plan.slots, *state.queue)}
    last = {tested: given.slot.place for given in state.given for tested in given.slot.facts}
    return min(
        slots, key=lambda slot: (slot.place in used, any(last.get(tested) == slot.place for tested in slot.facts))
    )


def _next_seed(seed: int) -> int:
    """A seed for the comeback that differs from the first one's and is the same whenever it is derived."""
    return (seed * 1_103_515_245 + 12_345) % 2**31
