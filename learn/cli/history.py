"""`learn history`: every answer."""

from typing import Any

import click

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.events import utc_text
from learn.problems import OK


@make_command("history")
@click.option("-n", "--answers", "count", type=click.IntRange(1), help="Only the newest so many.")
@click.option("--everyone", is_flag=True, help="Answers of all learners in this log.")
@json_option
@with_app
def command(app: App, count: int | None, everyone: bool, as_json: bool) -> int:
    """List your answers, the newest last. With --json one object a line."""
    names = app.store.learners()
    rows = app.store.history(None if everyone else app.learner, limit=count)
    if as_json:
        for row in rows:
            print_json(_as_json(row, names))
        return OK
    lines = [_as_text(row) for row in rows]
    print_lines(lines or ["No answers yet. `learn quiz` asks the first question."])
    return OK


def _as_json(row: Any, names: dict[str, str]) -> dict[str, Any]:
    body = row.body
    return {
        "event": row.event,
        "at": utc_text(row.ms),
        "learner": names.get(row.learner, row.learner),
        "session": body.session,
        "question": f"{body.bank}/{body.question}",
        "facts": [piece.fact for piece in body.evidence],
        "kind": body.kind,
        "response": body.response,
        "chosen": body.chosen,
        "score": row.score,
        "correct": row.score == 1,
        "ms": body.ms,
        "recall": body.recall,
        "guessed": body.guessed,
        "hint": body.hint,
        "comeback": body.comeback,
        "overridden": row.overridden,
        "regraded": row.regraded,
        "void": row.points == 0,
        "retracted": row.retracted,
    }


def _as_text(row: Any) -> str:
    body = row.body
    mark = "right" if row.score == 1 else f"{row.score:.0%}" if row.score else "wrong"
    notes = [
        word
        for word, is_so in (
            ("taken back", row.retracted),
            ("overridden", row.overridden),
            ("regraded", row.regraded and row.points != 0),
            ("void", row.points == 0),
            ("guessed", body.guessed),
            ("again", body.comeback),
        )
        if is_so
    ]
    moment = utc_text(row.ms)[:16].replace("T", " ")
    return f"{moment}  {mark:<6} {body.bank}/{body.question}" + (f"  ({', '.join(notes)})" if notes else "")
