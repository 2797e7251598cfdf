"""Anki's text files (Notes in Plain Text): tab-separated fields below header lines.

The headers are those of Anki's manual, "Importing > Text Files": `#separator`, `#html`, `#tags`, `#columns`,
`#notetype`, `#deck`, and `#guid column`, `#notetype column`, `#deck column`, `#tags column`, which count from 1.
"""

import csv
import io
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from learn.content.values import Bank
from learn.exchange.anki_notes import (
    Side,
    be_card,
    be_cloze,
    be_short,
    has_gaps,
    is_ordinary,
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
    layout = _Layout(headers)
    banks, decks = [], []
    for line, fields in _records(text, headers, intake):
        row = layout.row(fields, line)
        banks.append(row.bank)
        decks.append(row.deck)
        if _is_ordinary_card(row):
            intake.take_card(row.fields[0], row.fields[1], row.tags, name=row.name, line=line)
        else:
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


class _Row(NamedTuple):
    """A note's columns by their meaning. `html` is None where the file does not say."""

    line: int
    bank: str
    name: str
    type: str
    deck: str
    tags: tuple[str, ...]
    fields: list[str]
    html: bool | None


_NOWHERE = sys.maxsize


class _Layout:
    """What the headers say of every row, worked out once."""

    def __init__(self, headers: Headers) -> None:
        places = [headers.column(name) for name in _COLUMNS]
        self.places = [_NOWHERE if at is None else at for at in places]
        self.texts_only = set(places) == {None}
        self.type, self.deck = (headers.told.get(name, "").strip() for name in ("notetype", "deck"))
        self.tags = tuple(headers.told.get("tags", "").split())
        html = headers.told.get("html", "").strip().lower()
        self.html = html == "true" if html else None

    def row(self, fields: list[str], line: int) -> _Row:
        """A row taken apart."""
        if self.texts_only:
            return _Row(line, "", "", self.type, self.deck, self.tags, fields, self.html)
        guid, type_, deck, tags = [fields[at].strip() if at < len(fields) else "" for at in self.places]
        texts = [text for at, text in enumerate(fields) if at not in self.places]
        bank, name = names_of(guid)
        all_tags = (*tags.split(), *self.tags)
        return _Row(line, bank, name, type_ or self.type, deck or self.deck, all_tags, texts, self.html)


def _is_ordinary_card(row: _Row) -> bool:
    """Whether the long way through a draft would make a card of just these texts, with nothing to tell of it."""
    fields, tags = row.fields, "".join(row.tags)
    return (
        len(fields) > 1
        and is_ordinary(fields[0])
        and is_ordinary(fields[1])
        and not any(map(str.strip, fields[2:]))
        and tags.isprintable()
        and ":" not in tags
        and _makes_cards(row.type)
    )


@lru_cache
def _makes_cards(type_: str) -> bool:
    """Whether notes of a type are cards, and nothing but cards."""
    return not any(part in type_.lower() for part in ("occlusion", "type in", "reversed"))


def _take(row: _Row, intake: Intake) -> None:
    draft = Draft(row.name, line=row.line)
    try:
        _fill(row, draft)
    except Skip as reason:
        intake.skip(draft, str(reason))
    else:
        intake.take(draft)


def _fill(row: _Row, draft: Draft) -> None:
    side = Side(draft, texts_are_html(row.fields) if row.html is None else row.html)
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
