"""Taking hand-ins into a class: what was read into its log, and what is to be told about it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from learn.classroom.findings import MARKED, NOT_TAKEN, Finding
from learn.classroom.reading import HandIn
from learn.classroom.versions import Versions
from learn.store.log import Store
from learn.store.merge import MergeReport, merge_all
from learn.text import clean

_SHOWN = 5


class Taken(Struct, frozen=True):
    """What became of one file: `added` events are new to the class, `known` were in it before."""

    file: str
    digest: str
    added: int = 0
    known: int = 0
    taken: bool = False


def take(store: Store, reads: Sequence[HandIn], versions: Versions) -> list[Taken]:
    """Put the events of hand-ins into the class's log, all or none. What is found out is added to their findings."""
    whole = [read for read in reads if read.header is not None and read.events]
    reports = dict(zip(map(id, whole), merge_all(store, [read.lines for read in whole]), strict=True)) if whole else {}
    return [_became(read, reports.get(id(read)), versions) for read in reads]


def _became(read: HandIn, report: MergeReport | None, versions: Versions) -> Taken:
    if report is None:
        return Taken(read.file, read.digest)
    for found in (*_from_merge(read, report), *_from_versions(read, versions)):
        read.note(found.code, found.line, found.text, found.done)
    read.findings.sort(key=lambda one: one.line)
    taken = report.added + report.known + len(report.quarantined) > 0
    return Taken(read.file, read.digest, report.added, report.known, taken)


def _from_merge(read: HandIn, report: MergeReport) -> Iterator[Finding]:
    for event in report.quarantined:
        told = f"event {event} says something else than the class has under this id; both are kept, the genuine counts"
        yield Finding("other-body", read.file, read.places.get(event, 0), told, MARKED)
    if report.tombstoned:
        told = f"{report.tombstoned} events of a learner who was removed from this class"
        yield Finding("forgotten", read.file, 0, told, NOT_TAKEN)


def _from_versions(read: HandIn, versions: Versions) -> Iterator[Finding]:
    """Banks that are not here, or whose answered questions are not as they are here."""
    stated = read.header.banks if read.header else {}
    for bank in sorted({asked.bank for asked in read.answered}):
        here = versions.of(bank)
        if not here.hash:
            told = f"the bank {clean(bank, '')!r} is not here: its questions cannot be shown or graded again"
            yield Finding("bank-unknown", read.file, 1, told, MARKED)
            continue
        of_bank = {asked: count for asked, count in read.answered.items() if asked.bank == bank}
        changed = {asked: count for asked, count in of_bank.items() if here.questions.get(asked.question) != asked.hash}
        if changed:
            which = _listed(sorted({clean(asked.question, "") for asked in changed}))
            told = f"{sum(changed.values())} of {sum(of_bank.values())} answers to questions not as here: {which}"
            yield Finding("bank-version", read.file, 1, f"another version of the bank {bank!r}: {told}", MARKED)
        elif stated.get(bank) not in (None, "", here.hash):
            told = "but every question that was answered is the same"
            yield Finding("bank-version", read.file, 1, f"another version of the bank {bank!r}, {told}", MARKED)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more
