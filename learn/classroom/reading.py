"""Reading a hand-in that may be anything: what it says, and everything that is wrong with it, line by line."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct, field

from learn.classroom.chain import beginning, following, parted
from learn.classroom.findings import MARKED, NOT_TAKEN, Done, Finding, finding
from learn.classroom.handin import End, FirstLine, HandInHeader, LastLine, last_line
from learn.language import translatable
from learn.store.codec import Copy, id_bytes, id_text, is_sealed
from learn.store.wire import FORMAT, VERSION, Forgotten, Header, Refused, read_lines
from learn.text import clean

MOST_BYTES = 64 << 20
MOST_FINDINGS = 100
_LONGEST_NAME = 200
_HASH = re.compile("[0-9a-f]{64}")
_ARCHIVES = {
    b"PK\x03\x04": translatable("a zip archive: unpack it and name the files in it"),
    b"\x1f\x8b": translatable("packed: unpack it"),
}


class Question(Struct, frozen=True):
    """What an answer was to: the question of a bank, in the version of this content hash."""

    bank: str = ""
    question: str = ""
    hash: str = ""


class HandIn(Struct):
    """A file that was read. Without a `header` nothing in it can be taken.

    `lines` are those to merge, `places` the line of each event's id, `learners` the ids of those who answered,
    `answered` counts the answers by question. `chain` is that of the last line, "" where the file is not whole.
    """

    file: str
    digest: str = ""
    size: int = 0
    header: HandInHeader | None = None
    lines: list[bytes] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    learners: set[str] = field(default_factory=set)
    answered: dict[Question, int] = field(default_factory=dict)
    events: int = 0
    tests: int = 0
    chain: str = ""
    proof: str = ""
    findings: list[Finding] = field(default_factory=list)

    def note(self, code: str, line: int, template: str, done: Done = MARKED, **values: object) -> None:
        """Add a finding; of a file that is nothing but faults, not all."""
        self.add(finding(code, self.file, line, template, done, **values))

    def add(self, found: Finding) -> None:
        """Add a finding, in the same way."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(found)
        elif len(self.findings) == MOST_FINDINGS:
            told = translatable("more than {most} findings in this file: the others are not listed")
            self.findings.append(finding("and-more", self.file, found.line, told, most=MOST_FINDINGS))

    def forget_lines(self) -> None:
        """Let go of what only merging needs."""
        self.lines, self.places, self.answered = [], {}, {}


def read_file(path: Path) -> HandIn:
    """The hand-in in a file, whatever lies there."""
    found = HandIn(str(path))
    if not path.exists():
        found.note("no-file", 0, translatable("there is no such file"), NOT_TAKEN)
    elif path.is_dir():
        found.note(
            "not-a-file", 0, translatable("a folder; name the files in it: {path}/*.learnlog"), NOT_TAKEN, path=path
        )
    elif not path.is_file():
        found.note("not-a-file", 0, translatable("no file but a device or pipe"), NOT_TAKEN)
    elif path.stat().st_size > MOST_BYTES:
        found.note(
            "not-a-hand-in", 0, translatable("larger than any hand-in ({most} MiB)"), NOT_TAKEN, most=MOST_BYTES >> 20
        )
    else:
        try:
            return read(str(path), path.read_bytes())
        except OSError as error:
            found.note("no-file", 0, translatable("cannot be read: {why}"), NOT_TAKEN, why=error.strerror or error)
    return found


def read(file: str, data: bytes) -> HandIn:
    """The hand-in in these bytes. Line ends may be those of Windows, and a byte order mark may stand before all."""
    found = HandIn(file, sha256(data).hexdigest(), len(data))
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        found.note("empty-file", 0, translatable("the file is empty"), NOT_TAKEN)
        return found
    lines = [line.removesuffix(b"\r") for line in data.removesuffix(b"\n").split(b"\n")]
    found.header = _header(found, lines[0])
    if found.header is not None:
        _Body(found, lines).read()
    return found


def _header(found: HandIn, line: bytes) -> HandInHeader | None:
    """What the first line says; None (and a finding) where it is not that of a hand-in."""
    archive = next((told for mark, told in _ARCHIVES.items() if line.startswith(mark)), "")
    try:
        first = msgspec.json.decode(line, type=FirstLine)
    except (ValueError, RecursionError):
        told = archive or translatable(
            "the first line is not that of a hand-in; ask for a file of `learn scores submit`"
        )
        found.note("not-a-hand-in", 1, told, NOT_TAKEN)
        return None
    if first.format == FORMAT and first.version > VERSION:
        found.note(
            "newer-format",
            1,
            translatable("written by a newer learn (format {version}): update learn"),
            NOT_TAKEN,
            version=first.version,
        )
        return None
    if first.format != FORMAT or first.hand_in is None:
        exported = translatable("an exported log without name and number; ask for a file of `learn scores submit`")
        other = translatable("no hand-in; ask for a file of `learn scores submit`")
        found.note("not-a-hand-in", 1, exported if first.format == FORMAT else other, NOT_TAKEN)
        return None
    return _sound(found, first.hand_in)


def _sound(found: HandIn, header: HandInHeader) -> HandInHeader | None:
    """The header with names that can be shown; None where it does not say which learner hands in."""
    try:
        id_bytes(header.learner)
    except ValueError:
        found.note("not-a-hand-in", 1, translatable("the first line names no learner"), NOT_TAKEN)
        return None
    name, number = (" ".join(clean(text, "").split())[:_LONGEST_NAME] for text in (header.name, header.student_id))
    return msgspec.structs.replace(header, name=name, student_id=number)


class _Body:
    """The lines behind the header."""

    def __init__(self, found: HandIn, lines: list[bytes]) -> None:
        self.found = found
        self.lines = lines
        self.chain = beginning(lines[0])
        self.end: End | None = None

    def read(self) -> None:
        found = self.found
        found.lines = self.lines[:1]
        found.learners = {found.header.learner} if found.header else set()
        for number, line in self._events():
            self._chain(number, line)
            found.lines.append(line)
        for number, read in read_lines(found.lines):
            if number > 1:
                self._take(number, read)
        self._finish()

    def _events(self) -> Iterator[tuple[int, bytes]]:
        """Each line with its number, up to the last line or to where something else begins."""
        for number, line in enumerate(self.lines[1:], start=2):
            first = _first_line(line)
            if first is not None and first.end is not None:
                self._end(number, line, first.end)
                return
            if first is not None:
                left = len(self.lines) - number + 1
                told = translatable(
                    "another log begins here; it and what follows ({count} lines) belong into a file of their own"
                )
                self.found.note("second-hand-in", number, told, NOT_TAKEN, count=left)
                return
            yield number, line

    def _chain(self, number: int, line: bytes) -> None:
        bare, stated = parted(line)
        made = following(self.chain, bare)
        if made != stated:
            without = translatable("the chain is broken: this line has no chain")
            changed = translatable(
                "the chain is broken: this line was changed, or one before it was changed, moved or taken out"
            )
            self.found.note("chain-broken", number, changed if stated else without)
        self.chain = stated or made

    def _take(self, number: int, read: Header | Forgotten | Copy | Refused) -> None:
        match read:
            case Copy():
                self._event(number, read)
            case Refused(reason=reason):
                self.found.note("line-unreadable", number, translatable("no event: {reason}"), NOT_TAKEN, reason=reason)
            case Forgotten():
                self.found.note("forgetting", number, translatable("asks for a learner to be forgotten"), NOT_TAKEN)
            case Header():
                self.found.note("line-unreadable", number, translatable("no event but a header"), NOT_TAKEN)

    def _event(self, number: int, copy: Copy) -> None:
        found = self.found
        found.events += 1
        found.places.setdefault(id_text(copy.id), number)
        found.learners.add(id_text(copy.learner))
        if copy.type == "answer":
            asked = _question.decode(copy.body)
            found.answered[asked] = found.answered.get(asked, 0) + 1
        elif copy.type == "session":
            found.tests += '"mode":"test"' in copy.body
        if not is_sealed(copy):
            told = translatable("this event was changed after it happened: its id does not fit it")
            found.note("not-sealed", number, told)

    def _end(self, number: int, line: bytes, end: End) -> None:
        proof = end.proof if _HASH.fullmatch(end.proof) else ""
        self.end = msgspec.structs.replace(end, proof=proof)
        if line != last_line(End(number - 2, self.chain, proof)).encode():
            told = translatable("this line does not fit the {count} lines before it")
            self.found.note("end-differs", number, told, count=number - 2)
        rest = len(self.lines) - number
        if rest:
            told = translatable("{count} lines stand behind the last: another file was put behind this one?")
            self.found.note("second-hand-in", number + 1, told, NOT_TAKEN, count=rest)

    def _finish(self) -> None:
        found = self.found
        if self.end is None:
            told = translatable("the file has no last line: it is a part of one; ask for it again")
            found.note("end-missing", len(found.lines), told)
        else:
            found.chain, found.proof = self.chain, self.end.proof
        if not found.events:
            found.note("no-answers", 0, translatable("the file holds no event that could be read"), NOT_TAKEN)


_question = msgspec.json.Decoder(Question)


def _first_line(line: bytes) -> LastLine | None:
    """The line as a header or an end; None for an event."""
    if not line.startswith(b'{"format"'):
        return None
    try:
        return msgspec.json.decode(line, type=LastLine)
    except (ValueError, RecursionError):
        return None
