"""Beginning a session, and going on with one: from what was asked for to a conversation ready to run."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from msgspec import Struct, structs

from learn.app import App
from learn.app.world import AppWorld, predicted_recall
from learn.events import AnswerBody, Draw, Event, Mode, SessionBody, body_of, uuid7
from learn.problems import NotFound
from learn.session.asker import Asker
from learn.session.candidate import Candidate
from learn.session.conversation import Conversation
from learn.session.evidence import missed_facts
from learn.session.machine import Given, Plan, Slot
from learn.session.plan import Known, Selector, Standing, plan_practice, plan_review, plan_test, rank_questions
from learn.session.world import Terms

SEEDS = 2**31


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
    rng = Random(wish.seed if wish.seed is not None else secrets.randbits(64))
    notices: list[str] = []
    chosen, wish = _choose(app, wish, rng, notices)
    if not chosen:
        raise NotFound("no question fits", hint=_nothing_hint(wish))
    body = SessionBody(
        session=uuid7(app.clock.now(), secrets.randbits),
        mode=wish.mode,
        plan=tuple(Draw(bank=c.bank, question=c.question, seed=rng.randrange(SEEDS)) for c in chosen),
        title=_title(app, wish),
        banks=wish.banks,
        minutes=wish.minutes,
        require=wish.require,
        schedule=wish.schedule,
        seed=wish.seed,
        study=wish.study,
    )
    plan = _plan(app, body, dict(zip(body.plan, chosen, strict=True)), rng)
    return Conversation(asker, AppWorld(app, body), _terms(body, app.clock.now(), notices), plan)


def resume(app: App, session: str | None, asker: Asker) -> Conversation:
    """The newest unfinished session of the learner, or the one named, as it was left."""
    record = app.store.open_session(app.learner, session)
    if record is None or record.finished:
        raise _nothing_to_resume(session)
    body = record.body
    found = app.library.lookup([(draw.bank, draw.question) for draw in body.plan])
    kept = {draw: found[(draw.bank, draw.question)] for draw in body.plan if (draw.bank, draw.question) in found}
    notices = [] if len(kept) == len(body.plan) else [f"{len(body.plan) - len(kept)} questions are gone and left out."]
    plan = _plan(app, body, kept, Random(body.plan[0].seed))
    given = [_given(app, event, score) for event, score in zip(record.answers, record.scores, strict=True)]
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
    candidates = _candidates(app, wish)
    known = known_facts(app, candidates)
    count = wish.count if wish.count is not None else app.config["questions"]
    return plan_practice(candidates, known, count, rng), wish


def _candidates(app: App, wish: Wish) -> list[Candidate]:
    found = app.library.candidates(
        banks=wish.banks or None, lesson=wish.lesson or None, tags=wish.tags, kinds=wish.kinds
    )
    suspended = app.store.suspended(app.learner)
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


def _plan(app: App, body: SessionBody, chosen: Mapping[Draw, Candidate], rng: Random) -> Plan:
    comebacks = body.mode != "test"
    slots = tuple(_slot(app, n, draw, candidate) for n, (draw, candidate) in enumerate(chosen.items(), start=1))
    return Plan(slots=slots, comebacks=comebacks, others=_others(app, slots, rng) if comebacks else {})


def _slot(app: App, n: int, draw: Draw, candidate: Candidate) -> Slot:
    return Slot(
        n=n,
        bank=candidate.bank,
        question=candidate.question,
        facts=candidate.facts,
        seed=draw.seed,
        points=candidate.points,
        heading=app.library.heading(candidate),
    )


def _others(app: App, slots: Sequence[Slot], rng: Random) -> dict[str, list[Slot]]:
    facts = list(dict.fromkeys(fact for slot in slots for fact in slot.facts))
    grouped = app.library.candidates_for(facts)
    known = Known(standings={}, uses={})
    return {
        fact: [_slot(app, 0, Draw(c.bank, c.question, 0), c) for c in rank_questions(fact, some, known, rng)]
        for fact, some in grouped.items()
    }


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


def _given(app: App, event: Event, score: float) -> Given:
    body: AnswerBody = body_of(event)
    facts = tuple(piece.fact for piece in body.evidence)
    slot = Slot(
        n=body.n,
        bank=body.bank,
        question=body.question,
        facts=facts,
        seed=body.seed,
        points=body.points,
        heading=app.library.bank_title(body.bank),
        comeback=body.comeback,
    )
    missed = () if score == 1 else missed_facts(body.evidence)
    return Given(slot=slot, event=event.id, response=body.response, score=score, missed=missed)


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


def _nothing_to_resume(session: str | None) -> NotFound:
    if session is None:
        return NotFound("there is no unfinished session", hint="begin one: learn quiz, or learn review")
    return NotFound(f"no unfinished session {session!r}", hint="without --session, resume goes on with the newest")
