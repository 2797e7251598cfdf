"""`learn config`: settings and where they come from."""

import click

from learn.app import App
from learn.cli.options import Group, json_option, with_app
from learn.cli.output import print_json, print_lines
from learn.problems import OK, UsageError


@click.group("config", cls=Group, invoke_without_command=True)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int | None:
    """Show each setting with its value and where that comes from.

    Settings come from the command line, LEARN_… variables, config.toml and defaults, in that order.
    """
    if ctx.invoked_subcommand is None:
        return _show(as_json)
    return None


@with_app
def _show(app: App, as_json: bool) -> int:
    values = app.config.all()
    if as_json:
        print_json({key: {"value": one.value, "origin": one.origin} for key, one in values.items()})
        return OK
    print_lines(
        [f"home = {app.home}", *(f"{key} = {_word(one.value)}   ({one.origin})" for key, one in values.items())]
    )
    return OK


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "(none)"
    return "(not set)" if value in (None, "") else str(value).lower() if isinstance(value, bool) else str(value)


@command.command("set")
@click.argument("key")
@click.argument("value")
@with_app
def set_value(app: App, key: str, value: str) -> int:
    """Set KEY in config.toml."""
    from learn.app.config import SETTINGS, parse, save

    parse(SETTINGS[_known(key)], value, "learn config set")
    save(app.config.path, key, value)
    click.echo(f"{key} = {value}   ({app.config.path})")
    return OK


@command.command("unset")
@click.argument("key")
@with_app
def unset_value(app: App, key: str) -> int:
    """Take KEY out of config.toml."""
    from learn.app.config import save

    save(app.config.path, _known(key), None)
    click.echo(f"{key} is back to its default")
    return OK


def _known(key: str) -> str:
    from learn.app.config import SETTINGS, known_settings

    if key not in SETTINGS:
        raise UsageError(f"unknown setting {key!r}", hint=known_settings(key))
    return key
