"""What a study came to, as lines of text within 80 columns."""

from collections.abc import Iterator

from learn.lab.simulation.blind import Belief
from learn.lab.simulation.comparison import Comparison, Difference, Plan, Row
from learn.lab.simulation.intervals import Estimate
from learn.lab.simulation.studies import Study
from learn.language import tr
from learn.text import width, wrap

NAME = 24

SUCCESS = 0.02
"""The difference in the primary outcome that counts as success (docs/lab-protocol.md)."""


def left(text: str, cells: int) -> str:
    """The text, filled up to so many cells."""
    return text + " " * (cells - width(text))


def right(text: str, cells: int) -> str:
    """The text at the right end of so many cells."""
    return " " * (cells - width(text)) + text


def _said(measure: str) -> str:
    day = measure.removeprefix("recall on day ")
    return tr(measure) if day == measure else tr("recall on day {day}", day=day)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def study_lines(study: Study) -> list[str]:
    """The tables of a study."""
    lines = [line for comparison in study.comparisons for line in (*_comparison(comparison), "")]
    return lines[:-1] if lines else list(_beliefs(study.beliefs))


def _comparison(comparison: Comparison) -> Iterator[str]:
    rows = comparison.rows
    yield from _heading(comparison.plan)
    for measure in _measures(rows):
        yield ""
        yield tr("{measure}, in %", measure=_sentence(_said(measure)))
        yield f"{'':{NAME}} {right(tr('mean, 95 % interval'), 21)} {right(tr('ours minus it, points'), 24)}  {'p':>6}"
        yield from (_measured(row, measure) for row in rows if measure in row.figures)
    yield ""
    yield from _workloads(rows)
    yield ""
    yield from _calibrations(rows)
    yield from _notes(rows)


def _heading(plan: Plan) -> Iterator[str]:
    world = plan.world
    yield tr(
        "Forgetting {forgetting}, rho {rho:g}, {facts} facts, mix {mix}, {days} days, {seeds} learners",
        forgetting=world.forgetting,
        rho=world.rho,
        facts=world.facts,
        mix=world.mix,
        days=plan.days,
        seeds=plan.seeds,
    )
    yield tr(
        "Equal {measure}: those of ours at desired retention {retention:g}, tuned on other seeds",
        measure=tr(plan.measure),
        retention=plan.retention,
    )


def _measures(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(measure for row in rows for measure in row.figures))


def _measured(row: Row, measure: str) -> str:
    line = f"{left(row.name, NAME)} {_percent(row.figures[measure]):>21}"
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
    heads = " ".join((right(tr("minutes"), 9), right(tr("answers"), 9), right(tr("pace"), 7)))
    yield f"{left(tr('Workload of a course'), NAME)} {heads}"
    for row in rows:
        note = "" if row.matched else "  " + tr("not matched")
        yield f"{left(row.name, NAME)} {row.minutes.mean:9.0f} {row.answers.mean:9.0f} {row.pace:7.3f}{note}"


def _calibrations(rows: list[Row]) -> Iterator[str]:
    kinds = sorted({one.kind for row in rows for one in row.calibration})
    yield f"{left(tr('Predicted / right, in %'), NAME)} " + " ".join(f"{kind:>11}" for kind in kinds)
    for row in rows:
        if row.calibration:
            found = {one.kind: f"{100 * one.predicted:.1f}/{100 * one.actual:.1f}" for one in row.calibration}
            yield f"{left(row.name, NAME)} " + " ".join(f"{found.get(kind, ''):>11}" for kind in kinds)


def _notes(rows: list[Row]) -> Iterator[str]:
    """How to read the tables, and what became of the primary outcome, where this is its comparison."""
    yield ""
    yield from wrap(
        tr(
            "Differences are paired by learner; what the leftover difference in workload is worth is taken off. "
            "p: Student's t, corrected by Holm except where marked *."
        ),
        80,
    )
    for row in rows:
        for one in row.ours_minus:
            if one.primary:
                yield from _verdict(row, one)


def _verdict(row: Row, one: Difference) -> Iterator[str]:
    raw = one.raw
    if raw.low is not None and raw.high is not None:
        interval = f"{100 * raw.mean:+.2f} [{100 * raw.low:+.2f}, {100 * raw.high:+.2f}]"
        reached = row.matched and raw.mean >= SUCCESS and raw.low > 0.0
        yield tr("* The primary outcome of docs/lab-protocol.md, as it fell out: {interval}.", interval=interval)
        least = f"{100 * SUCCESS:.0f}"
        yield "  " + (
            tr("It had to be {least} or more: reached.", least=least)
            if reached
            else tr("It had to be {least} or more: not reached.", least=least)
        )


def _beliefs(beliefs: list[Belief]) -> Iterator[str]:
    yield tr("Share of facts believed known of one who answers blindly, in %")
    for way in dict.fromkeys(one.way for one in beliefs):
        some = [one for one in beliefs if one.way == way]
        kinds = list(dict.fromkeys(one.kind for one in some))
        yield ""
        yield f"{left(_sentence(tr(way)), NAME)} " + " ".join(f"{kind:>11}" for kind in kinds)
        for model in dict.fromkeys(one.model for one in some):
            found = {one.kind: f"{100 * one.believed.mean:.1f}" for one in some if one.model == model}
            yield f"{left(model, NAME)} " + " ".join(f"{found[kind]:>11}" for kind in kinds)
