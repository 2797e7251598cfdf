"""The figures of an evaluation as lines of at most 80 cells."""

from collections.abc import Iterator, Sequence

from learn.lab.bootstrap import Interval
from learn.lab.evaluation import BASE, Evaluation, Part
from learn.lab.measuring import Figures, Losses
from learn.language import tr, trc
from learn.text import wrap

WIDTH = 80


def evaluation_lines(found: Evaluation) -> list[str]:
    """All tables that have something to show, and how to read them."""
    return [
        tr(
            "{answers} answers to {items} items; {scored} on a later day than the last are scored.",
            answers=found.answers,
            items=found.items,
            scored=found.scored,
        ),
        *_part(tr("Last 20 % of the scored answers, the rest for training"), found, BASE),
        *_folds(found),
        *_more(found.closed, tr("Answers of closed kinds (picked, so a guess can be right): the last 20 %"), BASE),
        *_more(found.first_sights, tr("First sights of a fact: the last 20 %"), "average"),
        "",
        *wrap(
            tr(
                "In brackets 95 % intervals from {resamples} draws of whole items (seed {seed}). A difference is "
                "paired; a model is better where its interval lies below 0.",
                resamples=found.resamples,
                seed=found.seed,
            ),
            WIDTH,
        ),
    ]


def _part(title: str, found: Evaluation | Part, base: str) -> Iterator[str]:
    if not found.models:
        return
    yield from ("", tr("{title}: {n} answers", title=title, n=found.n), "")
    yield from _loss_table(found.models, base)
    predicted, right = tr("predicted").rjust(9), trc("verdict", "right").rjust(5)
    yield from ("", f"  {'':<14}  {'RMSE (bins)':<20}  {'AUC':<20}  {predicted}  {right}")
    for one in found.models:
        rmse = f"{one.rmse_bins:.3f} {_brackets(one.rmse_bins_ci, 3)}"
        area = tr("no wrong answer") if one.auc is None else f"{one.auc:.3f} {_brackets(one.auc_ci, 3)}"
        yield f"  {one.model:<14}  {rmse:<20}  {area:<20}  {one.mean_predicted:>9.3f}  {one.mean_actual:>5.3f}"


def _more(part: Part | None, title: str, base: str) -> Iterator[str]:
    if part is not None:
        yield from _part(title, part, base)


def _folds(found: Evaluation) -> Iterator[str]:
    if found.folds is None:
        return
    yield from ("", tr("Five folds, each tested on what came next: {n} answers", n=found.folds.n), "")
    yield from _loss_table(found.folds.models, BASE)


def _loss_table(models: Sequence[Figures] | Sequence[Losses], base: str) -> Iterator[str]:
    yield f"  {'':<14}  {'log loss':<24}  " + tr("more than {model}", model=base)
    for one in models:
        own = f"{one.log_loss:.4f} {_brackets(one.log_loss_ci, 4)}"
        paired = f"{one.paired.log_loss:+.4f} {_brackets(one.paired.log_loss_ci, 4, '+')}" if one.paired else "-"
        yield f"  {one.model:<14}  {own:<24}  {paired}"


def _brackets(found: Interval | None, digits: int, sign: str = "") -> str:
    return "" if found is None else f"[{found[0]:{sign}.{digits}f}, {found[1]:{sign}.{digits}f}]"
