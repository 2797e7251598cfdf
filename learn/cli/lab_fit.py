"""`learn lab fit`: personal parameters of memory."""

import click
import msgspec

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.lab.measuring import Paired
from learn.lab.personal import Fit
from learn.language import tr
from learn.problems import OK
from learn.text import padded, wrap

_CELLS, _NAME_CELLS = 78, 24


@make_command(
    "fit",
    epilog="""\b
Examples:
  learn lab fit --dry-run                  what a fit would come to
  learn lab fit                            use it from now on, if it is better
  learn lab fit --undo                     go back to what was in force before""",
)
@click.option("--undo", is_flag=True, help="Go back to the parameters before the present ones.")
@click.option("--dry-run", is_flag=True, help="Only show what would come of it.")
@json_option
@with_app
def command(app: App, undo: bool, dry_run: bool, as_json: bool) -> int:
    """Fit the memory model to your own answers, and use the fit if it is better than the defaults.

    It is better when it predicts the last fifth of your typed answers, which it has not seen, with less log loss, and
    the 95 % interval of the difference lies below 0. Answers that are picked move memory as right or wrong and are
    not fitted to. Nothing is deleted: a fit is an event in your log, and so is its undoing.
    """
    if undo:
        return _undo(app, as_json)
    from learn.app.lab_fitting import fit_own
    from learn.lab.measuring import Drawing

    found, used = fit_own(app, Drawing(), keep=not dry_run)
    if as_json:
        print_json({**msgspec.to_builtins(found), "used": used})
    else:
        outcome = _outcome(found, used, dry_run, _is_personal(app))
        print_lines([*_lines(found), *(line for said in outcome for line in wrap(said, _CELLS))])
    return OK


def _undo(app: App, as_json: bool) -> int:
    from learn.app.lab_fitting import undo_fit
    from learn.memory.fsrs import DEFAULT_PARAMETERS

    back = undo_fit(app)
    if as_json:
        print_json({"undone": back is not None, "parameters": back or DEFAULT_PARAMETERS})
    elif back is None:
        print_lines([tr("The defaults are in force: there is nothing to take back.")])
    else:
        defaults = tr("Taken back: the defaults are in force again, and memory follows from them.")
        before = tr("Taken back: the parameters before are in force again, and memory follows from them.")
        print_lines([defaults if back == DEFAULT_PARAMETERS else before])
    return OK


def _lines(found: Fit) -> list[str]:
    if found.difference is None:
        return []
    lines = [
        tr(
            "Fitted to {trained} answers, judged by the {held_out} after them:",
            trained=found.trained,
            held_out=found.held_out,
        ),
        "",
        _line(tr("log loss by the defaults"), f"{found.default:.4f}"),
        _line(tr("log loss by the fit"), f"{found.fitted:.4f}"),
        _line(tr("difference"), _with_interval(found.difference)),
    ]
    if found.closed is not None:
        lines.append(_line(tr("on picked answers"), _with_interval(found.closed)))
    return [*lines, ""]


def _line(name: str, figure: str) -> str:
    return f"  {padded(name, _NAME_CELLS)}  {figure}"


def _with_interval(found: Paired) -> str:
    low, high = found.log_loss_ci
    interval = tr("95 % interval [{low:+.4f}, {high:+.4f}]", low=low, high=high)
    return f"{found.log_loss:+.4f}   {interval}"


def _is_personal(app: App) -> bool:
    from learn.memory.fsrs import DEFAULT_PARAMETERS

    return app.settings.model.parameters != DEFAULT_PARAMETERS


def _outcome(found: Fit, used: bool, dry_run: bool, personal: bool) -> list[str]:
    reason = found.reason[0].upper() + found.reason[1:] + "."
    if used:
        return [reason, tr("Used from now on; `learn lab fit --undo` goes back.")]
    if found.better:
        return [reason, tr("Not used: this was a dry run.") if dry_run else tr("It is in force already.")]
    kept = tr("Your earlier fit stays in force; `learn lab fit --undo` goes back from it.")
    return [tr("Not used. {reason}", reason=reason), *([kept] if personal else [])]
