"""`learn lab fit`: personal parameters of memory."""

from textwrap import wrap

import click
import msgspec

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.lab.personal import Fit
from learn.problems import OK

_CELLS = 78


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
        print_lines(["The defaults are in force: there is nothing to take back."])
    else:
        what = "defaults are" if back == DEFAULT_PARAMETERS else "parameters before are"
        print_lines([f"Taken back: the {what} in force again, and memory follows from them."])
    return OK


def _lines(found: Fit) -> list[str]:
    if found.difference is None:
        return []
    low, high = found.difference.log_loss_ci
    lines = [
        f"Fitted to {found.trained} answers, judged by the {found.held_out} after them:",
        "",
        f"  log loss by the defaults  {found.default:.4f}",
        f"  log loss by the fit       {found.fitted:.4f}",
        f"  difference                {found.difference.log_loss:+.4f}   95 % interval [{low:+.4f}, {high:+.4f}]",
    ]
    if found.closed is not None:
        low, high = found.closed.log_loss_ci
        closed = f"{found.closed.log_loss:+.4f}   95 % interval [{low:+.4f}, {high:+.4f}]"
        lines.append(f"  on picked answers         {closed}")
    return [*lines, ""]


def _is_personal(app: App) -> bool:
    from learn.memory.fsrs import DEFAULT_PARAMETERS

    return app.settings.model.parameters != DEFAULT_PARAMETERS


def _outcome(found: Fit, used: bool, dry_run: bool, personal: bool) -> list[str]:
    reason = found.reason[0].upper() + found.reason[1:] + "."
    if used:
        return [reason, "Used from now on; `learn lab fit --undo` goes back."]
    if found.better:
        return [reason, "Not used: this was a dry run." if dry_run else "It is in force already."]
    kept = "Your earlier fit stays in force; `learn lab fit --undo` goes back from it."
    return [f"Not used. {reason}", *([kept] if personal else [])]
