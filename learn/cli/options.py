"""Options that every command takes, and the way from them to the application."""

import math
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from learn.language import ENGLISH, current, tr

if TYPE_CHECKING:
    from learn.app import App

P = ParamSpec("P")
R = TypeVar("R")


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Keep a global option where all commands find it; the one nearest to the end of the line holds, or all of it."""
    if value not in (None, (), False):
        kept = ctx.ensure_object(dict)
        kept[param.name] = (*kept.get(param.name, ()), *value) if isinstance(value, tuple) else value
    return value


def global_options(hidden: bool) -> list[click.Option]:
    """The global options; shown in the help of `learn` and understood, unlisted, by every command."""
    kept: dict[str, Any] = {"expose_value": False, "callback": _remember, "hidden": hidden}
    return [
        click.Option(["--home"], metavar="DIR", help="Where the log and the settings are kept.", **kept),
        click.Option(
            ["--content"], metavar="DIR", multiple=True, help="One more folder with lessons and question_banks.", **kept
        ),
        click.Option(["--learner"], metavar="NAME", help="Who answers.", **kept),
        click.Option(["--plain"], is_flag=True, help="Line-by-line prompts, for screen readers and pipes.", **kept),
        click.Option(["--color"], type=click.Choice(["auto", "always", "never"]), help="When to use colour.", **kept),
    ]


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def _translated(command: "WithHelp") -> "WithHelp":
    """A copy of the command whose help, and that of its options, is in the language that holds."""
    shown = copy(command)
    shown.help, shown.epilog = _told(command.help), _told(command.epilog)
    shown.own_help = _translated_option(command.own_help) if command.own_help else None
    shown.params = [_translated_option(one) if isinstance(one, click.Option) else one for one in command.params]
    return shown


def _translated_option(option: click.Option) -> click.Option:
    shown = copy(option)
    shown.help = _told(option.help)
    return shown


def _told(text: str | None) -> str | None:
    return "\b\n".join(tr(part) if part else "" for part in help_parts(text)) if text else text


def help_parts(text: str) -> list[str]:
    r"""A help text in the parts that are translated: click's marks (`\b`, to leave lines as they are) between them.

    Without the indentation of docstrings, which not every Python leaves in them.
    """
    from inspect import cleandoc

    return cleandoc(text).split("\b\n")


def _formatter(ctx: click.Context) -> click.HelpFormatter:
    """Click's own where every character takes one cell."""
    if current() == ENGLISH:
        return ctx.make_formatter()
    from learn.cli.cells import CellFormatter

    return CellFormatter(ctx.terminal_width, ctx.max_content_width)


class WithHelp(click.Command):
    """`-h` and `--help` without click's search for a translation of their help, which takes 2 ms of every start.

    The help is written in English where the command is made, and translated when it is shown.
    """

    own_help: click.Option | None = None

    def get_help(self, ctx: click.Context) -> str:
        formatter = _formatter(ctx)
        self.format_help(ctx, formatter)
        return formatter.getvalue().rstrip("\n")

    def get_usage(self, ctx: click.Context) -> str:
        formatter = _formatter(ctx)
        self.format_usage(ctx, formatter)
        return formatter.getvalue().rstrip("\n")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Command.format_help(_translated(self), ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return click.Command.get_short_help_str(_translated(self), limit)

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002 - click's signature
        if self.own_help is None:
            about = "Show this message and exit."
            self.own_help = click.Option(
                ["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help=about
            )
        return self.own_help


class Command(WithHelp):
    """A command that also takes the global options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += global_options(hidden=True)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """With short options written out: click looks for a similar long one at each of them, which takes 6 ms."""
        long = {one.opts[0]: one.opts[-1] for one in self.params if len(one.opts) > 1}
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*(long.get(arg, arg) for arg in args[:end]), *args[end:]])


class Group(WithHelp, click.Group):
    """A group of such commands that takes the global options itself."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += global_options(hidden=True)


def make_command(name: str, **kwargs: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command of `learn`."""
    return click.command(name, cls=Command, context_settings={"help_option_names": ["-h", "--help"]}, **kwargs)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class FiniteRange(click.FloatRange):
    """A number within a range; `nan` and `inf`, which pass every comparison or none, are no such numbers."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(tr("{value} is not a number to count with.", value=value), param, ctx)
        return number


def minutes_option(about: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--minutes`, for sessions: more than none, at most a year."""
    return click.option("--minutes", type=FiniteRange(0, 525_600, min_open=True), help=about)


def say(notice: str) -> None:
    """A line on stderr, cleaned of what could steer a terminal. It stops nothing, also where it cannot be written."""
    from learn.text import clean

    with suppress(OSError):
        click.echo(clean(notice), err=True)


def with_app(run: "Callable[Concatenate[App, P], R]") -> Callable[P, R]:
    """Hand the command the application, opened by the global options and closed behind it."""

    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        from learn.app import App

        with App(click.get_current_context().ensure_object(dict), tell=say) as app:
            if app.clock.set_to:
                say("learn: " + tr("the clock is set to {moment} (LEARN_NOW)", moment=app.clock.set_to))
            return run(app, *args, **kwargs)

    return update_wrapper(wrapped, run)
