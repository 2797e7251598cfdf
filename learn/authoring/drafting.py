"""From what an author types, field by field, to a question: the form of each kind and how its lines are read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

import msgspec
from msgspec import Struct

from learn.content.reading import is_id
from learn.kinds import kind_class
from learn.kinds.base import Difficulty, Question
from learn.language import tr, translatable
from learn.problems import UsageError
from learn.text import clean, parse_number


class Field(Struct, frozen=True):
    """One field to fill in: its key, what to ask the author, and how a line becomes a value.

    With `many` one line is asked after the other until an empty one; `needed` fields must have one.
    """

    key: str
    prompt: str
    many: bool = False
    needed: bool = True
    read: Callable[[str], Any] = str


def _option(line: str) -> Any:
    """`text`, or `text: feedback`."""
    text, colon, feedback = line.partition(": ")
    return {"text": text.strip(), "feedback": feedback.strip()} if colon and feedback.strip() else line


def _pair(line: str) -> Any:
    """`left = right`."""
    left, sign, right = line.partition("=")
    if not sign:
        raise UsageError(tr("not a pair: {line!r}", line=line), hint=tr("write: left = right"))
    return {"left": left.strip(), "right": right.strip()}


def _category(line: str) -> Any:
    """`Name: item; item`."""
    name, colon, items = line.partition(":")
    if not colon:
        raise UsageError(tr("not a category: {line!r}", line=line), hint=tr("write: Name: item; item"))
    return {"name": name.strip(), "items": [{"text": one.strip()} for one in items.split(";") if one.strip()]}


def _truth(line: str) -> Any:
    said = {"t": "true", "f": "false", "yes": "true", "no": "false"}.get(line.lower(), line.lower())
    if said not in ("true", "false"):
        raise UsageError(tr("neither true nor false: {line!r}", line=line), hint=tr("write true or false"))
    return said


def _difficulty(line: str) -> Any:
    if line.lower() not in get_args(Difficulty):
        raise UsageError(
            tr("no difficulty: {line!r}", line=line), hint=tr("write {names}", names=", ".join(get_args(Difficulty)))
        )
    return line.lower()


def _points(line: str) -> Any:
    number = parse_number(line)
    if number is None or number <= 0:
        raise UsageError(tr("no points: {line!r}", line=line), hint=tr("write a number above 0"))
    return float(number)


def _amount(line: str) -> Any:
    if parse_number(line) is None:
        raise UsageError(tr("no number: {line!r}", line=line), hint=tr("write digits, as in 12 or 1.5"))
    return line


def _fact(line: str) -> Any:
    if not is_id(line):
        raise UsageError(tr("no id of a fact: {line!r}", line=line), hint=tr("ids have a-z, 0-9 and single hyphens"))
    return line


ASK = Field("ask", translatable("The question, as students read it"))
FORMS: dict[str, tuple[Field, ...]] = {
    "choice": (
        ASK,
        Field("answer", translatable("The right answer")),
        Field("distractors", translatable("A wrong answer (text, or text: feedback)"), many=True, read=_option),
    ),
    "multiple": (
        ASK,
        Field("answers", translatable("A right answer"), many=True),
        Field("distractors", translatable("A wrong answer (text, or text: feedback)"), many=True, read=_option),
    ),
    "true_false": (
        Field("ask", translatable("The statement to judge")),
        Field("answer", translatable("Is it true or false?"), read=_truth),
        Field("correction", translatable("What is right, if it is false"), needed=False),
    ),
    "short": (ASK, Field("accept", translatable("An answer to accept (* stands for anything)"), many=True)),
    "number": (
        ASK,
        Field("value", translatable("The number"), read=_amount),
        Field("tolerance", translatable("How far off is still right (10, or 5%)"), needed=False, read=_amount),
        Field("unit", translatable("Its unit"), needed=False),
    ),
    "order": (ASK, Field("items", translatable("An item, first to last"), many=True)),
    "match": (
        ASK,
        Field("pairs", translatable("A pair (left = right)"), many=True, read=_pair),
        Field("extra", translatable("A right side that belongs to none"), many=True, needed=False),
    ),
    "sort": (
        ASK,
        Field("categories", translatable("A heading with its items (Name: item; item)"), many=True, read=_category),
    ),
    "cloze": (
        Field("text", translatable("The text, each gap as {{answer|other answer}}")),
        Field("ask", translatable("What to do with it"), needed=False),
    ),
    "card": (Field("front", translatable("The front")), Field("back", translatable("The back"))),
}
"""The fields of each kind, in the order in which they are asked."""

COMMON = (
    Field("explain", translatable("The explanation, shown after the answer"), needed=False),
    Field("hint", translatable("A hint"), needed=False),
    Field("facts", translatable("The id of a fact it tests"), many=True, needed=False, read=_fact),
    Field("tags", translatable("A tag"), many=True, needed=False),
    Field("difficulty", translatable("Its difficulty: intro, core or stretch"), needed=False, read=_difficulty),
    Field("points", translatable("Points, if not 1"), needed=False, read=_points),
)
"""Fields that every kind has."""


def fields_of(kind: str) -> tuple[Field, ...]:
    """All fields of a kind, its own first."""
    return (*FORMS[kind], *COMMON)


def fault_of(field: Field, line: str) -> str:
    """Why a line cannot be read as a value of the field; "" where it can."""
    try:
        field.read(clean(line))
    except UsageError as wrong:
        return f"{wrong.message} ({wrong.hint})" if wrong.hint else wrong.message
    return ""


def drafted(kind: str, name: str, lines: Mapping[str, Sequence[str]]) -> Question:
    """The question that the lines of each field make. UsageError names the first thing that is wrong."""
    known = {field.key: field for field in fields_of(kind)}
    unknown = next((key for key in lines if key not in known), None)
    if unknown is not None:
        raise UsageError(
            tr("a question of kind {kind} has no {unknown!r}", kind=kind, unknown=unknown),
            hint=tr("it has: {names}", names=", ".join(known)),
        )
    missing = next((one for one in known.values() if one.needed and not lines.get(one.key)), None)
    if missing is not None:
        raise UsageError(tr("{key!r} is missing", key=missing.key), hint=tr(missing.prompt))
    plain = {key: _value(known[key], some) for key, some in lines.items() if some}
    return _converted(kind, {"id": name, **plain})


def _value(field: Field, lines: Sequence[str]) -> Any:
    cleaned = [clean(line) for line in lines]
    return [field.read(line) for line in cleaned] if field.many else field.read(cleaned[-1])


def _converted(kind: str, plain: dict[str, Any]) -> Question:
    cls = kind_class(kind)
    try:
        question = msgspec.convert(cls.prepare(plain), cls, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(tr("this makes no question: {error}", error=error)) from None
    fault = next(iter(question.faults()), None)
    if fault is not None:
        raise UsageError(fault.message, hint=fault.hint)
    return question
