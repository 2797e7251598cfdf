"""Which numbers a QTI 1.2 item takes for right: intervals told by `varequal`, `vargte`, `varlte` and the like."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from learn.exchange.intake import Draft, Skip
from learn.exchange.intervals import Interval, fields_of, kept_of
from learn.exchange.qti12_scoring import Rule, number
from learn.exchange.xml_safe import Node
from learn.language import tr
from learn.text import plain_number


def number_fields(rules: list[Rule], draft: Draft) -> dict[str, Any]:
    """The fields of a number: of several intervals that do not meet, the widest is kept and the rest noted."""
    most = max((rule.gain for rule in rules), default=Decimal(0))
    if most <= 0:
        raise Skip(tr("no number earns points"))
    for rule in rules:
        if 0 < rule.gain < most:
            draft.note(tr("other numbers earn {share:.0%} there, nothing here", share=rule.gain / most))
    found = [one for rule in rules if rule.gain == most for one in _intervals(rule.when)]
    if not found:
        raise Skip(tr("no number is named as right"))
    return fields_of(kept_of(found, draft))


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
            raise Skip(tr("the scoring tests numbers by `{tag}`, which is not understood", tag=node.tag[:20]))


def _between(bounds: list[Node]) -> Interval:
    lows = [number(node.text) for node in bounds if node.tag.startswith("vargt")]
    highs = [number(node.text) for node in bounds if node.tag.startswith("varlt")]
    if not lows or not highs:
        raise Skip(tr("all numbers beyond a limit are right, and a number question here has two limits"))
    if max(lows) > min(highs):
        raise Skip(tr("a range begins at {low} and ends at {high}", low=max(lows), high=min(highs)))
    return Interval(max(lows), min(highs), open_=any(node.tag in ("vargt", "varlt") for node in bounds))


def _around(node: Node) -> Interval:
    """A number itself. The margin that newer Canvas adds tells how its limits, which stand beside it, were meant."""
    value = number(node.text)
    margin = node.get("margin")
    percent = f"{plain_number(number(margin))}%" if margin and node.get("margintype") == "percent" else ""
    return Interval(value, value, (value,), percent)
