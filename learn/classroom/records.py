"""What was handed in: a small file for each hand-in, beside the log that its events went into."""

from pathlib import Path

import msgspec
from msgspec import Struct

from learn.classroom.findings import Finding
from learn.classroom.reading import HandIn
from learn.language import tr
from learn.problems import StoreError

FOLDER = "hand-ins"
_MADE = 24


class Record(Struct, frozen=True, omit_defaults=True):
    """One hand-in. `digest` is SHA-256 of the file, by which the same one is known again under any name.

    `learner` is the id of who handed in, `learners` those of everyone whose answers are in it. `received` is the time
    it was added first (UTC ms), `made` what it says itself. `chain` and `proof` stand for the hand-in code.
    """

    digest: str
    file: str
    received: int
    learner: str
    learners: tuple[str, ...]
    name: str = ""
    number: str = ""
    made: str = ""
    banks: dict[str, str] = {}
    events: int = 0
    answers: int = 0
    tests: int = 0
    chain: str = ""
    proof: str = ""
    findings: tuple[Finding, ...] = ()


def record_of(read: HandIn, received: int) -> Record:
    """What is kept of a hand-in that was read."""
    header = read.header
    assert header is not None
    return Record(
        digest=read.digest,
        file=read.file,
        received=received,
        learner=header.learner,
        learners=tuple(sorted(read.learners)),
        name=header.name,
        number=header.student_id,
        made=header.made[:_MADE],
        banks=header.banks,
        events=read.events,
        answers=sum(read.answered.values()),
        tests=read.tests,
        chain=read.chain,
        proof=read.proof,
        findings=tuple(read.findings),
    )


def path_of(folder: Path, digest: str) -> Path:
    """Where the record of a hand-in lies in the folder of its class."""
    return folder / FOLDER / f"{digest[:32]}.json"


def as_bytes(record: Record) -> bytes:
    """The record as it is written."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def records(folder: Path) -> list[Record]:
    """All records of a class, in the order of what they are, not of when they came. StoreError for a damaged one."""
    if not (folder / FOLDER).is_dir():
        return []
    read = [_read(path) for path in (folder / FOLDER).glob("*.json")]
    return sorted(read, key=lambda one: (one.number, one.name, one.made, one.digest))


def _read(path: Path) -> Record:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (OSError, ValueError) as error:
        raise StoreError(
            tr("{path} cannot be read: {error}", path=path, error=error),
            hint=tr("delete it and add the hand-in again; its answers are in the log"),
        ) from None
