"""The wall clock: read here and nowhere else."""

import os
import time
from collections.abc import Mapping
from datetime import datetime

from learn.events import learner_day
from learn.language import tr
from learn.problems import UsageError

FIRST_YEAR, LAST_YEAR = 1971, 9000
"""Which times can be set: reviews lie up to a century ahead, the study calendar reaches half a year back."""


class Clock:
    """Now, in UTC milliseconds and the local offset in minutes.

    `LEARN_NOW` (RFC 3339 with offset) sets it at start; from there it ticks with the monotonic clock.
    """

    def __init__(self, env: Mapping[str, str] = os.environ) -> None:
        self.set_to = env.get("LEARN_NOW", "")
        self._fixed = _parse(self.set_to) if self.set_to else None
        self._started = time.monotonic()

    def now(self) -> int:
        """UTC milliseconds since 1970."""
        if self._fixed is None:
            return time.time_ns() // 1_000_000
        return self._fixed[0] + int(1000 * (time.monotonic() - self._started))

    def offset(self) -> int:
        """Minutes east of UTC, as the learner's clock shows now."""
        if self._fixed is None:
            return (time.localtime().tm_gmtoff or 0) // 60
        return self._fixed[1]

    def today(self) -> int:
        """The learner's day as an ordinal."""
        return learner_day(self.now(), self.offset())


def _parse(text: str) -> tuple[int, int]:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    offset = moment.utcoffset() if moment else None
    if moment is None or offset is None:
        raise UsageError(
            tr("LEARN_NOW is not a moment: {text!r}", text=text),
            hint=tr("write it like 2026-01-31T08:00:00+01:00, with an offset"),
        )
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise UsageError(
            tr("LEARN_NOW is too far from today: {text!r}", text=text),
            hint=tr("the years {first} to {last} will do", first=FIRST_YEAR, last=LAST_YEAR),
        )
    return int(moment.timestamp() * 1000), int(offset.total_seconds()) // 60
