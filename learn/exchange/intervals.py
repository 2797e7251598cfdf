"""Numbers that are right, as intervals: put together, the widest kept, told as a value with a tolerance or a range."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from learn.exchange.intake import Draft
from learn.language import tr
from learn.text import plain_number


class Interval(Struct, frozen=True):
    """Numbers from `low` to `high`, and those among them that are named; `open_` where an end does not belong to it."""

    low: Decimal
    high: Decimal
    named: tuple[Decimal, ...] = ()
    percent: str = ""
    open_: bool = False


def kept_of(found: Sequence[Interval], draft: Draft) -> Interval:
    """The widest of the intervals once those that meet are one; what is right besides, and open ends, are noted."""
    kept, *rest = sorted(_merged(found), key=lambda one: (one.low - one.high, not one.named))
    if rest:
        shown = ", ".join(_shown(one) for one in sorted(rest, key=lambda one: one.low))
        draft.note(tr("right there and not here: {numbers}", numbers=shown))
    if kept.open_:
        draft.note(tr("the least or the greatest number itself is wrong there, and right here"))
    return kept


def fields_of(kept: Interval) -> dict[str, Any]:
    """The fields of a number: a value with its tolerance where the value is in the middle, else a range."""
    middle = (kept.low + kept.high) / 2
    if kept.low == kept.high or (kept.named and kept.named[0] == middle):
        tolerance = kept.percent or ("" if kept.low == kept.high else plain_number(kept.high - middle))
        return {"value": plain_number(middle), "tolerance": tolerance}
    value = plain_number(kept.named[0]) if kept.named else ""
    return {"value": value, "range": (plain_number(kept.low), plain_number(kept.high))}


def _shown(one: Interval) -> str:
    low, high = plain_number(one.low), plain_number(one.high)
    return low if low == high else tr("{low} to {high}", low=low, high=high)


def _merged(found: Sequence[Interval]) -> list[Interval]:
    """The same numbers in intervals that do not meet."""
    merged: list[Interval] = []
    for one in sorted(found, key=lambda one: (one.low, one.high)):
        if merged and one.low <= merged[-1].high:
            merged[-1] = _together(merged[-1], one)
        else:
            merged.append(one)
    return [_checked(one) for one in merged]


def _together(one: Interval, other: Interval) -> Interval:
    wider = other if (other.high, one.low) >= (one.high, other.low) else one
    return Interval(
        min(one.low, other.low),
        max(one.high, other.high),
        one.named + other.named,
        one.percent or other.percent,
        wider.open_,
    )


def _checked(one: Interval) -> Interval:
    """Without a percentage that does not come to its limits."""
    if not one.percent:
        return one
    value = one.named[0]
    reach = abs(value) * Decimal(one.percent[:-1]) / 100
    fits = (value - reach, value + reach) == (one.low, one.high)
    return one if fits else Interval(one.low, one.high, one.named, "", one.open_)
