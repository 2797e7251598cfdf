"""Taking hand-ins into a class: what was read into its log, and what is to be told about it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from learn.classroom.findings import NOT_TAKEN, Finding, finding
from learn.classroom.reading import HandIn
from learn.classroom.versions import Versions
from learn.language import translatable
from learn.store.log import Store
from learn.store.merge import MergeReport, merge_all

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
        read.add(found)
    read.findings.sort(key=lambda one: one.line)
    taken = report.added + report.known + len(report.quarantined) > 0
    return Taken(read.file, read.digest, report.added, report.known, taken)


def _from_merge(read: HandIn, report: MergeReport) -> Iterator[Finding]:
    for event in report.quarantined:
        told = translatable(
            "event {event} says something else than the class has under this id; both are kept, the genuine counts"
        )
        yield finding("other-body", read.file, read.places.get(event, 0), told, event=event)
    if report.tombstoned:
        told = translatable("{count} events of a learner who was removed from this class")
        yield finding("forgotten", read.file, 0, told, NOT_TAKEN, count=report.tombstoned)


def _from_versions(read: HandIn, versions: Versions) -> Iterator[Finding]:
    """Banks that are not here, or whose answered questions are not as they are here."""
    stated = read.header.banks if read.header else {}
    for bank in sorted({asked.bank for asked in read.answered}):
        here = versions.of(bank)
        if not here.hash:
            told = translatable("the bank {bank!r} is not here: its questions cannot be shown or graded again")
            yield finding("bank-unknown", read.file, 1, told, bank=bank)
            continue
        of_bank = {asked: count for asked, count in read.answered.items() if asked.bank == bank}
        changed = {asked: count for asked, count in of_bank.items() if here.questions.get(asked.question) != asked.hash}
        if changed:
            told = translatable(
                "another version of the bank {bank!r}: {count} of {all} answers to questions not as here: {which}"
            )
            yield finding(
                "bank-version",
                read.file,
                1,
                told,
                bank=bank,
                count=sum(changed.values()),
                all=sum(of_bank.values()),
                which=_listed(sorted({asked.question for asked in changed})),
            )
        elif stated.get(bank) not in (None, "", here.hash):
            told = translatable(
                "another version of the bank {bank!r}, but every question that was answered is the same"
            )
            yield finding("bank-version", read.file, 1, told, bank=bank)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:_SHOWN]) + (", …" if len(every) > _SHOWN else "")
