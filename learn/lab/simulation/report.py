"""What a study came to, as lines of text within 80 columns."""

from collections.abc import Iterator

from learn.lab.simulation.blind import Belief
from learn.lab.simulation.comparison import Comparison, Difference, Plan, Row
from learn.lab.simulation.intervals import Estimate
from learn.lab.simulation.studies import Study

NAME = 24

SUCCESS = 0.02
"""The difference in the primary outcome that counts as success (docs/lab-protocol.md)."""


def study_lines(study: Study) -> list[str]:
    """The tables of a study."""
    lines = [line for comparison in study.comparisons for line in (*_comparison(comparison), "")]
    return lines[:-1] if lines else list(_beliefs(study.beliefs))


def _comparison(comparison: Comparison) -> Iterator[str]:
    rows = comparison.rows
    yield from _heading(comparison.plan)
    for measure in _measures(rows):
        yield ""
        yield f"{measure[:1].upper()}{measure[1:]}, in %"
        yield f"{'':{NAME}} {'mean, 95 % interval':>21} {'ours minus it, points':>24}  {'p':>6}"
        yield from (_measured(row, measure) for row in rows if measure in row.figures)
    yield ""
    yield from _workloads(rows)
    yield ""
    yield from _calibrations(rows)
    yield from _notes(rows)


def _heading(plan: Plan) -> Iterator[str]:
    world = plan.world
    yield (
        f"Forgetting {world.forgetting}, rho {world.rho:g}, {world.facts} facts, mix {world.mix}, "
        f"{plan.days} days, {plan.seeds} learners"
    )
    yield f"Equal {plan.measure}: those of ours at desired retention {plan.retention:g}, tuned on other seeds"


def _measures(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(measure for row in rows for measure in row.figures))


def _measured(row: Row, measure: str) -> str:
    line = f"{row.name:{NAME}} {_percent(row.figures[measure]):>21}"
    found = [one for one in row.ours_minus if one.measure == measure]
    return f"{line} {_points(found[0])}" if found else line


def _points(one: Difference) -> str:
    """The difference at even workload, and its p."""
    p = one.even.p if one.primary else one.p_holm
    if p is None or one.even.low is None or one.even.high is None:
        return f"{100 * one.even.mean:+6.2f}"
    interval = f"{100 * one.even.mean:+6.2f} [{100 * one.even.low:+.2f}, {100 * one.even.high:+.2f}]"
    shown = "<.0001" if p < 0.0001 else f"{p:.4f}"
    return f"{interval:>24}  {shown}{'*' if one.primary else ''}"


def _percent(value: Estimate) -> str:
    if value.low is None or value.high is None:
        return f"{100 * value.mean:.1f}"
    return f"{100 * value.mean:.1f} [{100 * value.low:.1f}, {100 * value.high:.1f}]"


def _workloads(rows: list[Row]) -> Iterator[str]:
    yield f"{'Workload of a course':{NAME}} {'minutes':>9} {'answers':>9} {'pace':>7}"
    for row in rows:
        note = "" if row.matched else "  not matched"
        yield f"{row.name:{NAME}} {row.minutes.mean:9.0f} {row.answers.mean:9.0f} {row.pace:7.3f}{note}"


def _calibrations(rows: list[Row]) -> Iterator[str]:
    kinds = sorted({one.kind for row in rows for one in row.calibration})
    yield f"{'Predicted / right, in %':{NAME}} " + " ".join(f"{kind:>11}" for kind in kinds)
    for row in rows:
        if row.calibration:
            found = {one.kind: f"{100 * one.predicted:.1f}/{100 * one.actual:.1f}" for one in row.calibration}
            yield f"{row.name:{NAME}} " + " ".join(f"{found.get(kind, ''):>11}" for kind in kinds)


def _notes(rows: list[Row]) -> Iterator[str]:
    """How to read the tables, and what became of the primary outcome, where this is its comparison."""
    yield ""
    yield "Differences are paired by learner; what the leftover difference in workload is"
    yield "worth is taken off. p: Student's t, corrected by Holm except where marked *."
    for row in rows:
        for one in row.ours_minus:
            if one.primary:
                yield from _verdict(row, one)


def _verdict(row: Row, one: Difference) -> Iterator[str]:
    raw = one.raw
    if raw.low is not None and raw.high is not None:
        interval = f"{100 * raw.mean:+.2f} [{100 * raw.low:+.2f}, {100 * raw.high:+.2f}]"
        reached = row.matched and raw.mean >= SUCCESS and raw.low > 0.0
        yield f"* The primary outcome of docs/lab-protocol.md, as it fell out: {interval}."
        yield f"  It had to be {100 * SUCCESS:.0f} or more: {'reached' if reached else 'not reached'}."


def _beliefs(beliefs: list[Belief]) -> Iterator[str]:
    yield "Share of facts believed known of one who answers blindly, in %"
    for way in dict.fromkeys(one.way for one in beliefs):
        some = [one for one in beliefs if one.way == way]
        kinds = list(dict.fromkeys(one.kind for one in some))
        yield ""
        yield f"{way[:1].upper() + way[1:]:{NAME}} " + " ".join(f"{kind:>11}" for kind in kinds)
        for model in dict.fromkeys(one.model for one in some):
            found = {one.kind: f"{100 * one.believed.mean:.1f}" for one in some if one.model == model}
            yield f"{model:{NAME}} " + " ".join(f"{found[kind]:>11}" for kind in kinds)
