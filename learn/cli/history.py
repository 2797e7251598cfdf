"""`learn history`: every answer."""

import os
from typing import Any

import click

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.events import utc_text
from learn.language import tr, translatable, trc
from learn.problems import OK
from learn.text import padded


@make_command("history")
@click.option("-n", "--answers", "count", type=click.IntRange(1), help="Only the newest so many.")
@click.option("--everyone", is_flag=True, help="Answers of all learners in this log.")
@json_option
@with_app
def command(app: App, count: int | None, everyone: bool, as_json: bool) -> int:
    """List your answers, the newest last. With --json one object a line. A test tells its verdicts at its end."""
    names = app.store.learners()
    rows = app.store.history(None if everyone else app.learner, limit=count)
    untold = _untold(app, list(names) if everyone else [app.learner])
    if as_json:
        for row in rows:
            print_json(_as_json(row, names, row.body.session in untold))
        return OK
    from learn.terminal.surroundings import is_heard

    told = _said if is_heard(app.config["plain"], os.environ) else _as_text
    lines = [told(row, row.body.session in untold) for row in rows]
    print_lines(lines or [tr("No answers yet. `learn quiz` asks the first question.")])
    return OK


def _untold(app: App, learners: list[str]) -> set[str]:
    """The tests that are not finished: their verdicts wait for the end, here too."""
    sessions = (one for learner in learners for one in app.store.sessions(learner))
    return {one.id for one in sessions if one.body.mode == "test" and not one.finished}


def _as_json(row: Any, names: dict[str, str], untold: bool) -> dict[str, Any]:
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
        "score": None if untold else row.score,
        "correct": None if untold else row.score == 1,
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


def _said(row: Any, untold: bool) -> str:
    """For those who listen: how it went, in what, and when."""
    asked = ", ".join([f"{row.body.bank}/{row.body.question}", *_notes(row)])
    return f"{_mark(row, untold)}: {asked}; {_moment(row)}."


def _as_text(row: Any, untold: bool) -> str:
    body, notes = row.body, _notes(row)
    return f"{_moment(row)}  {padded(_mark(row, untold), 7)} {body.bank}/{body.question}" + (
        f"  ({', '.join(notes)})" if notes else ""
    )


def _moment(row: Any) -> str:
    return utc_text(row.ms)[:16].replace("T", " ")


def _notes(row: Any) -> list[str]:
    body = row.body
    return [
        tr(word)
        for word, is_so in (
            (translatable("taken back"), row.retracted),
            (translatable("overridden"), row.overridden),
            (translatable("regraded"), row.regraded and row.points != 0),
            (translatable("void"), row.points == 0),
            (translatable("guessed"), body.guessed),
            (translatable("again"), body.comeback),
        )
        if is_so
    ]


def _mark(row: Any, untold: bool) -> str:
    if untold:
        return tr("in test")
    if row.score in (0, 1):
        return trc("verdict", "right") if row.score else trc("verdict", "wrong")
    return f"{row.score:.0%}"
