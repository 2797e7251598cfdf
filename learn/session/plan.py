"""What to ask, and in which order: pure choices over candidates and how well their facts are known.

Practice and review choose facts first (what is due, then what is new, then what is weakest) and then, for each
fact, the question: never the one asked last if there is another, recognition while the fact is young, recall as its
stability grows, the least used of those. A test draws questions from pools, whatever the learner knows.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice, zip_longest
from random import Random

from msgspec import Struct

from learn.content.pool import Pool
from learn.session.candidate import Candidate


class Standing(Struct, frozen=True):
    """How one fact stands with a learner: predicted recall today (0–1), stability in days, the last question on it.

    `due` says that it should be reviewed today or before; a fact without a standing is new.
    """

    recall: float
    stability: float
    due: bool = False
    last_question: str = ""


class Known(Struct, frozen=True):
    """What planning knows of the learner: standings by fact, and how often each question (`bank/id`) was asked."""

    standings: Mapping[str, Standing]
    uses: Mapping[str, int]

    def last_question(self, fact: str) -> str:
        """The question (`bank/id`) that a fact was asked by last; "" where it is new."""
        standing = self.standings.get(fact)
        return standing.last_question if standing else ""


RECONSTRUCTION_FROM = 1.5
RECALL_FROM = 4.0
"""Stabilities (days) from which a fact is asked by reconstruction, and by recall, where it has such questions."""


def by_fact(candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """The questions on each fact, facts in the order in which they are first met."""
    found: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for fact in candidate.facts:
            found.setdefault(fact, []).append(candidate)
    return found


def wanted_recall(standing: Standing | None) -> int:
    """The level of question (0 recognition, 1 reconstruction, 2 recall) that suits a fact."""
    if standing is None or standing.stability < RECONSTRUCTION_FROM:
        return 0
    return 1 if standing.stability < RECALL_FROM else 2


def rank_questions(fact: str, candidates: Iterable[Candidate], known: Known, rng: Random) -> list[Candidate]:
    """The questions on a fact, the one to ask first: not the last one on it, nor on another fact that it tests."""
    level = wanted_recall(known.standings.get(fact))

    def key(candidate: Candidate) -> tuple[bool, int, int, int, int, float]:
        last = [other for other in candidate.facts if known.last_question(other) == candidate.ref]
        away, uses = abs(candidate.recall - level), known.uses.get(candidate.ref, 0)
        return (fact in last, len(last), away, uses, len(candidate.facts), rng.random())

    return sorted(candidates, key=key)


def rank_comebacks(candidates: Iterable[Candidate], rng: Random) -> list[Candidate]:
    """The questions on a fact that was missed, the one to come back with first: about little else, and easy to recall.

    They depend on nothing that answers change, so that a session gone on with finds the same.
    """
    return sorted(candidates, key=lambda one: (len(one.facts), one.recall, rng.random()))


def rank_facts(facts: Iterable[str], known: Known) -> list[str]:
    """Facts in the order practice asks them: due ones (least recalled first), new ones as taught, then the weakest."""

    def key(fact: str) -> tuple[int, float]:
        standing = known.standings.get(fact)
        if standing is None:
            return (1, 0.0)
        return (0 if standing.due else 2, standing.recall)

    return sorted(facts, key=key)


def plan_practice(candidates: Sequence[Candidate], known: Known, count: int, rng: Random) -> list[Candidate]:
    """Up to `count` questions: the best one on each fact in turn, then the second on each; none is asked twice."""
    grouped = by_fact(candidates)
    facts = rank_facts(grouped, known)[: 2 * count]
    rounds = zip_longest(*(rank_questions(fact, grouped[fact], known, rng) for fact in facts))
    unique = {candidate.ref: candidate for candidate in chain.from_iterable(rounds) if candidate is not None}
    return list(islice(unique.values(), count))


def plan_review(
    facts: Iterable[str], grouped: Mapping[str, Sequence[Candidate]], known: Known, count: int, rng: Random
) -> list[Candidate]:
    """One question on each due fact, up to `count`, lessons interleaved.

    A question that tests several facts serves all of them.
    """
    picked: list[Candidate] = []
    covered: set[str] = set()
    for fact in facts:
        if len(picked) == count:
            break
        if fact not in covered and grouped.get(fact):
            best = rank_questions(fact, grouped[fact], known, rng)[0]
            picked.append(best)
            covered.update(best.facts)
    return interleave(picked)


def interleave(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same questions, reordered as little as needed so that neighbours come from different lessons."""
    waiting = list(candidates)
    mixed: list[Candidate] = []
    while waiting:
        previous = mixed[-1].lesson if mixed else None
        place = next((i for i, candidate in enumerate(waiting) if candidate.lesson != previous), 0)
        mixed.append(waiting.pop(place))
    return mixed


def plan_test(candidates: Sequence[Candidate], pools: Sequence[Pool], rng: Random) -> list[Candidate]:
    """Questions drawn at random from each pool in turn, none twice; fewer where a pool is too small.

    While a pool has questions on facts that are not tested yet, those are drawn: one question often answers another
    on the same fact. Cards, which the learner judges herself, are drawn only by a pool that names them.
    """
    drawn: dict[str, Candidate] = {}
    tested: set[str] = set()
    for pool in pools:
        fitting = [one for one in candidates if one.ref not in drawn and pool.draws(one)]
        for chosen in _distinct(rng.sample(fitting, len(fitting)), tested, pool.count):
            drawn[chosen.ref] = chosen
            tested.update(chosen.facts)
    return rng.sample(list(drawn.values()), len(drawn))


def _distinct(shuffled: Sequence[Candidate], tested: set[str], count: int) -> list[Candidate]:
    """The first `count`, those on facts that nothing before them tests first."""
    covered = set(tested)
    fresh: list[Candidate] = []
    rest: list[Candidate] = []
    for candidate in shuffled:
        (rest if covered.intersection(candidate.facts) else fresh).append(candidate)
        covered.update(candidate.facts)
    return [*fresh, *rest][:count]
