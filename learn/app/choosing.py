"""Choosing what a session asks: the candidates that fit a wish, as far as planning needs to see them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain, islice
from random import Random

from msgspec import Struct, structs

from learn.app import App
from learn.app.backlog import todays_part
from learn.app.pace import questions_in
from learn.app.world import predicted_recall
from learn.content.pool import Pool
from learn.events import Mode
from learn.language import tr
from learn.session.candidate import Candidate
from learn.session.plan import Known, Standing, plan_practice, plan_review, plan_test

SHORTLIST = 200
"""From so many facts on practice looks at a part of them only."""

SHORTEST = 40
HUGE = 2_000
"""From so many questions on not even all candidates are read, if what is due for longest will do."""


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
    facts: tuple[str, ...] = ()


def choose(app: App, wish: Wish, rng: Random, notices: list[str]) -> tuple[list[Candidate], Wish]:
    """What to ask, with the wish completed by what the bank says of its test."""
    if wish.mode == "review":
        return _choose_review(app, wish, rng, notices), wish
    if wish.mode == "test":
        return _choose_test(app, wish, rng, notices)
    if wish.facts:
        grouped = app.library.candidates_for(wish.facts)
        return plan_review(wish.facts, grouped, known_facts(app, _flat(grouped)), len(wish.facts), rng), wish
    count = wish.count if wish.count is not None else app.config["questions"]
    candidates = _most_due(app, wish, count) or _shortlist(app, _candidates(app, wish), count)
    return plan_practice(candidates, known_facts(app, candidates), count, rng), wish


def _most_due(app: App, wish: Wish, count: int) -> list[Candidate]:
    """The questions on the facts of a huge selection that are due for longest; none where they are too few for
    practice, or the selection is of usual size."""
    if wish.lesson or not _is_huge(app, wish):
        return []
    due = app.store.due_facts(app.learner, app.today, max(SHORTEST, 4 * count), app.library.path)
    found = [one for one in app.library.candidates(banks=wish.banks or None, facts=due) if _fits(one, wish)]
    return found if len({fact for one in found for fact in one.facts}.intersection(due)) >= 2 * count else []


def _is_huge(app: App, wish: Wish) -> bool:
    if wish.banks:
        return sum(app.library.bank(bank).questions for bank in wish.banks) >= HUGE
    return app.library.fact_count() >= HUGE


def _fits(candidate: Candidate, wish: Wish) -> bool:
    of_kind = not wish.kinds or candidate.kind in wish.kinds
    return of_kind and (not wish.tags or not set(wish.tags).isdisjoint(candidate.tags))


def _shortlist(app: App, candidates: list[Candidate], count: int) -> list[Candidate]:
    """The questions on the facts that practice will choose from: all of a bank of usual size, else due ones first,
    then new ones as taught, then those due soonest. Looking up the memory of every fact of a huge bank would be felt.
    """
    facts = dict.fromkeys(fact for candidate in candidates for fact in candidate.facts)
    if len(facts) <= SHORTLIST:
        return candidates
    wanted = set(_longest_due(app, facts, 2 * count) or _most_wanted(app, facts, max(SHORTLIST, 4 * count), count))
    return [candidate for candidate in candidates if not wanted.isdisjoint(candidate.facts)]


def _longest_due(app: App, facts: Container[str], enough: int) -> list[str]:
    """Those of some facts that are due for longest; none where there are not enough of them."""
    for limit in (20 * enough, 1_000 * enough):
        due = app.store.due_facts(app.learner, app.today, limit)
        found = [fact for fact in due if fact in facts]
        if len(found) >= enough:
            return found[: max(SHORTLIST, 2 * enough)]
        if len(due) < limit:
            break
    return []


def _most_wanted(app: App, facts: Mapping[str, object], limit: int, count: int) -> Iterable[str]:
    """Due facts first, then new ones as taught, then those due soonest: looks at everything that was ever answered."""
    schedule = [(fact, day) for fact, day in app.store.schedule(app.learner) if fact in facts]
    met = {fact for fact, _ in schedule}
    due = (fact for fact, day in schedule if day <= app.today)
    new = islice((fact for fact in facts if fact not in met), 4 * count)
    return islice(chain(due, new, (fact for fact, _ in schedule)), limit)


def _candidates(app: App, wish: Wish) -> list[Candidate]:
    found = app.library.candidates(
        banks=wish.banks or None, lesson=wish.lesson or None, tags=wish.tags, kinds=wish.kinds
    )
    suspended = app.store.suspended(app.learner)
    if not suspended:
        return found
    return [candidate for candidate in found if not suspended.intersection(candidate.facts)]


def _choose_review(app: App, wish: Wish, rng: Random, notices: list[str]) -> list[Candidate]:
    allowance = review_allowance(app)
    facts = _facts_to_review(app, wish, allowance, notices)
    grouped = app.library.candidates_for(facts)
    return plan_review(facts, grouped, known_facts(app, _flat(grouped)), len(facts), rng)


def _facts_to_review(app: App, wish: Wish, allowance: int, notices: list[str]) -> list[str]:
    """As many as were asked for, or fit in the minutes; else all that is due, a backlog in parts."""
    count = wish.count if wish.count is not None else _fitting(app, wish.minutes, allowance)
    part = todays_part(app, reviewed_today(app), allowance) if wish.count is None else None
    if part is None:
        return app.store.due_facts(app.learner, app.today, min(count, allowance), app.library.path)
    facts, overdue = part
    notices.append(
        tr(
            "{overdue} facts are overdue. Today {today} of them, what you most likely still know first; "
            "the rest on the coming days (learn review -n 200 asks for more).",
            overdue=overdue,
            today=len(facts[:count]),
        )
    )
    return facts[:count]


def _fitting(app: App, minutes: float | None, most: int) -> int:
    return most if minutes is None else questions_in(app, minutes)


def reviewed_today(app: App) -> int:
    """How many facts were reviewed on the learner's day."""
    return app.store.answered_today(app.learner, app.today)[1]


def review_allowance(app: App) -> int:
    """How many more reviews the daily limit leaves for today."""
    return max(0, app.settings.reviews_per_day - reviewed_today(app))


def _choose_test(app: App, wish: Wish, rng: Random, notices: list[str]) -> tuple[list[Candidate], Wish]:
    spec = app.library.test_spec(wish.banks[0]) if len(wish.banks) == 1 else None
    pools = list(spec.draw) if spec and wish.count is None else []
    candidates = app.library.candidates() if pools else _candidates(app, wish)
    if not pools:
        wanted = wish.count or (spec.questions if spec else 0) or app.config["questions"]
        pools = [Pool(count=wanted)]
    chosen = plan_test(candidates, pools, rng)
    wanted = sum(pool.count for pool in pools)
    if len(chosen) < wanted:
        notices.append(
            tr(
                "Only {there} of the {wanted} questions that the test asks for are there.",
                there=len(chosen),
                wanted=wanted,
            )
        )
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
