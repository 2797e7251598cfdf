"""Settings that labels tell of a draft: what a format has no place for, and kinds that it cannot tell apart."""

from decimal import Decimal
from typing import Any

from msgspec import structs

from learn.exchange.gap_text import composed
from learn.exchange.intake import Draft
from learn.exchange.labels import Labels
from learn.kinds.base import Item, Question
from learn.kinds.cloze_text import parse
from learn.kinds.match import Pair
from learn.kinds.number import Number
from learn.kinds.sort import Category
from learn.text import parse_number, plain_number

_TYPED = ("case", "typos", "names")
_SETTINGS = {"short": _TYPED, "cloze": _TYPED, "multiple": ("scoring", "tell"), "number": ("unit",)}
_USUAL: dict[str, Any] = {
    "case": False,
    "typos": "auto",
    "names": "listed",
    "scoring": "partial",
    "tell": False,
    "unit": "",
}
_PARTED = ("order", "match", "sort", "cloze")
_OWN = {"kind", "case", "typos", "names", "scoring", "tell", "unit", "value", "tolerance", "part"}
"""Labels that only some kinds have."""
_VALUES: dict[str, Any] = {"true": True, "false": False, "0": 0, "1": 1}


def settings(question: Question) -> dict[str, str]:
    """The labels for settings of a kind that are not the usual ones."""
    values = {name: getattr(question, name) for name in _SETTINGS.get(question.kind, ())}
    unusual = {name: value for name, value in values.items() if value != _USUAL[name]}
    told = {name: value if name == "unit" else str(value).lower() for name, value in unusual.items()}
    return told | (_spelling(question) if isinstance(question, Number) else {})


def apply(labels: Labels, draft: Draft) -> None:
    """Put what labels tell into a draft whose kind and other fields are known.

    What only looks like a label, for the kind has no such setting, is somebody's tag.
    """
    if not labels.values:
        return
    if labels.one("kind") == "sort" and draft.kind == "match":
        _become_sort(draft)
    understood = _understood(labels, draft)
    strange = [f"{name}:{value}" for name in _OWN - understood for value in labels.values.get(name, ())]
    draft.fields |= labels.fields()
    if strange:
        draft.fields["tags"] = (*draft.fields.get("tags", ()), *sorted(strange))
    for name in _SETTINGS.get(draft.kind, ()):
        value = labels.one(name)
        if value:
            draft.fields[name] = value if name == "unit" else _VALUES.get(value, value)
    if draft.kind == "number":
        draft.fields |= _spelled(draft.fields, labels)
    if "part" in understood and "part" in labels.values:
        facts = labels.part_facts()
        _name_facts(draft, [facts.get(at, "") for at in range(max(facts) + 1)])


def _understood(labels: Labels, draft: Draft) -> set[str]:
    """The names of labels that mean something for the draft's kind."""
    names = set(_SETTINGS.get(draft.kind, ()))
    if draft.kind == "number":
        names |= {"value", "tolerance"}
    if labels.one("kind") == draft.kind:
        names.add("kind")
    return names | {"part"} if draft.kind in _PARTED else names


# ---------------------------------------------------------------------------------------- numbers as they are spelled


def _spelling(question: Number) -> dict[str, str]:
    """How numbers are spelled, where digits alone do not tell: `value:1,000`, `value:1,5..2`, `tolerance:5%`."""
    told = {}
    if question.range is None:
        told["tolerance"] = "" if question.tolerance in ("", _digits(question.tolerance)) else question.tolerance
        told["value"] = "" if question.value == _digits(question.value) else question.value
    elif question.value or len(set(question.range)) == 1 or any(end != _digits(end) for end in question.range):
        told["value"] = "..".join((*question.range, question.value) if question.value else question.range)
    if question.tolerance and _digits(question.tolerance) == "0":
        told["tolerance"] = question.tolerance
    return told


def _digits(text: str) -> str:
    number = parse_number(text)
    return plain_number(number) if number is not None else ""


def _spelled(fields: dict[str, Any], labels: Labels) -> dict[str, Any]:
    """The fields of a number as labels spell them, if they mean the same numbers."""
    value, tolerance = labels.one("value"), labels.one("tolerance")
    parts = tuple(value.split(".."))
    if len(parts) > 1:
        spelled: dict[str, Any] = {"range": parts[:2], "value": "".join(parts[2:]), "tolerance": ""}
    else:
        spelled = {"value": value or fields.get("value", ""), "tolerance": tolerance or fields.get("tolerance", "")}
        spelled["range"] = None if value or tolerance else fields.get("range")
    unit = fields.get("unit", "")
    return spelled if _limits(spelled, unit) == _limits(fields, "") else {}


def _limits(fields: dict[str, Any], unit: str) -> tuple[Decimal, Decimal] | None:
    told = {name: fields[name] for name in ("value", "tolerance", "range") if fields.get(name)}
    question = Number(id="x", ask="x", unit=unit, **told)
    return None if question.faults() else question.limits


# ------------------------------------------------------------------------------------------- kinds and facts of parts


def _become_sort(draft: Draft) -> None:
    """The right sides of a match as headings, in their order, each with its left items."""
    pairs, extra = draft.fields.pop("pairs"), draft.fields.pop("extra", ())
    order = draft.right or (*dict.fromkeys(pair.right for pair in pairs), *extra)
    groups: dict[str, list[Item]] = {name: [] for name in order}
    for pair in pairs:
        groups.setdefault(pair.right, []).append(Item(pair.left, pair.fact))
    draft.be("sort", categories=tuple(Category(name, tuple(items)) for name, items in groups.items()))


def _name_facts(draft: Draft, facts: list[str]) -> None:
    """Give the parts of a question their facts, where there are as many parts."""
    fields = draft.fields
    named = iter((*facts, *[""] * 1000))
    match draft.kind:
        case "order":
            fields["items"] = tuple(Item(item.text, next(named)) for item in fields["items"])
        case "match":
            fields["pairs"] = tuple(Pair(pair.left, pair.right, next(named)) for pair in fields["pairs"])
        case "sort":
            fields["categories"] = tuple(
                Category(one.name, tuple(Item(item.text, next(named)) for item in one.items))
                for one in fields["categories"]
            )
        case "cloze":
            parsed = parse(fields["text"])
            gaps = [structs.replace(gap, fact=next(named)) for gap in parsed.gaps]
            fields["text"] = composed(parsed.around, gaps)
