"""When a corrected bank has arrived: the learner's answers are graded again, and she is told once what changed.

It is looked for at the end of a session, where nobody waits: the versions of all banks are compared with those of the
last time (a file in the cache folder; without it everything is looked at once more, and nothing is found twice). A
second file says which questions were compared with their answers, so that a correction costs what it corrects.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, structs

from learn.app import NOBODY, App
from learn.language import tr, trn
from learn.problems import StoreError
from learn.text import cut

if TYPE_CHECKING:
    from learn.classroom.items import Items
    from learn.classroom.regrading import Change

SHOWN = 3
LONGEST = 70

_KEPT, _COMPARED = "graded.json", "compared.msgpack"


class Seen(Struct, frozen=True):
    """For each learner the version of every bank by which her answers were last graded."""

    learners: dict[str, dict[str, str]] = {}


class Compared(Struct, frozen=True):
    """For each learner and bank the tokens (see `learn.classroom.compared`) of questions. They hold for one `reader`:
    other code might read other questions from the same texts."""

    reader: str = ""
    learners: dict[str, dict[str, bytes]] = {}


def news(app: App) -> list[str]:
    """What to tell the learner of the banks that were corrected since she answered: mostly nothing.

    Her answers to what was corrected are graded again in the log: those whose score that changes, and no others. A
    store that cannot be written to now is looked at again next time.
    """
    try:
        return [] if app.learner == NOBODY else _news(app)
    except StoreError:
        return []


def forget(app: App) -> None:
    """Leave no note of what any learner answered: everything is looked at once more."""
    for name in (_KEPT, _COMPARED):
        with suppress(OSError):
            (app.home / "cache" / name).unlink()


def _news(app: App) -> list[str]:
    seen, now = _seen(app), app.library.versions()
    before = seen.learners.get(app.learner, {})
    changed = [bank for bank, version in now.items() if before.get(bank) != version]
    if not changed:
        return []
    known = _known(app)
    lines, compared = _graded_again(app, changed, known.learners.get(app.learner, {}))
    with suppress(StoreError):
        _keep(app, _COMPARED, msgspec.msgpack.encode(_with(known, app.learner, compared)))
        _keep(app, _KEPT, msgspec.json.encode(Seen(seen.learners | {app.learner: before | now})))
    return lines


def _graded_again(app: App, banks: Collection[str], known: Mapping[str, bytes]) -> tuple[list[str], dict[str, bytes]]:
    """What to tell, and which questions were compared."""
    from learn.classroom.compared import packed, unpacked
    from learn.classroom.items import Items
    from learn.classroom.regrading import Wanted, record, regrade

    items = Items(app.library)
    before = {token for bank in banks for token in unpacked(known.get(bank, b""))}
    found = regrade(app.store, items, Wanted(banks=set(banks), learner=app.learner, compared=before))
    compared = {bank: packed(tokens) for bank, tokens in found.compared.items()}
    changes = [change for change in found.changes if change.before.score != change.after.score]
    if not changes:
        return [], compared
    record(app.store, changes, app.clock.now(), app.clock.offset())
    return [*_told(items, changes, up=True), *_told(items, changes, up=False)], compared


def _with(known: Compared, learner: str, compared: Mapping[str, bytes]) -> Compared:
    mine = {**known.learners.get(learner, {}), **compared}
    return structs.replace(known, learners={**known.learners, learner: mine})


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
    except (OSError, ValueError, RecursionError):  # what msgspec raises is a ValueError, as is what is not UTF-8
        return Seen()


def _known(app: App) -> Compared:
    from learn.store.index_schema import fingerprint

    reader = fingerprint()
    try:
        found = msgspec.msgpack.decode((app.home / "cache" / _COMPARED).read_bytes(), type=Compared)
    except (OSError, ValueError, RecursionError):  # what msgspec raises is a ValueError, as is what is not UTF-8
        return Compared(reader)
    return found if found.reader == reader else Compared(reader)


def _keep(app: App, name: str, data: bytes) -> None:
    from learn.app.files import replace_file

    replace_file(app.home / "cache" / name, data)
