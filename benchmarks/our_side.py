"""Our part of `benchmarks.anki_peer`: `python -m benchmarks.our_side csv|import|first|answers|tree|check HOME`.

Prints what `benchmarks.anki_side` prints, of the same work.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ANSWERS = 200


def measured(work: Callable[[], Any]) -> dict[str, float]:
    wall, busy = time.perf_counter(), time.process_time()
    work()
    return {"ms": 1000 * (time.perf_counter() - wall), "cpu": 1000 * (time.process_time() - busy)}


class Answering:
    """Knows every card at once; notes the time from each answer to the next question. `put` ends a run of one."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.taken: list[float] = []
        self.since = 0.0
        self.busy = 0.0  # processor seconds from the first question to the last

    def ask(self, asked: object) -> object:  # noqa: ARG002 - an Asker is told
        from learn.session.asker import Answer, Command

        now = time.perf_counter()
        if self.since:
            self.taken.append(1000 * (now - self.since))
        else:
            self.begun = time.process_time()
        if len(self.taken) == self.wanted:
            self.busy = time.process_time() - self.begun
            return Command("quit")
        self.since = time.perf_counter()
        return Answer(True, ms=4_000)

    def feedback(self, feedback: object) -> None: ...

    def open(self, opening: object) -> None: ...

    def close(self, closing: object) -> None: ...

    def tell(self, message: str) -> None: ...


def reviewing(home: str, wanted: int) -> Answering:
    """A review in that home, until so many were answered and the next stands."""
    from learn.app import App
    from learn.app.sessions import Wish, begin

    asker = Answering(wanted)
    with App({"home": home, "learner": "bench"}) as app:
        begin(app, Wish(mode="review", count=wanted + 50), asker).run()  # type: ignore[arg-type]
    return asker


def first(home: str) -> dict[str, float]:
    reviewing(home, 0)
    return {"ms": 0.0, "cpu": 1000 * time.process_time()}


def answers(home: str) -> dict[str, Any]:
    done = reviewing(home, ANSWERS)
    return {"taken": done.taken, "cpu": 1000 * done.busy / ANSWERS}


def bring_in(home: str) -> dict[str, float]:
    from learn.store.library import Library, Root

    folder = Path(home)
    return measured(lambda: Library.open(folder / "cache", [Root(folder, 1)]).close())


def bring_in_csv(home: str) -> dict[str, float]:
    """Make banks of the CSV files in the home, as `learn bank import` does, and index them."""
    from learn.app.exchanging import merged, read_file, write_bank
    from learn.store.library import Library, Root

    folder = Path(home)

    def work() -> None:
        for file in sorted(folder.glob("*.csv")):
            imported = [read_file(file, "anki-text")]
            write_bank(folder / "question_banks" / f"{file.stem}.yaml", merged(None, imported), imported)
        Library.open(folder / "cache", [Root(folder, 1)]).close()

    return measured(work)


def opened(what: str, home: str) -> dict[str, float]:
    from learn.app import App
    from learn.app.overview import due_glance
    from learn.store.doctor import examine

    with App({"home": home, "learner": "bench"}) as app:
        _ = (app.store, app.library, app.learner)
        return measured((lambda: due_glance(app)) if what == "tree" else (lambda: examine(app.store)))


def main(what: str, home: str) -> None:
    gc.set_threshold(50_000, 20, 20)  # as learn.cli.entry does
    if what in ("csv", "import"):
        found = bring_in_csv(home) if what == "csv" else bring_in(home)
    elif what == "first":
        found = first(home)
    else:
        found = answers(home) if what == "answers" else opened(what, home)
    print(json.dumps({**found, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
