"""What a learner has set for her memory: the newest value of each setting, over the log's `params` events."""

import sqlite3
from collections.abc import Mapping

import msgspec
from msgspec import Struct, structs

from learn.events import ParamsBody
from learn.memory.model import Model
from learn.store.lines import timeline

RETENTION = 0.9
NEW_PER_DAY = 20
REVIEWS_PER_DAY = 200
_LOWEST_RETENTION, _HIGHEST_RETENTION = 0.5, 0.995


class Settings(Struct, frozen=True):
    """Settings in force: the memory model, desired retention (0–1) overall and by lesson, and the daily limits."""

    model: Model
    retention: float = RETENTION
    lesson_retention: Mapping[str, float] = {}
    new_per_day: int = NEW_PER_DAY
    reviews_per_day: int = REVIEWS_PER_DAY


def settings_of(db: sqlite3.Connection, learner: int) -> Settings:
    """The settings that follow from all of a learner's `params` events in their order."""
    settings = Settings(model=Model())
    for line in timeline(db, learner, "params"):
        settings = _with(settings, msgspec.json.decode(line.body, type=ParamsBody))
    return settings


def _with(settings: Settings, body: ParamsBody) -> Settings:
    """The settings after one more event; what is out of range is left as it was."""
    return Settings(
        model=_model(settings.model, body.parameters),
        retention=_retention(body.retention, settings.retention),
        lesson_retention={
            **settings.lesson_retention,
            **{lesson: _retention(value, settings.retention) for lesson, value in body.lesson_retention.items()},
        },
        new_per_day=_limit(body.new_per_day, settings.new_per_day),
        reviews_per_day=_limit(body.reviews_per_day, settings.reviews_per_day),
    )


def _model(model: Model, parameters: tuple[float, ...] | None) -> Model:
    if parameters is None:
        return model
    try:
        return structs.replace(model, parameters=parameters)
    except ValueError:
        return model


def _retention(value: float | None, before: float) -> float:
    return value if value is not None and _LOWEST_RETENTION <= value <= _HIGHEST_RETENTION else before


def _limit(value: int | None, before: int) -> int:
    return value if value is not None and value >= 0 else before
