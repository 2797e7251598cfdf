"""Which fact each card of Anki teaches: a table with card_id and fact, as a person fills it in."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from learn.exchange.cells import defused, undone
from learn.lab.review_csv import is_name
from learn.language import tr
from learn.problems import BrokenContent
from learn.text import clean

_SHOWN = 20


def read_map(path: str, text: str) -> dict[str, str]:
    """The fact of each card; a line without a fact says nothing, other columns are ignored. BrokenContent."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    found: dict[str, str] = {}
    faults: list[str] = []
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if not {"card_id", "fact"} <= set(header):
            raise BrokenContent(
                tr("{path}:1: the columns card_id and fact are needed", path=path), hint=tr("the first line names them")
            )
        places = header.index("card_id"), header.index("fact")
        for row in rows:
            fault = _take(row, places, found)
            if fault:
                faults.append(f"{path}:{rows.line_num}: {fault}")
    except csv.Error as error:
        faults.append(f"{path}:{rows.line_num}: {error}")
    if faults:
        raise BrokenContent(
            "\n".join([tr("{count} lines of {path} name no fact", count=len(faults), path=path), *faults[:_SHOWN]])
        )
    return found


def _take(row: list[str], places: tuple[int, int], found: dict[str, str]) -> str:
    """Put one line into the map; what is wrong with it, "" for nothing."""
    if len(row) <= places[0]:
        return "" if not row else tr("no card_id")
    card = undone(row[places[0]].strip())
    fact = undone(row[places[1]].strip()) if len(row) > places[1] else ""
    if not fact:
        return ""
    if not is_name(card) or not is_name(fact):
        return tr("not a name: {name!r}", name=clean(fact if is_name(card) else card, keep="")[:40])
    if found.setdefault(card, fact) != fact:
        return tr("card {card} has the fact {found!r} already", card=card, found=found[card])
    return ""


def write_map(cards: Iterable[tuple[str, str, int, str]], known: Mapping[str, str]) -> str:
    """A table to be filled in: of each card its number, the fact where it is known, reviews, and its front."""

    def lines() -> Iterator[tuple[str, str, int, str]]:
        for card, fact, reviews, front in cards:
            yield defused(card), defused(known.get(card, fact)), reviews, defused(front)

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("card_id", "fact", "reviews", "front"))
    writer.writerows(lines())
    return out.getvalue()
