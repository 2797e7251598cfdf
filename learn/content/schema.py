"""JSON Schema (draft-07, which editors read) of banks, lessons and sources, made from the values they are read into.

What the kinds accept in short forms is written out here; a text may be any scalar, since our reader takes every scalar
for the characters it is written with. `tests/content/test_schema.py` holds this against the reader itself.
"""

from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields

from learn.content.forms import NUMBER_FORM
from learn.content.values import Bank, Fact, Lesson, Section, Source, Sources, Speaker, TestSpec
from learn.kinds import KINDS, kind_class
from learn.kinds.base import Question

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
"""Any scalar: our reader takes it as the text it is written with."""
SLUG: Schema = {"type": ["string", "number", "boolean"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64}
"""An id; `true` and `2024` are ids as well. Not null: to a schema a key without a value looks the same."""
BOOLEAN: Schema = {"enum": [True, False, "true", "false"]}
NUMBER: Schema = {"type": ["number", "string"], "pattern": f"^({NUMBER_FORM})$"}
QUANTITY: Schema = {"type": ["number", "string"]}
"""A number as people write it, `10,000` or `1/2`."""


def _list(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def _some(items: Schema) -> Schema:
    """One, or a list of them."""
    return {"oneOf": [items, _list(items)]}


def _record(properties: dict[str, Schema], required: tuple[str, ...] = ()) -> Schema:
    record: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return record | ({"required": list(required)} if required else {})


def _entry(*keys: str) -> Schema:
    """`text: text`, where the first is none of the keys that the long form has."""
    names: Schema = {"propertyNames": {"not": {"enum": list(keys)}}}
    return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": TEXT, **names}


OPTION: Schema = {
    "anyOf": [TEXT, _record({"text": TEXT, "feedback": TEXT}, ("text",)), _entry("text", "feedback")],
    "description": "A text, `text: feedback`, or {text: …, feedback: …}.",
}
ITEM: Schema = {
    "anyOf": [TEXT, _record({"text": TEXT, "fact": SLUG}, ("text",))],
    "description": "A text, or {text: …, fact: id} where this item is the evidence for a fact of its own.",
}
PAIR: Schema = {
    "anyOf": [
        _record({"left": TEXT, "right": TEXT, "fact": SLUG}, ("left", "right")),
        {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2},
        _entry("left", "right", "fact"),
    ],
    "description": "`left: right`, [left, right], or {left: …, right: …, fact: id}.",
}

SHORT_FORMS: dict[str, Schema] = {
    "distractors": _list(OPTION),
    "reject": _list(OPTION),
    "items": _list(ITEM),
    "pairs": {"anyOf": [_list(PAIR), {"type": "object", "additionalProperties": TEXT}]},
    "categories": {"type": "object", "additionalProperties": {"anyOf": [_list(ITEM), TEXT]}},
    "bank": {
        "anyOf": [BOOLEAN, _list(TEXT)],
        "description": "true offers the gaps' words; a list offers these besides.",
    },
    "range": {
        "anyOf": [_list(QUANTITY, 2) | {"maxItems": 2}, {"type": "string", "pattern": "\\.\\."}],
        "description": "[lowest, highest], or lowest..highest.",
    },
    "value": TEXT,
    "tolerance": TEXT,
    "accept": _some(TEXT),
    "answers": _some(TEXT),
    "extra": _some(TEXT),
    "facts": _some(SLUG),
    "tags": _some(TEXT),
    "formerly": _some(SLUG),
    "lint": _record({"ignore": _some({"type": "string", "pattern": "^W[0-9]*$"})}),
    "id": SLUG,
}
"""Fields of questions that authors may write in several forms."""

ABOUT: dict[str, str] = {
    "id": "The author's name for it: a-z, 0-9 and single hyphens. Progress hangs on it.",
    "ask": "The question, as students read it.",
    "fact": "The id of the fact it tests.",
    "facts": "The ids of the facts it tests.",
    "explain": "Shown after the answer.",
    "hint": "Shown on demand; the answer then counts half for memory.",
    "points": "What a full answer earns (1).",
    "difficulty": "intro, core (default) or stretch.",
    "shuffle": "false shows the options as written.",
    "formerly": "Ids it had before: progress follows.",
    "distractors": "Wrong answers, each with feedback if you like.",
    "accept": "Answers to accept; * stands for anything.",
    "names": "korean takes the Korean names among them in every customary spelling.",
}


def bank_schema() -> Schema:
    """The schema of a bank."""
    pool = dict.fromkeys(("bank", "lesson", "tag", "difficulty", "kind"), TEXT) | {"count": NUMBER}
    filters = [{"required": [name]} for name in pool if name != "count"]
    draw = _list(_record(pool, ("count",)) | {"anyOf": filters}, 1)
    test = {"questions": NUMBER, "minutes": NUMBER, "pass": NUMBER, "draw": draw}
    properties = {
        "bank": SLUG,
        "title": TEXT,
        "lesson": SLUG,
        "lang": TEXT,
        "test": _record(test, ("draw",)),
        "questions": _list({"$ref": "#/definitions/question"}),
        "formerly": _some(SLUG),
    }
    _same_keys(properties, Bank)
    _same_keys(test, TestSpec)
    return {
        "$schema": DRAFT,
        "title": "A question bank of learn",
        **_record(properties, ("bank",)),
        "anyOf": [{"required": ["questions"]}, {"required": ["test"]}],
        "definitions": {"question": _question()},
        "examples": [{"bank": "planets", "questions": [_example()]}],
    }


def _example() -> Schema:
    return {
        "id": "largest",
        "kind": "choice",
        "ask": "Which planet has the largest mass?",
        "answer": "Jupiter",
        "distractors": [{"Saturn": "It has the more striking rings."}, "Neptune"],
    }


def _question() -> Schema:
    """A question: the schema of its kind, chosen by `kind`."""
    return {
        "type": "object",
        "required": ["id", "kind"],
        "properties": {"kind": {"enum": list(KINDS), "description": "One of the ten kinds."}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": _of_kind(kind_class(kind))}
            for kind in KINDS
        ],
    }


def _of_kind(cls: type[Question]) -> Schema:
    hints = get_type_hints(cls)
    properties: dict[str, Schema] = {"kind": {"const": cls.kind}, "fact": _some(SLUG)}
    properties |= {one.encode_name: _field(one, hints[one.name]) for one in fields(cls)}
    properties = {
        key: value | ({"description": ABOUT[key]} if key in ABOUT else {}) for key, value in properties.items()
    }
    required = [one.encode_name for one in fields(cls) if one.default is NODEFAULT and one.default_factory is NODEFAULT]
    asked = [] if cls.ask_optional else ["ask"]
    return _record(properties, tuple(dict.fromkeys(["id", "kind", *asked, *required])))


def _field(field: FieldInfo, hint: Any) -> Schema:
    if field.encode_name in SHORT_FORMS:
        return SHORT_FORMS[field.encode_name]
    return _type(hint)


def _type(hint: Any) -> Schema:
    if get_origin(hint) is Literal:
        values = list(get_args(hint))
        if set(values) == {"true", "false"}:
            return {"enum": [*BOOLEAN["enum"], "True", "False", "TRUE", "FALSE"]}
        return {"enum": [*values, *(str(value) for value in values if not isinstance(value, str))]}
    return {bool: BOOLEAN, float: NUMBER, int: NUMBER}.get(hint, TEXT)


def lesson_schema() -> Schema:
    """The schema of a lesson."""
    section = {"heading": TEXT, "text": TEXT, "facts": _some(SLUG)}
    fact = {
        "id": SLUG,
        "statement": TEXT,
        "claim": {"enum": ["reported", "official", "expert", "argument", "forecast"]},
        "by": SLUG,
        "from": _some(TEXT),
        "disputed": SLUG,
        "formerly": _some(SLUG),
    }
    properties = {
        "lesson": SLUG,
        "title": TEXT,
        "summary": TEXT,
        "requires": _some(SLUG),
        "minutes": NUMBER,
        "objectives": _some(TEXT),
        "sections": _list(_record(section, ("heading", "text"))),
        "facts": _list(_record(fact, ("id", "statement"))),
        "formerly": _some(SLUG),
    }
    for written, values in ((section, Section), (fact, Fact), (properties, Lesson)):
        _same_keys(written, values)
    return {"$schema": DRAFT, "title": "A lesson of learn", **_record(properties, ("lesson", "title"))}


def sources_schema() -> Schema:
    """The schema of sources.yaml."""
    source = {
        "id": SLUG,
        "title": TEXT,
        "type": {"enum": ["report", "interview", "commentary", "document"]},
        "date": TEXT,
        "paragraphs": NUMBER,
        "note": TEXT,
        "url": TEXT,
    }
    speaker = {"id": SLUG, "name": TEXT, "role": TEXT, "also": _some(TEXT)}
    properties = {
        "sources": _list(_record(source, ("id", "title"))),
        "speakers": _list(_record(speaker, ("id", "name"))),
    }
    for written, values in ((source, Source), (speaker, Speaker), (properties, Sources)):
        _same_keys(written, values)
    return {"$schema": DRAFT, "title": "Sources and speakers of learn", **_record(properties)}


def _same_keys(properties: dict[str, Schema], values: type[Any]) -> None:
    """A schema that has not heard of a new field, or still speaks of an old one, is not made."""
    known = {one.encode_name for one in fields(values)}
    if known != set(properties):
        raise AssertionError(f"{values.__name__} and its schema differ: {sorted(known ^ set(properties))}")


def schema_text(schema: Schema) -> str:
    """A schema as JSON text."""
    from json import dumps

    return dumps(schema, indent=1, ensure_ascii=False) + "\n"
