"""Beginning a session, and going on with one: from what was asked for to a conversation ready to run."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, structs

from learn.app import App
from learn.app.chance import random_bits
from learn.app.world import AppWorld, predicted_recall
from learn.events import AnswerBody, Draw, Event, Mode, SessionBody, body_of, uuid7
from learn.interactions import freeze
from learn.problems import NotFound
from learn.session.asker import Asker
from learn.session.candidate import Candidate
from learn.session.conversation import Conversation
from learn.session.evidence import missed_facts
from learn.session.machine import Given, Plan, Slot
from learn.session.plan import Known, Selector, Standing, plan_practice, plan_review, plan_test, rank_comebacks
from learn.session.world import Terms

if TYPE_CHECKING:
    from learn.store.sessions import SessionRecord

Place: TypeAlias = tuple[str, str]
"""A bank's id and a question's."""

SEEDS = 2**31
SHORTLIST = 200
"""From so many facts on practice looks at a part of them only."""


class Wish(Struct, frozen=True, kw_only=True):
    """What a session should be, as asked for on the command line."""

    mode: Mode = "practice"
    banks: tuple[str, ...] = ()
    lesson: str = ""
    count: int | None = None
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    seed: int | None = None
    minutes: float | None = None
    require: float | None = None
    schedule: bool = True
    study: str = ""


def begin(app: App, wish: Wish, asker: Asker) -> Conversation:
    """A new session. NotFound when nothing fits the wish."""
    rng = Random(wish.seed if wish.seed is not None else random_bits(64))
    notices: list[str] = []
    chosen, wish = _choose(app, wish, rng, notices)
    if not chosen:
        raise NotFound("no question fits", hint=_nothing_hint(wish))
    body = SessionBody(
        session=uuid7(app.clock.now(), random_bits),
        mode=wish.mode,
        plan=tuple(Draw(bank=c.bank, question=c.question, seed=rng.randrange(SEEDS)) for c in chosen),
        title=_title(app, wish),
        banks=wish.banks,
        minutes=wish.minutes,
        require=wish.require,
        schedule=wish.schedule,
        seed=wish.seed,
        study=wish.study,
        kinds=wish.kinds,
        tags=wish.tags,
    )
    plan = _plan(app, body, {(c.bank, c.question): c for c in chosen})
    return Conversation(asker, AppWorld(app, body), _terms(body, app.clock.now(), notices), plan)


def resume(app: App, session: str | None, asker: Asker) -> Conversation:
    """The newest unfinished session of the learner, or the one named, as it was left."""
    record = app.store.open_session(app.learner, session)
    if record is None or record.finished:
        raise _nothing_to_resume(session)
    body = record.body
    found = app.library.lookup([(draw.bank, draw.question) for draw in body.plan])
    plan = _plan(app, body, found)
    if not plan.slots:
        raise _all_gone(body)
    gone = len(body.plan) - len(plan.slots)
    notices = [f"{gone} questions are gone and left out."] if gone else []
    given = _given(app, plan, record)
    terms = _terms(body, record.session.ms, notices)
    if body.mode != "test" and terms.deadline is not None:
        terms = structs.replace(terms, deadline=app.clock.now() + int(60_000 * (body.minutes or 0)))
    return Conversation(asker, AppWorld(app), terms, plan, given)


# -- choosing questions ------------------------------------------------------------------------------------------


def _choose(app: App, wish: Wish, rng: Random, notices: list[str]) -> tuple[list[Candidate], Wish]:
    if wish.mode == "review":
        return _choose_review(app, wish, rng), wish
    if wish.mode == "test":
        return _choose_test(app, wish, rng, notices)
    count = wish.count if wish.count is not None else app.config["questions"]
    candidates = _shortlist(app, _candidates(app, wish), count)
    return plan_practice(candidates, known_facts(app, candidates), count, rng), wish


def _shortlist(app: App, candidates: list[Candidate], count: int) -> list[Candidate]:
    """The questions on the facts that practice will choose from: all of a bank of usual size, else due ones first,
    then new ones as taught, then those due soonest. Looking up the memory of every fact of a huge bank would be felt.
    """
    facts = dict.fromkeys(fact for candidate in candidates for fact in candidate.facts)
    if len(facts) <= SHORTLIST:
        return candidates
    schedule, today = app.store.schedule(app.learner), app.today
    schedule = [(fact, day) for fact, day in schedule if fact in facts]
    due = [fact for fact, day in schedule if day <= today]
    met = {fact for fact, _ in schedule}
    new = islice((fact for fact in facts if fact not in met), 4 * count)
    wanted = set(islice(chain(due, new, (fact for fact, _ in schedule)), max(SHORTLIST, 4 * count)))
    return [candidate for candidate in candidates if not wanted.isdisjoint(candidate.facts)]


def _candidates(app: App, wish: Wish) -> list[Candidate]:
    found = app.library.candidates(
        banks=wish.banks or None, lesson=wish.lesson or None, tags=wish.tags, kinds=wish.kinds
    )
    suspended = app.store.suspended(app.learner)
    if not suspended:
        return found
    return [candidate for candidate in found if not suspended.intersection(candidate.facts)]


def _choose_review(app: App, wish: Wish, rng: Random) -> list[Candidate]:
    allowance = review_allowance(app)
    count = allowance if wish.count is None else min(wish.count, allowance)
    facts = app.store.due_facts(app.learner, app.today, count, app.library.path)
    grouped = app.library.candidates_for(facts)
    return plan_review(facts, grouped, known_facts(app, _flat(grouped)), count, rng)


def review_allowance(app: App) -> int:
    """How many more reviews the daily limit leaves for today."""
    _, reviewed = app.store.answered_today(app.learner, app.today)
    return max(0, app.settings.reviews_per_day - reviewed)


def _choose_test(app: App, wish: Wish, rng: Random, notices: list[str]) -> tuple[list[Candidate], Wish]:
    spec = app.library.test_spec(wish.banks[0]) if len(wish.banks) == 1 else None
    pools = list(spec.draw) if spec and wish.count is None else []
    candidates = app.library.candidates() if pools else _candidates(app, wish)
    if not pools:
        wanted = wish.count or (spec.questions if spec else 0) or app.config["questions"]
        pools = [Selector(count=wanted)]
    chosen = plan_test(candidates, pools, rng)
    wanted = sum(pool.count for pool in pools)
    if len(chosen) < wanted:
        notices.append(f"Only {len(chosen)} of the {wanted} questions that the test asks for are there.")
    if spec is not None:
        minutes = wish.minutes if wish.minutes is not None else spec.minutes
        require = wish.require if wish.require is not None else spec.require
        wish = structs.replace(wish, minutes=minutes, require=require)
    return chosen, wish


def known_facts(app: App, candidates: Iterable[Candidate]) -> Known:
    """How the facts and questions behind some candidates stand with the learner today."""
    listed = list(candidates)
    facts = list(dict.fromkeys(fact for candidate in listed for fact in candidate.facts))
    states = app.store.states(app.learner, facts)
    today, model = app.today, app.settings.model
    standings = {
        fact: Standing(
            recall=predicted_recall(state.memory, today, model),
            stability=state.memory.stability,
            due=state.due_day <= today,
            last_question=state.last_question,
        )
        for fact, state in states.items()
    }
    asked = [candidate.ref for candidate in listed if not standings.keys().isdisjoint(candidate.facts)]
    uses = app.store.question_uses(app.learner, asked) if asked else {}
    return Known(standings=standings, uses={ref: use.times for ref, use in uses.items()})


def _flat(grouped: Mapping[str, Sequence[Candidate]]) -> list[Candidate]:
    return list({candidate.ref: candidate for some in grouped.values() for candidate in some}.values())


# -- making the plan ---------------------------------------------------------------------------------------------


def _plan(app: App, body: SessionBody, found: Mapping[Place, Candidate]) -> Plan:
    """The plan of a session, the same whenever it is made again; questions that are not found leave gaps in it."""
    comebacks = body.mode != "test"
    slots = tuple(
        _slot(app, n, draw.seed, found[(draw.bank, draw.question)])
        for n, draw in enumerate(body.plan, start=1)
        if (draw.bank, draw.question) in found
    )
    return Plan(slots=slots, comebacks=comebacks, others=_others(app, body, slots) if comebacks else {})


def _slot(app: App, n: int, seed: int, candidate: Candidate) -> Slot:
    return Slot(
        n=n,
        bank=candidate.bank,
        question=candidate.question,
        facts=candidate.facts,
        seed=seed,
        points=candidate.points,
        heading=app.library.heading(candidate),
    )


def _others(app: App, body: SessionBody, slots: Sequence[Slot]) -> dict[str, list[Slot]]:
    """What a missed fact may come back by: of the kinds and tags that the session was limited to."""
    rng = Random(body.plan[0].seed)
    grouped = app.library.candidates_for(list(dict.fromkeys(fact for slot in slots for fact in slot.facts)))
    return {
        fact: [_slot(app, 0, 0, one) for one in rank_comebacks(some, rng) if _is_wanted(one, body)]
        for fact, some in grouped.items()
    }


def _is_wanted(candidate: Candidate, body: SessionBody) -> bool:
    of_kind = not body.kinds or candidate.kind in body.kinds
    return of_kind and (not body.tags or not set(body.tags).isdisjoint(candidate.tags))


def _terms(body: SessionBody, since: int, notices: Sequence[str]) -> Terms:
    return Terms(
        session=body.session,
        mode=body.mode,
        title=body.title,
        deadline=None if body.minutes is None else since + int(60_000 * body.minutes),
        minutes=body.minutes,
        require=body.require,
        schedule=body.schedule,
        notices=tuple(notices),
    )


def _given(app: App, plan: Plan, record: "SessionRecord") -> list[Given]:
    """The answers of a session as they stand, each in its slot of the plan or in that of its comeback."""
    answered: list[tuple[Event, AnswerBody]] = [(event, body_of(event)) for event in record.answers]
    found = app.library.lookup([(body.bank, body.question) for _, body in answered if body.comeback])
    planned = {slot.n: slot for slot in plan.slots}
    return [
        _answer(event.id, body, score, planned.get(body.n) or _comeback(app, body, found))
        for (event, body), score in zip(answered, record.scores, strict=True)
    ]


def _comeback(app: App, body: AnswerBody, found: Mapping[Place, Candidate]) -> Slot:
    """The slot of an answer that is not planned: a comeback, or to a question that is gone by now."""
    candidate = found.get((body.bank, body.question))
    return Slot(
        n=body.n,
        bank=body.bank,
        question=body.question,
        facts=candidate.facts if candidate else tuple(piece.fact for piece in body.evidence),
        seed=body.seed,
        heading=app.library.bank_title(body.bank),
        comeback=body.comeback,
    )


def _answer(event: str, body: AnswerBody, score: float, slot: Slot) -> Given:
    facts = missed_facts(body.evidence) if body.evidence else slot.facts
    return Given(
        slot=structs.replace(slot, points=body.points),
        event=event,
        response=freeze(body.response),
        score=score,
        missed=() if score == 1 else facts,
    )


# -- words -------------------------------------------------------------------------------------------------------


def _title(app: App, wish: Wish) -> str:
    if wish.study or wish.lesson:
        return app.library.lesson(wish.study or wish.lesson).title
    if wish.banks:
        return ", ".join(app.library.bank_title(bank) for bank in wish.banks)
    return "Review" if wish.mode == "review" else "Mixed practice"


def _nothing_hint(wish: Wish) -> str:
    if wish.tags or wish.kinds:
        return "leave out --tag or --kind, or see what a bank holds: learn bank show BANK"
    return "see what there is: learn lessons"


def _all_gone(body: SessionBody) -> NotFound:
    banks = ", ".join(dict.fromkeys(draw.bank for draw in body.plan))
    return NotFound(
        f"the questions of this session are gone: {banks}", hint="--content DIR says where they are; or begin a new one"
    )


def _nothing_to_resume(session: str | None) -> NotFound:
    if session is None:
        return NotFound("there is no unfinished session", hint="begin one: learn quiz, or learn review")
    return NotFound(f"no unfinished session {session!r}", hint="without --session, resume goes on with the newest")
