"""Logs for the lab: one's own, another `learn` log, an Anki collection or package, or a CSV of reviews."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from learn.app import App
from learn.app.chance import random_bits
from learn.events import ROLLOVER_MINUTES, learner_day
from learn.lab.review_csv import read_csv, reviews_of
from learn.lab.reviews import Review, rating_of, review_of_card
from learn.language import tr
from learn.problems import BrokenContent, NotFound, UsageError

if TYPE_CHECKING:
    from learn.store.anki import AnkiHistory
    from learn.store.log import Store

SQLITE, ZIP, OURS = b"SQLite format 3\0", b"PK", b'"format":"learn-log"'
MOST_BYTES = 1 << 30
_NEW, _LATER, _OLD = "collection.anki21b", "collection.anki21", "collection.anki2"


class Log(Struct, frozen=True):
    """A log that was read: its reviews, what kind of log it is, and what there is to say about it."""

    reviews: list[Review]
    format: str
    notices: tuple[str, ...] = ()


def own_log(app: App) -> Log:
    """The learner's own answers."""
    return Log(list(reviews_of_store(app.store, app.learner)), "learn")


def log_in(path: Path, rollover: float = 0.0) -> Log:
    """The reviews in a file of any of these formats; `rollover` is the hour at which the days of a CSV begin.

    NotFound, BrokenContent where it is none of them, UsageError for Anki's newest layout, StoreError.
    """
    head = head_of(path)
    if head.startswith(SQLITE) and _is_ours(path):
        from learn.store.apart import copied

        with copied(path, random_bits) as store:
            return Log(list(reviews_of_store(store, None)), "learn")
    if head.startswith((SQLITE, ZIP)):
        history, notices = anki_history(path, head)
        return Log(_of_anki(history), "anki", notices)
    if OURS in head:
        return _exported(path)
    return Log(reviews_of(read_csv(str(path), _text(path)), rollover), "csv")


def head_of(path: Path) -> bytes:
    """The first bytes of a file that is there."""
    if not path.is_file():
        raise NotFound(tr("no such file: {path}", path=path))
    with path.open("rb") as file:
        return file.read(200)


def _is_ours(path: Path) -> bool:
    from learn.store.database import header_of
    from learn.store.schema import APPLICATION_ID

    header = header_of(path)
    return header is not None and header[0] == APPLICATION_ID


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise BrokenContent(
            tr(
                "{path} is neither a learn log, nor an Anki collection, nor a CSV in UTF-8 (byte {place})",
                path=path,
                place=error.start,
            )
        ) from None


def _exported(path: Path) -> Log:
    from learn.store.apart import taken_in

    with path.open("rb") as lines, taken_in(lines, random_bits) as (store, faults):
        return Log(list(reviews_of_store(store, None)), "learn", tuple(faults))


def reviews_of_store(store: "Store", learner: str | None) -> Iterator[Review]:
    """Every piece of evidence as a review of its fact by its learner.

    What only moves memory and is no fair test of it is marked so: see `Review.judged`.
    """
    from learn.store.observed import observed

    for one in observed(store, learner):
        yield Review(
            item=f"{one.learner} {one.fact}",
            ms=one.ms,
            rating=rating_of(one.seen),
            seen=one.seen,
            kind=one.kind,
            duration=one.took,
            judged=not one.shared and not one.overridden and one.seen.trust >= 1.0,
        )


def anki_history(path: Path, head: bytes) -> "tuple[AnkiHistory, tuple[str, ...]]":
    """The history in a collection or a package, with notices. BrokenContent, UsageError."""
    from learn.store import anki

    if head.startswith(ZIP):
        return anki.read_bytes(_packed(path), str(path)), ()
    notice = tr(
        "{path}: Anki is open or did not close well; what it has not written yet is missing. Close it first.", path=path
    )
    return anki.read_file(path), (notice,) if anki.unsaved_beside(path) else ()


def _packed(path: Path) -> bytes:
    """The collection in a package."""
    from learn.exchange.package_zip import listed, peek

    data = path.read_bytes()
    names = listed(data)
    if _NEW in names:
        raise UsageError(
            tr("{path} is in the newest layout of Anki, which is compressed with zstandard", path=path),
            hint=tr("export it again with `Support older Anki versions`, with scheduling information"),
        )
    name = _LATER if _LATER in names else _OLD
    if name not in names:
        raise BrokenContent(tr("{path} is a zip file without an Anki collection in it", path=path))
    found = peek(data, name, MOST_BYTES)
    if not found or len(found) >= MOST_BYTES:
        why = (
            tr("{path}: {name} in it cannot be read (too large)")
            if found
            else tr("{path}: {name} in it cannot be read")
        )
        raise BrokenContent(why.format(path=path, name=name))
    return found


def _of_anki(history: "AnkiHistory") -> list[Review]:
    """Days as Anki counts them: by the collection's own offset and the hour at which its days begin."""
    shift = history.offset - history.rollover * 60 + ROLLOVER_MINUTES
    return [
        review_of_card(str(one.card), one.ms, learner_day(one.ms, shift), one.rating, one.duration)
        for one in history.reviews
    ]
