"""When a corrected bank has arrived: the learner's answers are graded again, and she is told once what changed.

It is looked for at the end of a session, where nobody waits: the versions of all banks are compared with those of the
last time (a file in the cache folder; without it everything is looked at once more, and nothing is found twice).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from learn.app import NOBODY, App
from learn.language import tr, trn
from learn.problems import StoreError
from learn.text import cut

if TYPE_CHECKING:
    from learn.classroom.items import Items
    from learn.classroom.regrading import Change

SHOWN = 3
LONGEST = 70

_KEPT = "graded.json"


class Seen(Struct, frozen=True):
    """For each learner the version of every bank by which her answers were last graded."""

    learners: dict[str, dict[str, str]] = {}


def news(app: App) -> list[str]:
    """What to tell the learner of the banks that were corrected since she answered: mostly nothing.

    Her answers to what was corrected are graded again in the log: those whose score that changes, and no others. A
    store that cannot be written to now is looked at again next time.
    """
    try:
        return [] if app.learner == NOBODY else _news(app)
    except StoreError:
        return []


def _news(app: App) -> list[str]:
    seen, now = _seen(app), app.library.versions()
    before = seen.learners.get(app.learner, {})
    changed = [bank for bank, version in now.items() if before.get(bank) != version]
    if not changed:
        return []
    lines = _graded_again(app, changed)
    with suppress(StoreError):
        _keep(app, Seen(seen.learners | {app.learner: before | now}))
    return lines


def _graded_again(app: App, banks: Iterable[str]) -> list[str]:
    from learn.classroom.items import Items
    from learn.classroom.regrading import Wanted, record, regrade

    items = Items(app.library)
    found = regrade(app.store, items, Wanted(banks=set(banks), learner=app.learner))
    changes = [change for change in found.changes if change.before.score != change.after.score]
    if not changes:
        return []
    record(app.store, changes, app.clock.now(), app.clock.offset())
    return [*_told(items, changes, up=True), *_told(items, changes, up=False)]


def _told(items: "Items", changes: "Sequence[Change]", up: bool) -> Iterator[str]:
    """How many answers are worth more, or less, than before, and the questions that they are to."""
    these = [change for change in changes if not change.comeback and (change.after.score > change.before.score) is up]
    if not these:
        return
    asked = [_prompt(items, item) for item in dict.fromkeys(change.item for change in these)]
    yield _headline(len(these), up, full=all(change.after.score == 1 for change in these))
    yield from (f"  {text}" for text in asked[:SHOWN])
    if len(asked) > SHOWN:
        yield "  " + tr("and {n} more", n=len(asked) - SHOWN)


def _headline(count: int, up: bool, full: bool) -> str:
    if up and full:
        return trn(
            "A bank was corrected. {n} of your answers is right after all:",
            "A bank was corrected. {n} of your answers are right after all:",
            count,
        )
    if up:
        return trn(
            "A bank was corrected. {n} of your answers is worth more than you were told:",
            "A bank was corrected. {n} of your answers are worth more than you were told:",
            count,
        )
    return trn(
        "A bank was corrected. {n} of your answers is not as right as you were told:",
        "A bank was corrected. {n} of your answers are not as right as you were told:",
        count,
    )


def _prompt(items: "Items", item: str) -> str:
    question = items.question(item)
    return item if question is None else cut(" ".join(question.prompt.split()), LONGEST)


def _seen(app: App) -> Seen:
    try:
        return msgspec.json.decode((app.home / "cache" / _KEPT).read_bytes(), type=Seen)
    except (OSError, msgspec.MsgspecError):
        return Seen()


def _keep(app: App, seen: Seen) -> None:
    from learn.app.files import replace_file

    replace_file(app.home / "cache" / _KEPT, msgspec.json.encode(seen))
