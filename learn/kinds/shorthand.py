"""The short ways in which authors may write options, items and pairs, written out in full.

Every function takes what the loader read (texts, lists, mappings, whatever an author wrote) and returns the long
form of what it recognises. The rest it returns unchanged, for `msgspec.convert` to refuse with its place.
"""

from collections.abc import Callable
from typing import Any

_OPTION = frozenset({"text", "feedback"})
_PAIR = frozenset({"left", "right", "fact"})


def with_fields(plain: dict[str, Any], **rules: Callable[[Any], Any]) -> dict[str, Any]:
    """A copy of `plain` in which each named field that is there has gone through its rule."""
    return {key: rules[key](value) if key in rules else value for key, value in plain.items()}


def each(rule: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The rule for a list of what `rule` is for."""

    def apply(value: Any) -> Any:
        return [rule(one) for one in value] if isinstance(value, list) else value

    return apply


def texts(value: Any) -> Any:
    """`text` for a list of one."""
    return [value] if isinstance(value, str) else value


def option(value: Any) -> Any:
    """`text`, or `text: feedback`."""
    if isinstance(value, str):
        return {"text": value}
    pair = _one_entry(value, _OPTION)
    return value if pair is None else {"text": pair[0], "feedback": pair[1]}


def item(value: Any) -> Any:
    """`text`."""
    return {"text": value} if isinstance(value, str) else value


def pair(value: Any) -> Any:
    """`[left, right]`, or `left: right`."""
    if isinstance(value, (list, tuple)) and len(value) == 2:
        return {"left": value[0], "right": value[1]}
    entry = _one_entry(value, _PAIR)
    return value if entry is None else {"left": entry[0], "right": entry[1]}


def pairs(value: Any) -> Any:
    """A list of pairs, or one mapping `{left: right, …}`."""
    if isinstance(value, dict):
        return [{"left": left, "right": right} for left, right in value.items()]
    return each(pair)(value)


def categories(value: Any) -> Any:
    """`{name: [item, …], …}`; a single item needs no list."""
    if isinstance(value, dict):
        return [{"name": name, "items": _items(items)} for name, items in value.items()]
    return each(_category)(value)


def _category(value: Any) -> Any:
    return with_fields(value, items=_items) if isinstance(value, dict) else value


def _items(value: Any) -> Any:
    return each(item)(texts(value))


def _one_entry(value: Any, fields: frozenset[str]) -> tuple[Any, Any] | None:
    """The entry of a one-entry mapping whose key is no field name of the long form."""
    if isinstance(value, dict) and len(value) == 1 and not fields.issuperset(value):
        entry: tuple[Any, Any] = next(iter(value.items()))
        return entry
    return None
