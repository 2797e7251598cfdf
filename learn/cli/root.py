"""The command `learn` itself and the table of its commands."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from learn import __version__
from learn.cli.group import LazyGroup
from learn.cli.options import global_options

COMMANDS = {
    "study": ("learn.cli.study", "Read a lesson, then answer its questions."),
    "quiz": ("learn.cli.quiz", "Practise, or take a test."),
    "review": ("learn.cli.review", "Answer what memory says is due."),
    "next": ("learn.cli.next", "Ask one question."),
    "resume": ("learn.cli.resume", "Go on with an unfinished session."),
    "undo": ("learn.cli.undo", "Take the last answer back."),
    "exam": ("learn.cli.exam", "Plan for an exam, and see what the day is likely to bring."),
    "lessons": ("learn.cli.lessons", "List the lessons and how well you know them."),
    "read": ("learn.cli.read", "Read a lesson."),
    "due": ("learn.cli.due", "Show what is due, and when the rest will be."),
    "stats": ("learn.cli.stats", "Show mastery, forecast, retention and calibration."),
    "history": ("learn.cli.history", "List your answers."),
    "bank": ("learn.cli.bank", "Work on question banks."),
    "lesson": ("learn.cli.lesson", "Work on lessons."),
    "scores": ("learn.cli.scores", "Results: hand in, list, judge questions, fill a gradebook."),
    "class": ("learn.cli.class_", "Classes: take in what students handed in, and see who did what."),
    "sync": ("learn.cli.sync", "Bring your machines up to each other through a folder."),
    "lab": ("learn.cli.lab", "Measure the memory model."),
    "log": ("learn.cli.log", "Export, import, merge, verify or forget the log."),
    "backup": ("learn.cli.backup", "Copy the log to a file."),
    "doctor": ("learn.cli.doctor", "Check the log and everything derived from it."),
    "config": ("learn.cli.config", "Show and change settings."),
}

EPILOG = """\b
Examples:
  learn                                    where you stand, and what comes next
  learn quiz vietnam-precedent -n 5        five questions from one bank
  learn review                             what is due today
\b
Exit codes: 0 done (a paused quiz too), 1 findings or a missed --require, 2 usage,
3 broken content, 4 not found, 5 store busy or damaged, 130 Ctrl-C."""


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"learn {__version__}")
        ctx.exit()


@click.pass_context
def _start(ctx: click.Context, json: bool) -> int | None:
    """Learn from lessons and question banks in the terminal; what you know is brought back before you forget it."""
    if ctx.invoked_subcommand is not None:
        return None
    from learn.cli.start import show

    return show(as_json=json)


class ReaderLeftError(Exception):
    """Whoever read our output is gone (`| head -1`)."""


def reader_left(error: OSError) -> bool:
    """Whether a pipe broke. Windows calls that an invalid argument, and names no file as it does for a bad name."""
    on_windows = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or on_windows


@contextmanager
def _passed_on() -> Iterator[None]:
    """Click ends the process with 1 at a broken pipe; `cli.main` knows better."""
    try:
        yield
    except OSError as error:
        if reader_left(error):
            raise ReaderLeftError from error
        raise


class Root(LazyGroup):
    """`learn`, whose reader may leave."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _passed_on():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _passed_on():
            return super().invoke(ctx)


root = Root(
    "learn",
    lazy=COMMANDS,
    callback=_start,
    invoke_without_command=True,
    epilog=EPILOG,
    help=_start.__doc__,
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        *global_options(hidden=False),
        click.Option(["--json"], is_flag=True, help="Print where you stand as JSON."),
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
        ),
    ],
)
