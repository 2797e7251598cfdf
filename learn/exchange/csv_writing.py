"""A bank as rows of a table: the columns of our own CSV."""

import csv
import io
from collections.abc import Callable
from typing import Any

from learn.content.values import Bank
from learn.exchange.cells import defused, joined
from learn.exchange.labels import facts_of_parts
from learn.exchange.report import Exported, Follow, Item, item
from learn.kinds import base
from learn.kinds.base import Option, Question
from learn.language import tr

_ALWAYS = ("id", "kind", "ask", "answers", "wrong")
COLUMNS = (
    *_ALWAYS,
    "text",
    "front",
    "bank",
    "range",
    "tolerance",
    "unit",
    "correction",
    "scoring",
    "tell",
    "case",
    "typos",
    "names",
    "hint",
    "explain",
    "points",
    "difficulty",
    "tags",
    "facts",
    "part_facts",
    "shuffle",
    "lint",
    "formerly",
)
"""All columns, in their order; the first five are always there, the others where a question uses them."""


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The bank as CSV in UTF-8 with a byte order mark, without which Excel takes it for something else."""
    rows = [_row(question) for question in follow(bank.questions) if question.kind in _OUT]
    columns = [name for name in COLUMNS if name in _ALWAYS or any(row.get(name) for row in rows)]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([defused(row.get(name, "")) for name in columns] for row in rows)
    return Exported("csv", target.getvalue().encode("utf-8-sig"), tuple(map(_report, bank.questions)))


def _report(question: Question) -> Item:
    if question.kind in _OUT:
        return item(question)
    return item(question, tr("the table has no columns for the kind {kind}", kind=question.kind), skipped=True)


def _row(question: Question) -> dict[str, str]:
    begin = {"id": question.id, "kind": question.kind, "ask": question.ask}
    return begin | _about(question) | _OUT[question.kind](question)


def _about(question: Question) -> dict[str, str]:
    """The cells that all kinds have alike."""
    return {
        "hint": question.hint,
        "explain": question.explain,
        "points": "" if question.points == 1 else repr(question.points).removesuffix(".0"),
        "difficulty": "" if question.difficulty == "core" else question.difficulty,
        "tags": _texts(question.tags),
        "facts": _texts(question.facts),
        "part_facts": _texts(tuple(f"{at}={fact}" for at, fact in enumerate(facts_of_parts(question), 1) if fact)),
        "shuffle": "" if question.shuffle else "no",
        "lint": _texts(question.lint.ignore),
        "formerly": _texts(question.formerly),
    }


def _texts(texts: tuple[str, ...]) -> str:
    return joined((text,) for text in texts) if texts else ""


def _options(options: tuple[Option, ...]) -> str:
    parts = ((one.text, one.feedback) if one.feedback else (one.text,) for one in options)
    return joined(parts) if options else ""


def _choice(question: Any) -> dict[str, str]:
    return {"answers": _texts((question.answer,)), "wrong": _options(question.distractors)}


def _multiple(question: Any) -> dict[str, str]:
    partial = "partial" if question.scoring == "partial" else ""
    options = {"answers": _texts(question.answers), "wrong": _options(question.distractors)}
    return options | {"scoring": partial, "tell": _yes(question.tell)}


def _true_false(question: Any) -> dict[str, str]:
    return {"answers": question.answer, "correction": question.correction}


def _short(question: Any) -> dict[str, str]:
    return {"answers": _texts(question.accept), "wrong": _options(question.reject)} | _typed(question)


def _typed(question: Any) -> dict[str, str]:
    typos, names = str(question.typos), question.names
    return {
        "case": _yes(question.case),
        "typos": "" if typos == "auto" else typos,
        "names": "" if names == "listed" else names,
    }


def _number(question: Any) -> dict[str, str]:
    range_ = _texts(question.range) if question.range else ""
    return {"answers": question.value, "range": range_, "tolerance": question.tolerance, "unit": question.unit}


def _order(question: Any) -> dict[str, str]:
    return {"answers": _texts(tuple(one.text for one in question.items))}


def _match(question: Any) -> dict[str, str]:
    pairs = joined(((pair.left, pair.right) for pair in question.pairs), "=>")
    return {"answers": pairs, "wrong": _texts(question.extra)}


def _sort(question: Any) -> dict[str, str]:
    pairs = ((one.text, group.name) for group in question.categories for one in group.items or (base.Item(""),))
    return {"answers": joined(pairs, "=>")}


def _cloze(question: Any) -> dict[str, str]:
    bank = {"bank": _yes(question.bank is not None), "wrong": _texts(question.bank or ())}
    return {"text": question.text} | bank | _typed(question)


def _card(question: Any) -> dict[str, str]:
    return {"front": question.front, "answers": question.back}


def _yes(value: bool) -> str:
    return "yes" if value else ""


_OUT: dict[str, Callable[[Any], dict[str, str]]] = {
    "choice": _choice,
    "multiple": _multiple,
    "true_false": _true_false,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "sort": _sort,
    "cloze": _cloze,
    "card": _card,
}
