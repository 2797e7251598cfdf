"""Logs as the FSRS tools exchange them: CSV with card_id, review_rating 1-4, review_time and review_duration.

What such a file cannot say is lost: that a right answer could have been guessed, and which facts a question shares.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from msgspec import Struct

from learn.exchange.cells import defused, undone
from learn.lab.reviews import Review, review_of_card
from learn.language import tr
from learn.problems import BrokenContent
from learn.text import clean

COLUMNS = ("card_id", "review_rating", "review_time", "review_duration")
_OPTIONAL = "review_duration"
_SHOWN = 20
LONGEST_NAME = 300
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]*")
"""A name that needs no quotes in a line and runs in no spreadsheet."""


class Dated(Struct, frozen=True):
    """A review as a line has it: UTC milliseconds, and the offset in minutes that its time was written with."""

    card: str
    rating: int
    ms: int
    offset: int
    duration: int


def read_csv(path: str, text: str) -> list[Dated]:
    """The reviews of a file in its order. BrokenContent names every defective line; none is passed over."""
    found: list[Dated] = []
    faults: list[str] = []
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        places = _places(path, next(rows, []))
        for row in rows:
            if not row:
                continue
            try:
                found.append(_review(row, places))
            except (ValueError, OverflowError) as error:
                faults.append(f"{path}:{rows.line_num}: {error}")
    except csv.Error as error:
        faults.append(f"{path}:{rows.line_num}: {error}")
    if faults:
        hidden = [tr("… and {count} more", count=len(faults) - _SHOWN)] if len(faults) > _SHOWN else []
        raise BrokenContent(
            "\n".join(
                [tr("{count} lines of {path} are no reviews", count=len(faults), path=path), *faults[:_SHOWN], *hidden]
            ),
            hint=tr("nothing was measured: mend these lines, or take them out"),
        )
    return found


def _places(path: str, header: list[str]) -> dict[str, int]:
    """The place of each column."""
    named = {name.strip().lower(): place for place, name in enumerate(header)}
    missing = [name for name in COLUMNS if name not in named and name != _OPTIONAL]
    if missing:
        raise BrokenContent(
            tr("{path}:1: no column {names}", path=path, names=", ".join(missing)),
            hint=tr("the first line names the columns: {names}", names=",".join(COLUMNS)),
        )
    return {name: named[name] for name in COLUMNS if name in named}


def _review(row: list[str], places: dict[str, int]) -> Dated:
    if len(row) <= max(places.values()):
        raise ValueError(
            tr("{count} fields, where {needed} are needed", count=len(row), needed=max(places.values()) + 1)
        )
    field = {name: row[place].strip() for name, place in places.items()}
    if not is_name(field["card_id"]):
        raise ValueError(tr("card_id is no name: {found}", found=_shown(field["card_id"])))
    if field["review_rating"] not in ("1", "2", "3", "4"):
        raise ValueError(tr("review_rating is 1, 2, 3 or 4, not {found}", found=_shown(field["review_rating"])))
    ms, offset = moment(field["review_time"])
    return Dated(undone(field["card_id"]), int(field["review_rating"]), ms, offset, _duration(field.get(_OPTIONAL, "")))


def is_name(text: str) -> bool:
    """Whether a text can name a card or a fact in a log: printable, neither empty nor endless."""
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


def moment(text: str) -> tuple[int, int]:
    """UTC milliseconds and offset (minutes) of a time: ISO 8601, without an offset UTC. ValueError where it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(tr("review_time is like 2026-01-31T08:00:00+00:00, not {found}", found=_shown(text))) from None
    offset = found.utcoffset() or timedelta()
    since = found.replace(tzinfo=None) - offset - datetime(1970, 1, 1)  # noqa: DTZ001 - both without a zone
    if since < timedelta():
        raise ValueError(tr("review_time lies before 1970: {found}", found=_shown(text)))
    return since // timedelta(milliseconds=1), int(offset.total_seconds()) // 60


def _duration(text: str) -> int:
    if not text:
        return 0
    try:
        milliseconds = float(text)
    except ValueError:
        milliseconds = -1.0
    if not 0 <= milliseconds < 1e12:
        raise ValueError(tr("review_duration is a number of milliseconds, not {found}", found=_shown(text)))
    return int(milliseconds)


def _shown(text: str) -> str:
    return f"`{clean(text, keep='')[:40]}`"


def reviews_of(dated: Iterable[Dated], rollover: float = 0.0) -> list[Review]:
    """The same as reviews; a day begins `rollover` hours after midnight by each time's own offset."""
    shift = round(rollover * 60)
    return [
        review_of_card(one.card, one.ms, _day(one.ms, one.offset - shift), one.rating, one.duration) for one in dated
    ]


def _day(ms: int, minutes: int) -> int:
    return datetime(1970, 1, 1, tzinfo=UTC).toordinal() + (ms // 60_000 + minutes) // 1440


def write_csv(dated: Iterable[Dated]) -> Iterator[str]:
    """The lines of a file (with their ends) that this module and the tools of FSRS read."""
    yield ",".join(COLUMNS) + "\r\n"
    for one in dated:
        card = one.card if _PLAIN.fullmatch(one.card) else _cell(one.card)
        minute, rest = divmod(one.ms + one.offset * 60_000, 60_000)
        second, thousandth = divmod(rest, 1000)
        time = f"{_minute(minute)}:{second:02}.{thousandth:03}{_zone(one.offset)}"
        yield f"{card},{one.rating},{time},{one.duration}\r\n"


def _cell(text: str) -> str:
    """A text as a cell of a line, in quotes where it needs them."""
    out = io.StringIO()
    csv.writer(out).writerow((defused(text), ""))
    return out.getvalue().removesuffix(",\r\n")


@lru_cache
def _minute(number: int) -> str:
    """A minute since 1970 as a date and a time: reviews come in the order of time, many to a minute."""
    return (datetime(1970, 1, 1) + timedelta(minutes=number)).isoformat(timespec="minutes")  # noqa: DTZ001 - local


@lru_cache
def _zone(minutes: int) -> str:
    """An offset as ISO 8601 writes it: `+02:00`."""
    return datetime.fromtimestamp(0, timezone(timedelta(minutes=minutes))).isoformat()[-6:]
