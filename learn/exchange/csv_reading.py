"""Rows of our own CSV as questions."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from learn.content.reading import is_id
from learn.exchange.cells import split, undone
from learn.exchange.csv_rows import Row
from learn.exchange.csv_writing import COLUMNS
from learn.exchange.intake import Draft, Skip
from learn.exchange.labels import fits
from learn.kinds.base import Item, LintOptions, Option
from learn.kinds.match import Pair
from learn.kinds.named import Names
from learn.kinds.sort import Category
from learn.language import tr, trc


def fill(row: Row, draft: Draft) -> None:
    """The fields that a row of our own makes say."""
    cells = {name: undone(row[name]) for name in row.cells}
    kind = cells.get("kind", "").strip().lower()
    cells = dict.fromkeys(COLUMNS, "") | cells
    draft.be(kind, ask=cells["ask"], hint=cells["hint"], explain=cells["explain"])
    draft.fields |= dict(_told(cells))
    if kind not in _IN:
        raise Skip(
            tr("there is no kind of question `{kind}`", kind=kind[:30])
            if kind
            else tr("the row names no kind of question")
        )
    draft.fields |= _IN[kind](cells)


def _told(cells: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """What cells say about fields that all kinds have."""
    for name in ("tags", "facts", "formerly"):
        texts = _listed(cells[name])
        wrong = [text for text in texts if name != "tags" and not is_id(text)]
        if wrong:
            raise Skip(tr("`{text}` in the column {column} is no id", text=wrong[0][:40], column=name))
        yield name, texts
    for name in ("points", "difficulty"):
        value = cells[name].strip()
        if value and not fits(name, value):
            raise Skip(tr("`{text}` in the column {column} cannot be", text=value[:40], column=name))
        if value:
            yield name, float(value) if name == "points" else value
    yield "shuffle", not _is_no(cells["shuffle"])
    if cells["lint"]:
        yield "lint", LintOptions(_listed(cells["lint"]))


def _is_no(cell: str) -> bool:
    return cell.strip().lower() in ("no", "false", "n", "0")


def _is_yes(cell: str) -> bool:
    return cell.strip().lower() in ("yes", "true", "y", "1")


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(parts[0] if len(parts) == 1 else " :: ".join(parts) for parts in split(cell))


def _optioned(cell: str) -> tuple[Option, ...]:
    return tuple(Option(parts[0], " :: ".join(parts[1:])) for parts in split(cell))


def _paired(cell: str) -> list[tuple[str, str]]:
    pairs = split(cell)
    if any(len(parts) != 2 for parts in pairs):
        raise Skip(tr("the answers must be pairs: `left => right | left => right`"))
    return [(parts[0], parts[1]) for parts in pairs]


def _facts_by_place(cells: dict[str, str]) -> dict[int, str]:
    found = {}
    for text in _listed(cells["part_facts"]):
        place, _, fact = text.partition("=")
        if not (place.isascii() and place.isdecimal() and is_id(fact)):
            raise Skip(tr("the column part_facts holds `number=fact-id`"))
        found[int(place) - 1] = fact
    return found


def _in_choice(cells: dict[str, str]) -> dict[str, Any]:
    answers = _listed(cells["answers"])
    if len(answers) != 1:
        raise Skip(tr("a choice has one right answer, here are {count}", count=len(answers)))
    return {"answer": answers[0], "distractors": _optioned(cells["wrong"])}


def _in_multiple(cells: dict[str, str]) -> dict[str, Any]:
    scoring = cells["scoring"].strip().lower() or "all"
    if scoring not in ("all", "partial"):
        raise Skip(tr("scoring is `all` or `partial`"))
    options = {"answers": _listed(cells["answers"]), "distractors": _optioned(cells["wrong"])}
    return options | {"scoring": scoring, "tell": _is_yes(cells["tell"])}


def _in_true_false(cells: dict[str, str]) -> dict[str, Any]:
    answer = cells["answers"].strip().lower()
    if answer not in ("true", "false"):
        raise Skip(tr("the answer is `true` or `false`"))
    return {"answer": answer, "correction": cells["correction"]}


def _in_short(cells: dict[str, str]) -> dict[str, Any]:
    return {"accept": _listed(cells["answers"]), "reject": _optioned(cells["wrong"])} | _in_typed(cells)


def _in_typed(cells: dict[str, str]) -> dict[str, Any]:
    typos = cells["typos"].strip().lower() or "auto"
    if typos not in ("auto", "0", "1"):
        raise Skip(tr("typos is `auto`, 0 or 1"))
    names = cells["names"].strip().lower() or "listed"
    if names not in get_args(Names):
        raise Skip(tr("names is {names}", names=trc("list", " or ").join(f"`{one}`" for one in get_args(Names))))
    return {"case": _is_yes(cells["case"]), "typos": "auto" if typos == "auto" else int(typos), "names": names}


def _in_number(cells: dict[str, str]) -> dict[str, Any]:
    ends = _listed(cells["range"])
    if ends and len(ends) != 2:
        raise Skip(tr("a range is `least | greatest`"))
    rest = {"value": cells["answers"], "tolerance": cells["tolerance"], "unit": cells["unit"]}
    return rest | {"range": ends or None}


def _in_order(cells: dict[str, str]) -> dict[str, Any]:
    facts = _facts_by_place(cells)
    return {"items": tuple(Item(text, facts.get(at, "")) for at, text in enumerate(_listed(cells["answers"])))}


def _in_match(cells: dict[str, str]) -> dict[str, Any]:
    facts = _facts_by_place(cells)
    pairs = (Pair(left, right, facts.get(at, "")) for at, (left, right) in enumerate(_paired(cells["answers"])))
    return {"pairs": tuple(pairs), "extra": _listed(cells["wrong"])}


def _in_sort(cells: dict[str, str]) -> dict[str, Any]:
    facts = _facts_by_place(cells)
    groups: dict[str, list[Item]] = {}
    place = 0
    for text, name in _paired(cells["answers"]):
        group = groups.setdefault(name, [])
        if text:
            group.append(Item(text, facts.get(place, "")))
            place += 1
    return {"categories": tuple(Category(name, tuple(items)) for name, items in groups.items())}


def _in_cloze(cells: dict[str, str]) -> dict[str, Any]:
    words = _listed(cells["wrong"])
    bank = words if words or _is_yes(cells["bank"]) else None
    return {"text": cells["text"] or cells["answers"], "bank": bank} | _in_typed(cells)


def _in_card(cells: dict[str, str]) -> dict[str, Any]:
    front, ask = cells["front"], cells["ask"]
    return {"back": cells["answers"], "front": front or ask, "ask": ask if front else ""}


_IN: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "choice": _in_choice,
    "multiple": _in_multiple,
    "true_false": _in_true_false,
    "short": _in_short,
    "number": _in_number,
    "order": _in_order,
    "match": _in_match,
    "sort": _in_sort,
    "cloze": _in_cloze,
    "card": _in_card,
}
