"""Anki's text files (Notes in Plain Text): tab-separated fields below header lines.

The headers are those of Anki's manual, "Importing > Text Files": `#separator`, `#html`, `#tags`, `#columns`,
`#notetype`, `#deck`, and `#guid column`, `#notetype column`, `#deck column`, `#tags column`, which count from 1.
"""

import csv
import io
import re
from collections.abc import Iterator

from msgspec import Struct

from learn.content.values import Bank
from learn.exchange.anki_notes import (
    Side,
    be_card,
    be_cloze,
    be_short,
    has_gaps,
    names_of,
    note_of,
    tagged,
    texts_are_html,
)
from learn.exchange.intake import Draft, Intake, Skip
from learn.exchange.report import Exported, Follow, Imported, item
from learn.language import tr

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_HEADER = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_COLUMNS = ("guid", "notetype", "deck", "tags")
_NAMES = frozenset(
    ("separator", "html", "tags", "columns", "notetype", "deck", "if matches", *(f"{name} column" for name in _COLUMNS))
)


# ------------------------------------------------------------------------------------------------------------- writing


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The bank's questions as notes, cards exactly, all others as cards to be judged by oneself."""
    target = io.StringIO()
    target.write("#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n")
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    deck = " ".join((bank.title or bank.id).split())
    items = []
    for question in follow(bank.questions):
        try:
            note, notes = note_of(question, bank.id)
        except Skip as reason:
            items.append(item(question, str(reason), skipped=True))
            continue
        writer.writerow((note.guid, note.type, deck, *note.fields, " ".join(note.tags)))
        items.append(item(question, *notes))
    return Exported("anki-text", target.getvalue().encode("utf-8"), tuple(items))


# ------------------------------------------------------------------------------------------------------------- reading


class Headers(Struct, frozen=True):
    """What the header lines say: by name in lower case, and where the notes begin."""

    told: dict[str, str]
    lines: int

    def column(self, name: str) -> int | None:
        """The place of a column with a meaning, from 0."""
        value = self.told.get(f"{name} column", "").strip()
        return int(value) - 1 if value.isascii() and value.isdecimal() and 0 < int(value) < 1000 else None

    @property
    def separator(self) -> str:
        """The character between fields; "" where none is told."""
        value = self.told.get("separator", "")
        return _SEPARATORS.get(value.strip().lower(), "\t" if value == "\\t" else value[:1])


def _headers(text: str) -> Headers:
    told: dict[str, str] = {}
    count = 0
    for line in text.split("\n"):
        found = _HEADER.fullmatch(line.rstrip("\r"))
        if not line.startswith("#"):
            break
        if found and found[1].strip().lower() in _NAMES:
            told[found[1].strip().lower()] = found[2]
        count += 1
    return Headers(told, count)


def recognise(data: bytes, name: str) -> bool:  # noqa: ARG001 - the content tells
    """Whether the file begins with header lines of Anki."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return bool(_headers(head).told)


def read(data: bytes, name: str) -> Imported:
    """The notes of a text file."""
    intake = Intake("anki-text", name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        intake.fault("E302", tr("the file is not UTF-8"), data[: error.start].count(b"\n") + 1)
        return intake.result()
    headers = _headers(text)
    banks, decks = [], []
    for line, fields in _records(text, headers, intake):
        row = _Row(fields, headers, line)
        banks.append(names_of(row.guid)[0])
        decks.append(row.deck)
        _take(row, intake)
    title = next((deck for deck in decks if deck and deck != "Default"), "")
    return intake.result(*filter(None, banks), title=title)


def _records(text: str, headers: Headers, intake: Intake) -> Iterator[tuple[int, list[str]]]:
    """Each note with its line. Lines that begin with # are comments."""
    body = text.split("\n", headers.lines)[-1] if headers.lines <= text.count("\n") else ""
    separator = headers.separator or _guessed(body)
    if len(separator) != 1 or separator in '"\r\n':
        intake.fault("E300", tr("this separator cannot be read"), 1, tr("write `#separator:tab`"))
        return
    lines = io.StringIO(body, newline="").readlines()
    reader = csv.reader(lines, delimiter=separator)
    done = 0
    try:
        for fields in reader:
            if any(map(str.strip, fields)) and not lines[done].startswith("#"):
                yield headers.lines + done + 1, fields
            done = reader.line_num
    except csv.Error as error:
        intake.fault("E340", tr("this note cannot be read: {error}", error=error), headers.lines + done + 1)


def _guessed(body: str) -> str:
    """The separator that the first note has (Anki tries them in this order)."""
    first = next((line for line in body.split("\n") if line.strip() and not line.startswith("#")), "")
    return next((one for one in "\t|;,:" if one in first), "\t")


class _Row:
    """A note's columns by their meaning."""

    def __init__(self, fields: list[str], headers: Headers, line: int) -> None:
        self.line = line
        columns = {name: headers.column(name) for name in _COLUMNS}
        self.guid, self.type, self.deck, tags = (
            fields[at].strip() if at is not None and at < len(fields) else "" for at in columns.values()
        )
        self.type = self.type or headers.told.get("notetype", "").strip()
        self.deck = self.deck or headers.told.get("deck", "").strip()
        self.tags = (*tags.split(), *headers.told.get("tags", "").split())
        self.fields = [text for at, text in enumerate(fields) if at not in columns.values()]
        html = headers.told.get("html", "").strip().lower()
        self.html = html == "true" if html else texts_are_html(self.fields)


def _take(row: _Row, intake: Intake) -> None:
    draft = Draft(names_of(row.guid)[1], line=row.line)
    try:
        _fill(row, draft)
    except Skip as reason:
        intake.skip(draft, str(reason))
    else:
        intake.take(draft)


def _fill(row: _Row, draft: Draft) -> None:
    side = Side(draft, row.html)
    front, back, *more = (*row.fields, "", "")
    kind = row.type.lower()
    if "occlusion" in kind:
        raise Skip(tr("it hides parts of a picture"))
    if has_gaps(front) and not kind.startswith("basic"):
        be_cloze(front, back, side)
    elif "type in" in kind:
        be_short(front, back, side)
    else:
        be_card(front, back, side)
        if "reversed" in kind:
            draft.note(tr("it is asked the other way round as well there"))
    if any(text.strip() for text in more):
        draft.note(tr("not kept: further fields"))
    tagged(row.tags, draft)
