"""Anki's part of `benchmarks.anki_peer`, run by a Python that has the package `anki`: learn itself never imports it.

    ANKI_PYTHON anki_side.py import|first|answers|tree|check COLLECTION [CSV]

Each prints one line of JSON: milliseconds of the wall and of the processor for the work itself, peak megabytes.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from anki.collection import Collection  # type: ignore[import-not-found]

# isort: split
# The others find what they need only once it is there.
from anki.cards import Card  # type: ignore[import-not-found]
from anki.import_export_pb2 import ImportCsvRequest  # type: ignore[import-not-found]
from anki.scheduler.v3 import CardAnswer  # type: ignore[import-not-found]

ANSWERS = 200


def measured(work: Callable[[], Any]) -> dict[str, float]:
    wall, busy = time.perf_counter(), time.process_time()
    work()
    return {"ms": 1000 * (time.perf_counter() - wall), "cpu": 1000 * (time.process_time() - busy)}


def bring_in(path: str, csv: str) -> dict[str, float]:
    """Import the notes into a new collection; then let each be due, outside of what is measured."""

    def work() -> None:
        opened = Collection(path)
        request = ImportCsvRequest(path=csv, metadata=opened.get_csv_metadata(csv, None))
        opened.import_csv(request)
        opened.close()

    found = measured(work)
    col = Collection(path)
    config = col.decks.get_config(1)
    config["rev"]["perDay"] = 9999
    col.decks.update_config(config)
    col.sched.set_due_date(list(col.find_cards("")), "0")
    col.close()
    return found


def put(col: Any) -> tuple[Any, Any]:
    """The next card, its question rendered."""
    queued = col.sched.get_queued_cards().cards[0]
    card = Card(col, backend_card=queued.card)
    card.question()
    card.start_timer()
    return card, queued.states


def first(path: str) -> dict[str, float]:
    """Open, and put the first card that is due: the parent looks at the clock when this line comes."""
    col = Collection(path)
    put(col)
    return {"ms": 0.0, "cpu": 1000 * time.process_time()}


def answers(path: str) -> dict[str, Any]:
    """From an answer to the next question, two hundred times."""
    col = Collection(path)
    card, states = put(col)
    taken, busy = [], time.process_time()
    for _ in range(ANSWERS):
        start = time.perf_counter()
        col.sched.answer_card(col.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD))
        card, states = put(col)
        taken.append(1000 * (time.perf_counter() - start))
    found = {"taken": taken, "cpu": 1000 * (time.process_time() - busy) / ANSWERS}
    col.close()
    return found


def main(what: str, path: str, csv: str = "") -> None:
    if what == "import":
        found = bring_in(path, csv)
    elif what == "first":
        found = first(path)
    elif what == "answers":
        found = answers(path)
    else:
        col = Collection(path)
        found = measured(col.sched.deck_due_tree if what == "tree" else col.fix_integrity)
    print(json.dumps({**found, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
