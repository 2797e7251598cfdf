"""The figures of an evaluation as lines of at most 80 cells."""

from collections.abc import Iterator, Sequence

from learn.lab.bootstrap import Interval
from learn.lab.evaluation import BASE, Evaluation, Part
from learn.lab.measuring import Figures, Losses


def evaluation_lines(found: Evaluation) -> list[str]:
    """All tables that have something to show, and how to read them."""
    return [
        f"{found.answers} answers to {found.items} items; {found.scored} on a later day than the last are scored.",
        *_part("Last 20 % of the scored answers, the rest for training", found, BASE),
        *_folds(found),
        *_more(found.closed, "Answers of closed kinds (picked, so a guess can be right): the last 20 %", BASE),
        *_more(found.first_sights, "First sights of a fact: the last 20 %", "average"),
        "",
        f"In brackets 95 % intervals from {found.resamples} draws of whole items (seed {found.seed}). A difference",
        "is paired; a model is better where its interval lies below 0.",
    ]


def _part(title: str, found: Evaluation | Part, base: str) -> Iterator[str]:
    if not found.models:
        return
    yield from ("", f"{title}: {found.n} answers", "")
    yield from _loss_table(found.models, base)
    yield from ("", f"  {'':<14}  {'RMSE (bins)':<20}  {'AUC':<20}  {'predicted':>9}  {'right':>5}")
    for one in found.models:
        rmse = f"{one.rmse_bins:.3f} {_brackets(one.rmse_bins_ci, 3)}"
        area = "no wrong answer" if one.auc is None else f"{one.auc:.3f} {_brackets(one.auc_ci, 3)}"
        yield f"  {one.model:<14}  {rmse:<20}  {area:<20}  {one.mean_predicted:>9.3f}  {one.mean_actual:>5.3f}"


def _more(part: Part | None, title: str, base: str) -> Iterator[str]:
    if part is not None:
        yield from _part(title, part, base)


def _folds(found: Evaluation) -> Iterator[str]:
    if found.folds is None:
        return
    yield from ("", f"Five folds, each tested on what came next: {found.folds.n} answers", "")
    yield from _loss_table(found.folds.models, BASE)


def _loss_table(models: Sequence[Figures] | Sequence[Losses], base: str) -> Iterator[str]:
    yield f"  {'':<14}  {'log loss':<24}  more than {base}"
    for one in models:
        own = f"{one.log_loss:.4f} {_brackets(one.log_loss_ci, 4)}"
        paired = f"{one.paired.log_loss:+.4f} {_brackets(one.paired.log_loss_ci, 4, '+')}" if one.paired else "-"
        yield f"  {one.model:<14}  {own:<24}  {paired}"


def _brackets(found: Interval | None, digits: int, sign: str = "") -> str:
    return "" if found is None else f"[{found[0]:{sign}.{digits}f}, {found[1]:{sign}.{digits}f}]"
