"""Beginning a session, and going on with one: from what was asked for to a conversation ready to run."""

from collections.abc import Sequence
from random import Random

from msgspec import structs

from learn.app import App
from learn.app.chance import random_bits
from learn.app.choosing import Wish, choose
from learn.app.planning import given_of, plan_of
from learn.app.world import AppWorld
from learn.events import Draw, SessionBody, uuid7
from learn.language import tr, trn
from learn.problems import NotFound
from learn.session.asker import Asker
from learn.session.conversation import Conversation
from learn.session.titles import MIXED, REVIEW, shown_title
from learn.session.world import Terms

__all__ = ["Wish", "begin", "resume"]

SEEDS = 2**31


def begin(app: App, wish: Wish, asker: Asker) -> Conversation:
    """A new session. NotFound when nothing fits the wish."""
    rng = Random(wish.seed if wish.seed is not None else random_bits(64))
    notices: list[str] = []
    chosen, wish = choose(app, wish, rng, notices)
    if not chosen:
        raise NotFound(tr("no question fits"), hint=_nothing_hint(wish))
    extra = _extra_time(app, wish)
    body = SessionBody(
        session=uuid7(app.clock.now(), random_bits),
        mode=wish.mode,
        plan=tuple(Draw(bank=c.bank, question=c.question, seed=rng.randrange(SEEDS)) for c in chosen),
        title=_title(app, wish),
        banks=wish.banks,
        minutes=None if wish.minutes is None else wish.minutes * (1 + (extra or 0) / 100),
        extra_time=extra,
        require=wish.require,
        schedule=wish.schedule,
        seed=wish.seed,
        study=wish.study,
        kinds=wish.kinds,
        tags=wish.tags,
    )
    plan = plan_of(app, body, {(c.bank, c.question): c for c in chosen})
    return Conversation(asker, AppWorld(app, body, plan.slots), _terms(body, app.clock.now(), notices), plan)


def _extra_time(app: App, wish: Wish) -> float | None:
    """The learner's extra time in percent, where she has any: in a test with a time limit."""
    more: int = app.config["extra_time"]
    return float(more) if more and wish.mode == "test" and wish.minutes is not None else None


def resume(app: App, session: str | None, asker: Asker) -> Conversation:
    """The newest unfinished session of the learner, or the one named, as it was left."""
    record = app.store.open_session(app.learner, session)
    if record is None or record.finished:
        raise _nothing_to_resume(session)
    body = record.body
    found = app.library.lookup([(draw.bank, draw.question) for draw in body.plan])
    plan = plan_of(app, body, found)
    if not plan.slots:
        raise _all_gone(body)
    gone = len(body.plan) - len(plan.slots)
    notices = [trn("{n} question is gone and left out.", "{n} questions are gone and left out.", gone)] if gone else []
    given = given_of(app, plan, record)
    terms = _terms(body, record.session.ms, notices)
    if body.mode != "test" and terms.deadline is not None:
        terms = structs.replace(terms, deadline=app.clock.now() + int(60_000 * (body.minutes or 0)))
    return Conversation(asker, AppWorld(app, slots=plan.slots), terms, plan, given)


def _terms(body: SessionBody, since: int, notices: Sequence[str]) -> Terms:
    return Terms(
        session=body.session,
        mode=body.mode,
        title=shown_title(body.title),
        deadline=None if body.minutes is None else since + int(60_000 * body.minutes),
        minutes=body.minutes,
        require=body.require,
        schedule=body.schedule,
        notices=tuple(notices),
    )


# -- words -------------------------------------------------------------------------------------------------------


def _title(app: App, wish: Wish) -> str:
    if wish.study or wish.lesson:
        return app.library.lesson(wish.study or wish.lesson).title
    if wish.banks:
        return ", ".join(app.library.bank_title(bank) for bank in wish.banks)
    return REVIEW if wish.mode == "review" else MIXED


def _nothing_hint(wish: Wish) -> str:
    if wish.tags or wish.kinds:
        return tr("leave out --tag or --kind, or see what a bank holds: learn bank show BANK")
    return tr("see what there is: learn lessons")


def _all_gone(body: SessionBody) -> NotFound:
    banks = ", ".join(dict.fromkeys(draw.bank for draw in body.plan))
    return NotFound(
        tr("the questions of this session are gone: {banks}", banks=banks),
        hint=tr("--content DIR says where they are; or begin a new one"),
    )


def _nothing_to_resume(session: str | None) -> NotFound:
    if session is None:
        return NotFound(tr("there is no unfinished session"), hint=tr("begin one: learn quiz, or learn review"))
    return NotFound(
        tr("no unfinished session {session!r}", session=session),
        hint=tr("without --session, resume goes on with the newest"),
    )
