"""Which numbers a QTI 1.2 item takes for right: intervals told by `varequal`, `vargte`, `varlte` and the like."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from learn.exchange.intake import Draft, Skip
from learn.exchange.qti12_scoring import Rule, number
from learn.exchange.xml_safe import Node
from learn.text import plain_number


class Interval(Struct, frozen=True):
    """Numbers from `low` to `high`, and those among them that are named; `open_` where an end does not belong to it."""

    low: Decimal
    high: Decimal
    named: tuple[Decimal, ...] = ()
    percent: str = ""
    open_: bool = False


def number_fields(rules: list[Rule], draft: Draft) -> dict[str, Any]:
    """The fields of a number: of several intervals that do not meet, the widest is kept and the rest noted."""
    most = max((rule.gain for rule in rules), default=Decimal(0))
    if most <= 0:
        raise Skip("no number earns points")
    for rule in rules:
        if 0 < rule.gain < most:
            draft.note(f"other numbers earn {rule.gain / most:.0%} there, nothing here")
    found = [one for rule in rules if rule.gain == most for one in _intervals(rule.when)]
    if not found:
        raise Skip("no number is named as right")
    kept, *rest = sorted(_merged(found), key=lambda one: one.low - one.high)
    if rest:
        shown = ", ".join(_shown(one) for one in sorted(rest, key=lambda one: one.low))
        draft.note(f"right there and not here: {shown}")
    if kept.open_:
        draft.note("the least or the greatest number itself is wrong there, and right here")
    return _fields(kept)


def _fields(kept: Interval) -> dict[str, Any]:
    middle = (kept.low + kept.high) / 2
    if kept.named and kept.named[0] == middle:
        tolerance = kept.percent or ("" if kept.low == kept.high else plain_number(kept.high - middle))
        return {"value": plain_number(middle), "tolerance": tolerance}
    value = plain_number(kept.named[0]) if kept.named else ""
    return {"value": value, "range": (plain_number(kept.low), plain_number(kept.high))}


def _shown(one: Interval) -> str:
    low, high = plain_number(one.low), plain_number(one.high)
    return low if low == high else f"{low} to {high}"


def _intervals(nodes: tuple[Node, ...]) -> Iterator[Interval]:
    """The intervals of alternatives; what stands side by side within one of them bounds the same."""
    bounds = [node for node in nodes if node.tag in ("vargt", "vargte", "varlt", "varlte")]
    if bounds:
        yield _between(bounds)
    for node in nodes:
        if node.tag in ("or", "and"):
            yield from _intervals(tuple(node))
        elif node.tag == "varequal":
            yield _around(node)
        elif node not in bounds and node.tag != "other":
            raise Skip(f"the scoring tests numbers by `{node.tag[:20]}`, which is not understood")


def _between(bounds: list[Node]) -> Interval:
    lows = [number(node.text) for node in bounds if node.tag.startswith("vargt")]
    highs = [number(node.text) for node in bounds if node.tag.startswith("varlt")]
    if not lows or not highs:
        raise Skip("all numbers beyond a limit are right, and a number question here has two limits")
    if max(lows) > min(highs):
        raise Skip(f"a range begins at {max(lows)} and ends at {min(highs)}")
    return Interval(max(lows), min(highs), open_=any(node.tag in ("vargt", "varlt") for node in bounds))


def _around(node: Node) -> Interval:
    """A number itself. The margin that newer Canvas adds tells how its limits, which stand beside it, were meant."""
    value = number(node.text)
    margin = node.get("margin")
    percent = f"{plain_number(number(margin))}%" if margin and node.get("margintype") == "percent" else ""
    return Interval(value, value, (value,), percent)


def _merged(found: list[Interval]) -> list[Interval]:
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
