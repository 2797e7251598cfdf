"""Moodle's matching and ordering, and our match, sort and order."""

import re
from typing import Any

from learn.exchange.moodle_choices import Fields
from learn.exchange.moodle_question import MoodleQuestion, Refused
from learn.kinds.base import Item
from learn.kinds.match import Match, Pair
from learn.kinds.order import Order
from learn.kinds.sort import Category, Sort
from learn.language import tr

_PLACE = re.compile("[1-9][0-9]{0,3}")


# -------------------------------------------------------------------------------------------------------------- reading


def read_matching(question: MoodleQuestion, kind: str) -> Fields:
    """A match; where a label says that it was a sort or an order, that again (if it still is one)."""
    pairs = [(left, right) for left, right in question.pairs if left or right]
    if any(left and not right for left, right in pairs):
        raise Refused(tr("a pair has no right side"), "E314", question.line)
    if sum(bool(left) for left, _ in pairs) < 2:
        if kind == "sort" and any(left for left, _ in pairs):
            return _sort(pairs)
        raise Refused(tr("there are fewer than two pairs"), "E314", question.line)
    if kind == "sort":
        return _sort(pairs)
    if kind == "order":
        return _order(pairs)
    return _match(pairs, question)


def _match(pairs: list[tuple[str, str]], question: MoodleQuestion) -> Fields:
    named = [Pair(left, right) for left, right in pairs if left]
    belonging = {pair.right for pair in named}
    extra = dict.fromkeys(right for left, right in pairs if not left and right not in belonging)
    fields = {} if question.shuffle else {"shuffle": False}
    return "match", fields | {"pairs": tuple(named), "extra": tuple(extra)}


def _sort(pairs: list[tuple[str, str]]) -> Fields:
    headings: dict[str, list[Item]] = {}
    for left, right in pairs:
        headings.setdefault(right, []).extend([Item(left)] if left else [])
    return "sort", {"categories": tuple(Category(name, tuple(items)) for name, items in headings.items())}


def _order(pairs: list[tuple[str, str]]) -> Fields:
    """The items by the places that they are matched with."""
    places = [int(right) if _PLACE.fullmatch(right) else 0 for _, right in pairs]
    if sorted(places) != list(range(1, len(pairs) + 1)):
        raise Refused(tr("the places that the items are matched with are not 1, 2, 3 …"))
    ranked = sorted(zip(places, pairs, strict=True))
    return "order", {"items": tuple(Item(left) for _, (left, _) in ranked)}


def read_ordering(question: MoodleQuestion) -> Fields:
    """An order."""
    return "order", {"items": tuple(Item(text) for text in question.items if text)}


# -------------------------------------------------------------------------------------------------------------- writing


def write_match(question: Match) -> dict[str, Any]:
    """The fields of a matching; extra right sides have an empty left one."""
    pairs = tuple((pair.left, pair.right) for pair in question.pairs)
    return {"pairs": (*pairs, *(("", right) for right in question.extra))}


def write_sort(question: Sort) -> dict[str, Any]:
    """The fields of a matching: each item with its heading; an empty heading has an empty left side."""
    pairs = [(item.text, one.name) for one in question.categories for item in (one.items or (Item(""),))]
    return {"pairs": tuple(pairs)}


def write_order(question: Order, ordering: bool, losses: dict[str, str]) -> dict[str, Any]:
    """The fields of an ordering; where the format has none, of a matching of each item with its place."""
    if ordering:
        return {"items": tuple(item.text for item in question.items)}
    losses["items"] = tr("each item is matched with its place: GIFT has no ordering")
    return {"pairs": tuple((item.text, str(place)) for place, item in enumerate(question.items, 1))}
