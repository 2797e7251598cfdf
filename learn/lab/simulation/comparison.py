"""Several schedulers on the same simulated learners at equal workload: means, paired differences to ours, Holm."""

from collections.abc import Callable, Sequence
from statistics import fmean

from msgspec import Struct, structs

from learn.lab.simulation.arms import BASELINE, OURS
from learn.lab.simulation.course import Arm, Outcome, follow
from learn.lab.simulation.intervals import Estimate, estimate, holm
from learn.lab.simulation.workload import Measure, Pace, matching_pace, workload
from learn.lab.simulation.world import World
from learn.language import tr, translatable

Tell = Callable[[str], None]

FIRST_TEST_SEED, FIRST_TUNING_SEED = 1, 1_000_001
UNMATCHED = 0.02
"""A relative difference in workload on the test seeds from which a comparison is called unmatched."""

WORTH_STEP = 0.02
"""The change of retention by which it is measured what a little more work is worth."""


class Plan(Struct, frozen=True, kw_only=True):
    """What is compared: how long, over how many test and tuning seeds, at which retention of ours (0–1)."""

    world: World
    days: int = 90
    seeds: int = 200
    tuning: int = 20
    retention: float = 0.9
    measure: Measure = "minutes"


class Difference(Struct, frozen=True):
    """Ours minus another arm in one measure (shares, so 0.02 is 2 points), paired by seed.

    `raw` as it fell out; `even` with what the leftover difference in workload is worth taken off (see `_worth`).
    `p_holm` corrects the p of `even`; it is None for the primary outcome, which is judged by `raw`.
    """

    measure: str
    raw: Estimate
    even: Estimate
    p_holm: float | None = None
    primary: bool = False


class Calibration(Struct, frozen=True):
    """How often one kind was answered rightly, and how often that was predicted (0–1), first sights left out."""

    kind: str
    n: int
    predicted: float
    actual: float


class Row(Struct, frozen=True):
    """One arm. Minutes and answers are totals of the course; `figures` are shares (0–1) by measure."""

    name: str
    pace: float
    minutes: Estimate
    answers: Estimate
    figures: dict[str, Estimate]
    calibration: list[Calibration]
    matched: bool
    ours_minus: list[Difference]


class Comparison(Struct, frozen=True):
    """A plan and its rows, ours first."""

    plan: Plan
    rows: list[Row]


def compare(plan: Plan, arms: Sequence[Arm], tell: Tell, primary: bool = False) -> Comparison:
    """Every arm at the workload that ours, the first one, has on the tuning seeds, then on the test seeds.

    `primary` says that this is the comparison of the protocol, whose one outcome is not corrected.
    """
    paces = _paces(plan, arms, tell)
    tell(tr("{arm}: what a little more work is worth", arm=arms[0].name))
    worth = _worth(plan, arms[0])
    courses = [_courses(plan, arm, pace, tell) for arm, pace in zip(arms, paces, strict=True)]
    rows = [
        _row(plan, arm, pace, some, courses[0], worth, primary)
        for arm, pace, some in zip(arms, paces, courses, strict=True)
    ]
    return Comparison(plan, _corrected(rows))


def _tuning(plan: Plan) -> range:
    return range(FIRST_TUNING_SEED, FIRST_TUNING_SEED + plan.tuning)


def _paces(plan: Plan, arms: Sequence[Arm], tell: Tell) -> list[Pace]:
    tell(tr("{arm}: workload on {seeds} tuning seeds", arm=arms[0].name, seeds=plan.tuning))
    done = [follow(plan.world, arms[0], plan.retention, plan.days, seed) for seed in _tuning(plan)]
    wanted = workload(done, plan.measure)
    paces = [Pace(plan.retention, 0.0)]
    for arm in arms[1:]:
        tell(tr("{arm}: looking for the same workload", arm=arm.name))
        paces.append(matching_pace(plan.world, arm, plan.days, _tuning(plan), wanted, plan.measure))
    return paces


def _worth(plan: Plan, ours: Arm) -> dict[str, float]:
    """What a share of more work adds to each measure of ours: the slope between two retentions, on tuning seeds."""
    less, more = (
        [follow(plan.world, ours, plan.retention + step, plan.days, seed) for seed in _tuning(plan)]
        for step in (-WORTH_STEP, WORTH_STEP)
    )
    low, high = workload(less, plan.measure), workload(more, plan.measure)
    work = (high - low) / ((high + low) / 2.0)
    before, after = [figures_of(one) for one in less], [figures_of(one) for one in more]
    if work <= 0.0:
        return dict.fromkeys(before[0], 0.0)
    return {
        name: (fmean(each[name] for each in after) - fmean(each[name] for each in before)) / work for name in before[0]
    }


def _courses(plan: Plan, arm: Arm, pace: Pace, tell: Tell) -> list[Outcome]:
    tell(tr("{arm}: {seeds} learners at {pace:.3f}", arm=arm.name, seeds=plan.seeds, pace=pace.value))
    seeds = range(FIRST_TEST_SEED, FIRST_TEST_SEED + plan.seeds)
    return [follow(plan.world, arm, pace.value, plan.days, seed) for seed in seeds]


def figures_of(outcome: Outcome) -> dict[str, float]:
    """The measures of a course, shares 0–1, by name."""
    figures = {f"recall on day {day}": recall for day, recall in outcome.recall.items()}
    figures |= {
        translatable("average of the last 30 days"): outcome.average,
        translatable("fresh question"): outcome.fresh,
        translatable("delayed test, fresh question"): outcome.delayed,
        translatable("delayed test, the bank's own"): outcome.delayed_own,
    }
    if outcome.believed is not None and outcome.deluded is not None:
        figures |= {
            translatable("believed known"): outcome.believed,
            translatable("believed, not known"): outcome.deluded,
        }
    return figures


def _row(
    plan: Plan, arm: Arm, pace: Pace, some: list[Outcome], ours: list[Outcome], worth: dict[str, float], primary: bool
) -> Row:
    figures, own = [figures_of(one) for one in some], [figures_of(one) for one in ours]
    more = workload(some, plan.measure) / workload(ours, plan.measure) - 1.0
    return Row(
        name=arm.name,
        pace=pace.value,
        minutes=estimate([one.minutes for one in some]),
        answers=estimate([one.answers for one in some]),
        figures={name: estimate([each[name] for each in figures]) for name in figures[0]},
        calibration=_calibration(some),
        matched=pace.matched and abs(more) <= UNMATCHED,
        ours_minus=[]
        if arm.name == OURS
        else [_difference(arm, name, own, figures, more * worth[name], primary) for name in figures[0]],
    )


def _difference(
    arm: Arm, measure: str, ours: list[dict[str, float]], others: list[dict[str, float]], due: float, primary: bool
) -> Difference:
    paired = [one[measure] - other[measure] for one, other in zip(ours, others, strict=True)]
    registered = primary and arm.name == BASELINE and measure == "recall on day 90"
    return Difference(measure, estimate(paired), estimate([one + due for one in paired]), None, registered)


def _corrected(rows: list[Row]) -> list[Row]:
    """With Holm's correction over all differences but the primary one."""
    secondary = [one for row in rows for one in row.ours_minus if not one.primary]
    corrected = iter(holm([one.even.p for one in secondary]))
    return [
        structs.replace(
            row,
            ours_minus=[one if one.primary else structs.replace(one, p_holm=next(corrected)) for one in row.ours_minus],
        )
        for row in rows
    ]


def _calibration(some: list[Outcome]) -> list[Calibration]:
    kinds = sorted({kind for one in some for kind in one.calibration})
    found = []
    for kind in kinds:
        tallies = [one.calibration[kind] for one in some if kind in one.calibration]
        n = sum(tally.n for tally in tallies)
        predicted, right = sum(tally.predicted for tally in tallies), sum(tally.right for tally in tallies)
        found.append(Calibration(kind, n, predicted / n, right / n))
    return found
