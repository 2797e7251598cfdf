"""What the cards of an Anki note type show: its templates filled in with a note's fields.

Anki's manual, "Card Templates > Field Replacements" and "Conditional Replacement". Of the filters only `type`,
`cloze` and `hint` change what a field means here; all others pass it on.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

_TAG = re.compile(r"\{\{\s*([#^/]?)\s*([^{}]*?)\s*\}\}")
_RULE = re.compile(r"<hr[^<>]*id=[\"']?answer[\"']?[^<>]*>", re.IGNORECASE)
_SPECIAL = frozenset({"Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})
_SPACES = " \t\r\n"
_MOST_TEMPLATE = 200_000


class NoteType(Struct, frozen=True):
    """A note type: its name, whether it is a cloze, the names of its fields, and its templates (front, back)."""

    name: str
    cloze: bool
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]


class Shown(Struct, frozen=True):
    """A card: its two sides as HTML, and the field whose value is typed ("" if none is)."""

    front: str
    back: str
    typed: str = ""


def note_type(model: Mapping[str, Any]) -> NoteType:
    """The note type that a collection of the old layout describes. Raises KeyError, TypeError or ValueError."""
    fields = tuple(str(one["name"]) for one in model["flds"])
    templates = tuple((str(one["qfmt"])[:_MOST_TEMPLATE], str(one["afmt"])[:_MOST_TEMPLATE]) for one in model["tmpls"])
    if not fields or not templates:
        raise ValueError
    return NoteType(str(model["name"]), int(model.get("type", 0)) == 1, fields, templates)


def first_card(kind: NoteType, values: Sequence[str]) -> Shown:
    """The first card of a note."""
    fields = dict(zip(kind.fields, values, strict=False))
    question, answer = kind.templates[0]
    typed = [name for name in _filtered(question, "type") if name in fields]
    front = _filled(question, {**fields, **{f"type:{name}": "" for name in typed}})
    back = _filled(answer, {**fields, "FrontSide": ""})
    rule = _RULE.search(back)
    back = back[rule.end() :] if rule else back
    return Shown(front.strip(_SPACES), back.strip(_SPACES), fields[typed[0]] if typed else "")


def cloze_field(kind: NoteType) -> str:
    """The field that holds the gaps of a cloze."""
    return next((name for name in _filtered(kind.templates[0][0], "cloze") if name in kind.fields), kind.fields[0])


def _filtered(template: str, name: str) -> list[str]:
    """The fields that a template takes through a filter."""
    parts = (found[2].split(":") for found in _TAG.finditer(template) if not found[1])
    return [one[-1].strip() for one in parts if name in map(str.strip, one[:-1])]


def _filled(template: str, fields: Mapping[str, str]) -> str:
    """The template with the fields in it; of conditional parts those whose field is filled (`#`) or empty (`^`)."""
    out: list[str] = []
    open_: list[tuple[str, bool]] = []
    done = 0
    for found in _TAG.finditer(template):
        shown = all(holds for _, holds in open_)
        if shown:
            out.append(template[done : found.start()])
        done = found.end()
        mark, name = found[1], found[2]
        if mark in ("#", "^") and mark:
            open_.append((name, bool(fields.get(name, "").strip()) == (mark == "#")))
        elif mark == "/":
            if open_ and open_[-1][0] == name:
                open_.pop()
        elif shown:
            out.append(_value(name, fields))
    return "".join(out) + (template[done:] if not open_ else "")


def _value(name: str, fields: Mapping[str, str]) -> str:
    field = name.rsplit(":", maxsplit=1)[-1].strip()
    if field in _SPECIAL or "tts" in name.split(":", maxsplit=1)[0]:
        return ""
    return fields.get(name, fields.get(field, ""))
