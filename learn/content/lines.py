"""Ordinary YAML read line by line, several times as fast as by parser events: what large banks are made of.

A line is taken where YAML knows one meaning for it, whatever stands around it: `key: text`, `- text`, `key:` with
something deeper below, texts in quotes, lists and mappings of texts in brackets, each within its line. At the first
line that is anything else the file is left to `learn.content.nodes`. What is read here is read the same there: a test
draws files and compares.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

_Line: TypeAlias = tuple[str, str, str, str, str, Any]
"""Spaces, dash with the spaces behind it, key, plain text, text in quotes or brackets; or, alone, what is not taken.
Instead of that one, behind spaces and dash: items of a list, all read."""

_MOST_OPEN = 20
_MOST_SHAPES = 8
_BLOCK = 1 << 14

_FIRST = r"[^\s\-?:.,\[\]{}#&*!|>'\"%@`]"
_PLAIN = rf"{_FIRST}[^:#\n]*+(?:(?::(?=\S)|(?<! )#)[^:#\n]*+)*+"
_QUOTED = r"\"[^\"\\\n]*+(?:\\[\"\\][^\"\\\n]*+)*+\"|'[^'\n]*+(?:''[^'\n]*+)*+'"
_KEY = (
    r"[a-z_]{1,200}+(?=:)"
    rf"|{_FIRST}[^:#\n]{{0,200}}+(?:(?::(?=\S)|(?<! )#)[^:#\n]{{0,200}}+){{0,3}}+(?<! )"  # YAML: 1,024 characters
    r"|\"[^\"\\\n]{0,200}+\"|'[^'\n]{0,200}+'"
)
_PART = rf"\w[^,\[\]{{}}?:#\"\n]*+|{_QUOTED}"
_NAME = r"[a-z_]{1,200}+"
_BRACKETS = rf"\[(?:(?:{_PART})(?:, ?(?:{_PART}))*+)?+\]|\{{{_NAME}: (?:{_PART})(?:, {_NAME}: (?:{_PART}))*+\}}"
_LINE = re.compile(
    rf"( *+)(?:(- ++)?+(?:({_KEY}):(?: ++|$))?(?:({_PLAIN})|({_QUOTED}|{_BRACKETS}))?$|#.*+$)\n?+|(.++)\n?+",
    re.MULTILINE,
)
_FLAT = re.compile(rf"( *+)- {_NAME}: {_PLAIN}\n(?:\1  {_NAME}: {_PLAIN}\n)*+\n*+(?=\1- )")
"""An item of nothing but `key: text`, and another one behind it."""
_ITEM = re.compile(rf"\n(?= *- {_NAME}: )")
_PARTS = re.compile(rf"(?:({_NAME}): )?({_PART})")


def plain_lines(text: str) -> dict[str, Any] | None:
    """The mapping that the text stands for; None where it takes more than this.

    The text has none of the characters that `learn.content.refusals` refuses.
    """
    text = text.replace("\r\n", "\n")
    if "\r" in text or "\t" in text:
        return None
    if " \n" in text or text.endswith(" "):
        text = re.sub(" +$", "", text, flags=re.MULTILINE)
    reader = _Reader()
    try:
        reader.read(_lines(text))
    except _OddError:
        return None
    return reader.root or None


def _lines(text: str) -> Iterator[_Line]:
    """The lines of a text, taken apart some hundreds at a time; items that are all of one shape at one go."""
    shapes: dict[tuple[str, ...], re.Pattern[str]] = {}
    start, end = 0, len(text)
    while start < end:
        flat = _FLAT.match(text, start)
        if flat is not None:
            keys = tuple(line.lstrip(" -").partition(":")[0] for line in flat[0].rstrip("\n").split("\n"))
            shape = _shape(shapes, flat[1], keys)
            if shape is not None:
                items, start = _items(text, start, shape, keys)
                yield flat[1], "- ", "", "", "", items
        after = _ITEM.search(text, start + _BLOCK)
        stop = after.end() if after else end
        yield from _LINE.findall(text, start, stop)
        start = stop


def _shape(
    shapes: dict[tuple[str, ...], re.Pattern[str]], spaces: str, keys: tuple[str, ...]
) -> re.Pattern[str] | None:
    """An item of these keys, with another one behind it; None where a key stands twice, or enough are known."""
    found = shapes.get((spaces, *keys))
    if found is None and len(shapes) < _MOST_SHAPES and len(set(keys)) == len(keys):
        entries = f"\n{spaces}  ".join(rf"{key}: ({_PLAIN})" for key in keys)
        found = shapes[(spaces, *keys)] = re.compile(rf"{spaces}- {entries}\n++(?={spaces}- )")
    return found


def _items(text: str, start: int, shape: re.Pattern[str], keys: tuple[str, ...]) -> tuple[list[dict[str, str]], int]:
    """The items of one shape from here on, and where they end."""
    items = []
    found = shape.match(text, start)
    while found is not None:
        items.append(dict(zip(keys, found.groups(), strict=True)))
        start = found.end()
        found = shape.match(text, start)
    return items, start


class _OddError(Exception):
    """A line that does not fit where it stands."""


class _Reader:
    """The collections that are open while lines are read: the innermost, its column, and those it lies in."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self.inner: Any = self.root
        self.column = 0
        self.around: list[tuple[Any, int]] = []
        self.awaiting = ""  # the key whose value may stand below it

    def read(self, lines: Iterator[_Line]) -> None:
        """Takes all lines. _OddError at the first that does not fit."""
        entries, column = self._running()
        for spaces, dash, key, text, closed, odd in lines:
            if text and key and not dash and len(spaces) == column and key not in entries and key[0] not in "\"'":
                entries[key] = text  # nearly every line
                continue
            if dash and odd:
                self._go_to(len(spaces), True)
                self.inner.extend(odd)
            elif dash or key:
                self._go_to(len(spaces), bool(dash))
                self._take(dash, key, text, closed)
            elif odd or text or closed:
                raise _OddError
            entries, column = self._running()

    def _running(self) -> tuple[dict[str, Any], int]:
        """The mapping that goes on at a `key: text`, and the column for it; -1 where something else may be meant."""
        if self.awaiting or self.inner.__class__ is list:
            return {}, -1
        return self.inner, self.column

    def _go_to(self, column: int, dash: bool) -> None:
        """Opens what the last key was waiting for, or closes what ends before this column."""
        if self.awaiting and (column > self.column or (dash and column == self.column)):
            below: Any = [] if dash else {}
            self.inner[self.awaiting] = below
            self._open(below, column)
        while column < self.column:
            self.inner, self.column = self.around.pop()
        if not dash and self.inner.__class__ is list:  # one that stands in the column of its key
            self.inner, self.column = self.around.pop()
        if column != self.column or dash is not (self.inner.__class__ is list):
            raise _OddError
        self.awaiting = ""

    def _open(self, inner: Any, column: int) -> None:
        self.around.append((self.inner, self.column))
        self.inner, self.column = inner, column
        if len(self.around) > _MOST_OPEN:
            raise _OddError

    def _take(self, dash: str, key: str, text: str, closed: str) -> None:
        """An item of the list that is open, or an entry of the mapping that is open or begins with it."""
        value = text or (_closed(closed) if closed else "")
        if not key:
            self.inner.append(value)
            return
        if dash:
            entries: dict[str, Any] = {}
            self.inner.append(entries)
            self._open(entries, self.column + len(dash))
        name = key[1:-1] if key[0] in "\"'" else key
        if name in self.inner:
            raise _OddError
        self.inner[name] = value
        self.awaiting = "" if text or closed else name


def _closed(text: str) -> Any:
    """What stands in quotes or brackets."""
    if text[0] not in "[{":
        return _unquoted(text)
    parts = [(key, _unquoted(part)) for key, part in _PARTS.findall(text, 1)]
    if text[0] == "[":
        return [part for _, part in parts]
    entries = dict(parts)
    if len(entries) < len(parts):
        raise _OddError
    return entries


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text[0] == '"' else text.rstrip(" ")
