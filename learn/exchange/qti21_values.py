"""Values of QTI 2.1 and what an item declares of its responses: right values, mappings, defaults.

IMS QTI Assessment Test, Section and Item Information Model 2.1, sections 8 and 9. A value is None (NULL), a text
(identifier, string, pair), a number, a truth, or a list of such.
"""

from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from msgspec import Struct

from learn.exchange.intake import Skip
from learn.exchange.xml_safe import Node
from learn.language import tr

Single: TypeAlias = str | Decimal | bool
Value: TypeAlias = Single | list[Single] | None


class Ordered(list[Any]):
    """A list whose order counts."""


def number(text: str) -> Decimal:
    """A number as XML Schema writes it. Raises Skip for anything else, and for what is beyond reckoning."""
    plain = text.strip()
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise Skip(tr("`{text}` is not a number", text=plain[:40])) from None
    if not value.is_finite() or abs(value.adjusted()) > 60 or len(plain) > 80:
        raise Skip(tr("`{text}` is no number that can be reckoned with", text=plain[:40]))
    return value


def single(text: str, base: str) -> Single:
    """A value of a base type."""
    match base:
        case "integer" | "float":
            return number(text)
        case "boolean":
            return text.strip() in ("true", "1")
        case "string":
            return text
        case "pair" | "directedPair":
            return " ".join(text.split())
        case _:
            return text.strip()


class MapEntry(Struct, frozen=True):
    """What a value is worth; texts may be compared without regard to capitals."""

    key: Single
    value: Decimal
    case: bool = True


class Mapping(Struct, frozen=True):
    """What values are worth, what any other is, and the bounds of the sum."""

    entries: tuple[MapEntry, ...]
    default: Decimal
    lower: Decimal | None
    upper: Decimal | None

    def worth(self, value: Value) -> Decimal:
        """The worth of a response: of a list, the sum over its different members."""
        members = [] if value is None else list(dict.fromkeys(value)) if isinstance(value, list) else [value]
        total = sum((self._of(one) for one in members), Decimal(0))
        if self.lower is not None:
            total = max(total, self.lower)
        return total if self.upper is None else min(total, self.upper)

    def _of(self, value: Single) -> Decimal:
        for entry in self.entries:
            if entry.key == value:
                return entry.value
        for entry in self.entries:
            if not entry.case and isinstance(value, str) and str(entry.key).casefold() == value.casefold():
                return entry.value
        return self.default


class Declared(Struct, frozen=True):
    """A response that an item declares."""

    identifier: str
    cardinality: str
    base: str
    correct: tuple[Single, ...]
    mapping: Mapping | None

    @property
    def right(self) -> Value:
        """The right value as a whole."""
        if not self.correct:
            return None
        if self.cardinality == "ordered":
            return Ordered(self.correct)
        return list(self.correct) if self.cardinality == "multiple" else self.correct[0]


def declared(node: Node) -> Declared:
    """What a `responseDeclaration` says."""
    base, cardinality = node.get("baseType"), node.get("cardinality", "single")
    if cardinality == "record":
        raise Skip(tr("its response is a record"))
    correct = node.find("correctResponse")
    values = tuple(single(one.text, base) for one in correct.all("value")) if correct is not None else ()
    mapping = node.find("mapping")
    return Declared(
        node.get("identifier"), cardinality, base, values, None if mapping is None else _mapping(mapping, base)
    )


def _mapping(node: Node, base: str) -> Mapping:
    entries = tuple(
        MapEntry(
            single(one.get("mapKey"), base),
            number(one.get("mappedValue") or "0"),
            one.get("caseSensitive", "true").strip().lower() not in ("false", "0"),
        )
        for one in node.all("mapEntry")
    )
    lower, upper = node.get("lowerBound"), node.get("upperBound")
    return Mapping(
        entries,
        number(node.get("defaultValue") or "0"),
        number(lower) if lower else None,
        number(upper) if upper else None,
    )
