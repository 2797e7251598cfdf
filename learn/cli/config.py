"""`learn config`: settings and where they come from."""

import os
from pathlib import Path

import click

from learn.app import App
from learn.cli.completing import complete_settings
from learn.cli.options import Group, json_option, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr
from learn.problems import OK, UsageError


@click.group("config", cls=Group, invoke_without_command=True)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int | None:
    """Show each setting with its value and where that comes from.

    Settings come from the command line, LEARN_… variables, config.toml and defaults, in that order. Those of memory
    (retention, new_per_day, reviews_per_day) are kept in the log, so that they hold on every machine.
    """
    if ctx.invoked_subcommand is None:
        return _show(as_json)
    return None


@with_app
def _show(app: App, as_json: bool) -> int:
    from learn.app.logged import logged_values

    values = {**app.config.all(), **logged_values(app)}
    if as_json:
        print_json({key: {"value": one.value, "origin": one.origin} for key, one in values.items()})
        return OK
    print_lines(
        [f"home = {app.home}", *(f"{key} = {_word(one.value)}   ({tr(one.origin)})" for key, one in values.items())]
    )
    return OK


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or tr("(none)")
    return tr("(not set)") if value in (None, "") else str(value).lower() if isinstance(value, bool) else str(value)


@command.command("set")
@click.argument("key", shell_complete=complete_settings)
@click.argument("value")
def set_value(key: str, value: str) -> int:
    """Set KEY in config.toml, or in the log where it is a setting of memory."""
    from learn.app.config import LOGGED, SETTINGS, parse, save

    if _known(key) in LOGGED:
        return _set_logged(key, value)
    parse(SETTINGS[key], value, "learn config set")
    path = _file()
    save(path, key, value)
    print_lines([f"{key} = {value}   ({path})"])
    return OK


@with_app
def _set_logged(app: App, key: str, value: str) -> int:
    from learn.app.logged import LOG, set_logged

    print_lines([f"{key} = {set_logged(app, key, value)}   ({tr(LOG)})"])
    return OK


@command.command("unset")
@click.argument("key", shell_complete=complete_settings)
def unset_value(key: str) -> int:
    """Go back to the default of KEY."""
    from learn.app.config import LOGGED, save

    if _known(key) in LOGGED:
        _unset_logged(key)
    else:
        save(_file(), key, None)
    click.echo(tr("{key} is back to its default", key=key))
    return OK


@with_app
def _unset_logged(app: App, key: str) -> None:
    from learn.app.logged import unset_logged

    unset_logged(app, key)


def _file() -> Path:
    """The settings file of the home, without anything else being opened: a wrong setting is mended so."""
    from learn.app.config import read_file
    from learn.home import home_of, settings_file

    path = settings_file(home_of(os.environ, click.get_current_context().ensure_object(dict).get("home")))
    read_file(path)
    return path


def _known(key: str) -> str:
    from learn.app.config import LOGGED, SETTINGS, known_settings

    if key not in SETTINGS and key not in LOGGED:
        raise UsageError(tr("unknown setting {key!r}", key=key), hint=known_settings(key))
    return key
