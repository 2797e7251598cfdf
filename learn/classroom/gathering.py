"""From the answers in a log to results: each session as an attempt, with what was left blank."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

from msgspec import structs

from learn.analysis.results import Answered, Attempt, Results, Student, numbered
from learn.classroom.items import Items
from learn.events import SessionBody
from learn.store.history import AnswerRow
from learn.store.log import Store
from learn.store.sessions import SessionSummary


def gather(
    store: Store,
    students: Sequence[Student],
    items: Items,
    wanted: Callable[[SessionBody], bool] = lambda _: True,
    own_regrades: bool = False,
    watch: Callable[[Sequence[Student]], Iterable[Student]] = lambda students: students,
) -> Results:
    """The results of these students in the sessions that are `wanted`. A student's key is the id of a learner; one
    that no learner has stands for a student who handed nothing in.

    What students graded again themselves counts only with `own_regrades`: a class has a teacher for that.
    `watch` hands on the students, so that somebody can see how far it has got.
    """
    attempts = [
        attempt for student in watch(students) for attempt in _attempts(store, student.key, items, wanted, own_regrades)
    ]
    void = _voided(store, own_regrades)
    counting = (_counting(attempt, void) for attempt in attempts) if void else attempts
    return Results(students=tuple(students), attempts=numbered(counting))


def _voided(store: Store, own_regrades: bool) -> set[str]:
    """The questions that were void when anybody's answer to them was graded again last.

    Asked of the whole log, so that a blank counts the same in everyone's results and in those of one student, and
    whoever else's answers are still to be graded again.
    """
    last: dict[str, tuple[int, bool]] = {}
    for row in store.amended(own_regrades=own_regrades):
        if row.regrade is not None:
            item, said = f"{row.body.bank}/{row.body.question}", (row.said_ms, row.regrade.points == 0)
            last[item] = max(said, last.get(item, said))
    return {item for item, (_, void) in last.items() if void}


def _counting(attempt: Attempt, void: Container[str]) -> Attempt:
    """The attempt in which a void question that was left without an answer counts for nothing."""
    answers = (
        structs.replace(one, points=0.0) if not one.event and one.item in void else one for one in attempt.answers
    )
    return structs.replace(attempt, answers=tuple(answers))


def _attempts(
    store: Store, key: str, items: Items, wanted: Callable[[SessionBody], bool], own_regrades: bool
) -> Iterable[Attempt]:
    if not store.has_learner(key):
        return
    sessions = {one.id: one for one in store.sessions(key) if wanted(one.body)}
    if not sessions:
        return
    rows: dict[str, list[AnswerRow]] = defaultdict(list)
    for row in store.history(key, own_regrades=own_regrades):
        if not row.retracted and row.body.session in sessions:
            rows[row.body.session].append(row)
    yield from (attempt_of(key, one, rows[name], items) for name, one in sessions.items())


def attempt_of(student: str, session: SessionSummary, rows: Sequence[AnswerRow], items: Items) -> Attempt:
    """One session as an attempt; `rows` are its answers that stand."""
    body = session.body
    given = {row.body.n: row for row in rows}
    planned = [
        _answered(given[n], items)
        if n in given
        else _left(n, f"{draw.bank}/{draw.question}", draw.seed, session.finished, items)
        for n, draw in enumerate(body.plan, start=1)
    ]
    extra = [_answered(row, items) for n, row in sorted(given.items()) if n > len(body.plan)]
    return Attempt(
        student=student,
        session=session.id,
        test=test_name(body),
        title=body.title or test_name(body),
        mode=body.mode,
        number=1,
        begun=session.ms,
        ended=max((row.ms for row in rows), default=session.ms),
        offset=session.offset,
        finished=session.finished,
        answers=(*planned, *extra),
        require=body.require,
    )


def test_name(body: SessionBody) -> str:
    """What a session counts as in a list of tests: its banks, else the lesson studied, else its mode."""
    return "+".join(body.banks) or body.study or body.mode


def _left(n: int, item: str, seed: int, finished: bool, items: Items) -> Answered:
    """A planned question without an answer: blank once the session is finished, until then not reached."""
    return Answered(
        item=item, n=n, points=items.points(item), score=0.0 if finished else None, kind=items.kind(item), seed=seed
    )


def _answered(row: AnswerRow, items: Items) -> Answered:
    """An answer in the order of the fields of `Answered`: naming them would take longer than reading the log."""
    body = row.body
    return Answered(
        items.name(f"{body.bank}/{body.question}"),
        body.n,
        row.points,
        row.score,
        body.score,
        row.event,
        items.name(body.kind),
        items.name(body.hash),
        body.seed,
        body.response,
        _kept(body.chosen, items),
        row.parts,
        tuple([items.name(piece.fact) for piece in body.evidence]),
        items.chance(row),
        body.recall,
        row.ms,
        body.ms,
        body.hint,
        body.guessed,
        body.comeback,
        row.overridden,
        row.regraded,
    )


def _kept(chosen: tuple[Any, ...], items: Items) -> tuple[Any, ...]:
    """The same response, its texts kept once."""
    return tuple([items.name(one) if isinstance(one, str) else one for one in chosen])


test_name.__test__ = False  # type: ignore[attr-defined]  # not a test of pytest's
