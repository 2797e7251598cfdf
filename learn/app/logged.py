"""Settings that are events: they travel with the log and hold on every machine of the learner."""

from typing import Any

from learn.app import App
from learn.app.config import LOGGED, Value, parse
from learn.events import ParamsBody
from learn.language import translatable

DEFAULT, LOG = translatable("default"), translatable("log")


def logged_values(app: App) -> dict[str, Value]:
    """Each of these settings as it is in force, by key."""
    now = app.settings
    values = {key: getattr(now, key) for key in LOGGED}
    return {key: Value(value, DEFAULT if value == LOGGED[key].default else LOG) for key, value in values.items()}


def set_logged(app: App, key: str, text: str) -> Any:
    """Write the setting as an event; returns its value. UsageError where the text does not fit."""
    value = parse(LOGGED[key], text, "learn config set")
    app.record([ParamsBody(**{key: value})])
    return value


def unset_logged(app: App, key: str) -> None:
    """Go back to the default, by an event of its own unless that is in force anyway."""
    if logged_values(app)[key].origin != DEFAULT:
        app.record([ParamsBody(**{key: LOGGED[key].default})])
