"""How the plan for an exam stands: what to do on which day, and what the day is likely to bring."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from learn.analysis.exam import Day, Forecast, Item, Pool, forecast, plan
from learn.analysis.leaning import leanings
from learn.analysis.outcomes import placed, reviews
from learn.app import App
from learn.app.pace import seconds_per_question
from learn.app.statistics import outcomes
from learn.events import day_text
from learn.language import tr
from learn.problems import NotFound, UsageError
from learn.session.candidate import Candidate

QUESTIONS = 20
"""Questions of a test that its bank does not describe."""


class Exam(Struct, frozen=True, omit_defaults=True):
    """What is examined and when: in `exam.json`. `made` is the day it was planned, `began` what was expected then."""

    banks: tuple[str, ...]
    on: str
    made: str
    began: float
    minutes: float | None = None


class DayPlan(Struct, frozen=True):
    """One day in minutes and facts, and the points expected on the day of the test once it is done."""

    day: str
    minutes: float
    facts: int
    expected: float


class Standing(Struct, frozen=True):
    """How a plan stands. `now` is the forecast if nothing more is done, `today` that after today's part."""

    banks: tuple[str, ...]
    on: str
    days_left: int
    began: float
    now: Forecast
    today: Forecast
    minutes_today: float
    facts_today: tuple[str, ...]
    done_today: int
    days: tuple[DayPlan, ...]
    facts: int
    met: int
    rests_on: int


def standing(app: App, exam: Exam) -> Standing:
    """How a plan stands now. UsageError once its day is past."""
    day = date.fromisoformat(exam.on).toordinal()
    if day < app.today:
        raise UsageError(
            tr("the exam was on {day}", day=exam.on), hint=tr("plan the next one: learn exam BANK --on DATE")
        )
    pools = _pools(app, exam.banks)
    wanted = list(dict.fromkeys(fact for pool in pools for item in pool.items for fact in item.facts))
    held = app.store.states(app.learner, wanted)
    states = {fact: held[fact].memory if fact in held else None for fact in wanted}
    model = app.settings.model
    leans = leanings(reviews(list(placed(outcomes(app)))))
    prior = model.prior(lesson_read=False)
    done = [fact for fact in wanted if fact in held and held[fact].last_answer_day == app.today]
    seconds = seconds_per_question(app)
    days = list(range(app.today, day)) or [app.today]
    per_day = None if exam.minutes is None else max(1, round(60 * exam.minutes / seconds))
    ahead = plan(pools, states, days, day, model, prior, leans, per_day, done)
    return Standing(
        banks=exam.banks,
        on=exam.on,
        days_left=day - app.today,
        began=exam.began,
        now=forecast(pools, states, day, model, prior, leans),
        today=ahead[0].after,
        minutes_today=_minutes(ahead[0], seconds),
        facts_today=ahead[0].facts,
        done_today=len(done),
        days=tuple(
            DayPlan(day_text(each.day), _minutes(each, seconds), len(each.facts), each.after.expected) for each in ahead
        ),
        facts=len(wanted),
        met=len(held),
        rests_on=leans.n,
    )


def _minutes(day: Day, seconds: float) -> float:
    return round(len(day.facts) * seconds / 60, 1)


def _pools(app: App, banks: Sequence[str]) -> list[Pool]:
    """What a test of these banks draws from: as the bank describes it, where it is one; else of all equally."""
    spec = app.library.test_spec(banks[0]) if len(banks) == 1 else None
    if spec is not None and spec.draw:
        every = app.library.candidates()
        return [Pool(pool.count, _items(app, [one for one in every if pool.draws(one)])) for pool in spec.draw]
    candidates = [one for one in app.library.candidates(banks=banks) if one.kind != "card"]
    if not candidates:
        raise NotFound(tr("these banks have no question that a test could ask"), hint=tr("cards are judged by oneself"))
    return [Pool((spec.questions if spec else 0) or min(QUESTIONS, len(candidates)), _items(app, candidates))]


def _items(app: App, candidates: Sequence[Candidate]) -> tuple[Item, ...]:
    found = []
    for one in candidates:
        question = app.library.question(one.bank, one.question)
        found.append(Item(facts=one.facts, chance=question.chance().mean, slip=question.slip))
    return tuple(found)
