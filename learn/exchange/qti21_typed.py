"""QTI 2.1: one field to type in (`textEntryInteraction`), a text or a number."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from learn.exchange.intake import Skip
from learn.exchange.intervals import Interval, fields_of, kept_of
from learn.exchange.qti21_source import TO_A_RIGHT_ANSWER, TO_ANY_OTHER, Source
from learn.exchange.qti21_values import Declared, number
from learn.kinds.base import Option
from learn.language import tr
from learn.text import as_pattern

_NOBODY = "\u2400 nobody types this"
_MOST_KNOWN = 200
_NUMERIC = ("integer", "float")


def is_line(source: Source) -> bool:
    """Whether the item has one field to type in, which is no gap in a text, or takes a number."""
    fields = source.body.interactions
    if len(fields) != 1 or fields[0].tag != "textEntryInteraction":
        return False
    if source.declared(fields[0]).base in _NUMERIC:
        return True
    return source.body.alone and not source.body.pieces[1].strip()


def read_line(source: Source) -> None:
    """A number, or a short answer."""
    declared = source.declared(source.body.only())
    if declared.base in _NUMERIC:
        _number(source, declared)
    else:
        _short(source, declared)


# ---------------------------------------------------------------------------------------------------------- one line


def _short(source: Source, declared: Declared) -> None:
    name = declared.identifier
    known = known_texts(source, declared)
    earned = {text: source.score({name: text}) for text in known}
    most = source.full = max(earned.values(), default=Decimal(0))
    if most <= 0:
        raise Skip(tr("no answer earns points"))
    for text, points in earned.items():
        if 0 < points < most:
            source.draft.note(tr("`{text}` earns {share:.0%} there, nothing here", text=text[:40], share=points / most))
    right = [text for text, points in earned.items() if points == most]
    wrong = [text for text, points in earned.items() if points <= 0]
    *told, nobody = source.explain(*({name: text} for text in (*right, *wrong)), {name: _NOBODY})
    source.note_feedback(dict.fromkeys(one for names in told[: len(right)] for one in names), TO_A_RIGHT_ANSWER)
    source.note_feedback(nobody, TO_ANY_OTHER)
    reject = tuple(
        Option(as_pattern(text), source.text(name for name in names if name not in nobody))
        for text, names in zip(wrong, told[len(right) :], strict=True)
    )
    accept = tuple(_starred(source, name, text) for text in right)
    source.draft.be("short", accept=accept, reject=reject, case=_case_counts(source, name, right))
    source.draft.fields["ask"] = source.body.pieces[0].removesuffix("\n")


def known_texts(source: Source, declared: Declared) -> list[str]:
    """The texts that the item knows of: right ones, mapped ones, those that its scoring compares with."""
    mapped = declared.mapping.entries if declared.mapping is not None else ()
    compared = (one.text for one in source.processing.constants() if one.get("baseType") == "string")
    found = dict.fromkeys(map(str, (*declared.correct, *(entry.key for entry in mapped), *compared)))
    if len(found) > _MOST_KNOWN:
        raise Skip(tr("it knows {count} answers", count=len(found)))
    return [text for text in found if text.strip()]


def _starred(source: Source, name: str, text: str) -> str:
    """The pattern for a right answer: with a star where more may stand before or behind it."""
    before = source.score({name: _NOBODY + text}) == source.full
    behind = source.score({name: text + _NOBODY}) == source.full
    return ("*" if before else "") + as_pattern(text) + ("*" if behind else "")


def _case_counts(source: Source, name: str, right: Iterable[str]) -> bool:
    """Whether an answer with its capitals turned round earns less."""
    turned = ((text, text.swapcase()) for text in right)
    return any(
        other.casefold() == text.casefold() and source.score({name: other}) < source.full
        for text, other in turned
        if other != text
    )


# ------------------------------------------------------------------------------------------------------------ numbers


def _number(source: Source, declared: Declared) -> None:
    """A number: where the score changes is told by the numbers that the item names; between them it is tried."""
    name = declared.identifier
    marks = sorted(set(_marks(source, declared)))
    if not marks or len(marks) > _MOST_KNOWN:
        raise Skip(tr("it does not tell which numbers are right"))
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    earned = {mark: source.score({name: mark}) for mark in (marks[0] - 1, *marks, *between, marks[-1] + 1)}
    most = source.full = max(earned.values())
    if most <= 0:
        raise Skip(tr("no number earns points"))
    if most in (earned[marks[0] - 1], earned[marks[-1] + 1]):
        raise Skip(tr("all numbers beyond a limit are right, and a number question here has two limits"))
    if any(0 < points < most for points in earned.values()):
        source.draft.note(tr("other numbers earn a part of the points there, nothing here"))
    value = declared.correct[0] if declared.correct and isinstance(declared.correct[0], Decimal) else None
    kept = kept_of(list(_right(marks, earned, most, value)), source.draft)
    told, _ = source.explain({name: (kept.low + kept.high) / 2}, {name: marks[-1] + 1})
    source.note_feedback(told, TO_A_RIGHT_ANSWER)
    source.draft.be("number", **fields_of(kept))
    _place(source)


def _place(source: Source) -> None:
    """The text before the field is the question, what stands behind it the unit."""
    before, after = source.body.pieces
    if source.body.alone and "\n" not in after.strip():
        source.draft.fields["ask"] = before.removesuffix("\n")
        if after.strip():
            source.draft.fields["unit"] = after.strip()


def _marks(source: Source, declared: Declared) -> Iterable[Decimal]:
    """All numbers at which the score may change."""
    yield from (one for one in declared.correct if isinstance(one, Decimal))
    if declared.mapping is not None:
        yield from (entry.key for entry in declared.mapping.entries if isinstance(entry.key, Decimal))
    centres = [one for one in declared.correct if isinstance(one, Decimal)]
    centres += [number(node.text) for node in source.processing.constants() if node.get("baseType") in _NUMERIC]
    yield from centres
    for rule in source.processing.rules:
        for node in rule.deep("equal"):
            for tolerance in map(number, node.get("tolerance").split()):
                relative = node.get("toleranceMode") == "relative"
                for centre in centres:
                    reach = centre * tolerance / 100 if relative else tolerance
                    yield from (centre - reach, centre + reach)


def _right(
    marks: list[Decimal], earned: dict[Decimal, Decimal], most: Decimal, value: Decimal | None
) -> Iterable[Interval]:
    """The runs of numbers that earn the most."""
    start: Decimal | None = None
    for at, mark in enumerate(marks):
        after = marks[at + 1] if at + 1 < len(marks) else None
        inner = after is not None and earned[(mark + after) / 2] == most
        here = earned[mark] == most
        if (here or inner) and start is None:
            start = mark
        if start is not None and not inner:
            named = (value,) if value is not None and start <= value <= mark else ()
            yield Interval(start, mark, named, open_=not (here and earned[start] == most))
            start = None
