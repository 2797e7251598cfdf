"""A GIFT file in blocks: what stands between blank lines is one question, with the comments in it.

Source: Moodle, `qformat_default::readquestions` and `qformat_gift::readquestion` (also for `[id:…]` and `[tag:…]`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec import Struct

from learn.exchange.faults import problem
from learn.exchange.gift_text import WHITE, hidden
from learn.language import tr
from learn.problems import Problem
from learn.text import clean

MOST_BYTES = 64 * 1024 * 1024

_NO_LINES = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), " ")
"""What no editor counts as the end of a line."""

_ID = re.compile(r"\[id:((?:\\\]|[^\]]){1,255})\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]]){1,255})\]")


class Block(Struct, frozen=True):
    """The lines of a question, escapes hidden and comments blank; the line it begins on; what its comments say."""

    text: str
    line: int
    idnumber: str = ""
    tags: tuple[str, ...] = ()

    def line_of(self, place: int) -> int:
        """The line of the file in which a place of the text stands."""
        return self.line + self.text.count("\n", 0, place)

    def lines_of(self, places: Iterable[int]) -> list[int]:
        """The lines of many places, without counting from the beginning each time."""
        ends = [found.start() for found in re.finditer("\n", self.text)]
        return [self.line + bisect_left(ends, place) for place in places]


def decoded(data: bytes, path: str) -> tuple[str, Problem | None]:
    """The text of a file in UTF-8 (or in UTF-16 that says so), cleaned; or "" and what is wrong."""
    if len(data) > MOST_BYTES:
        return "", problem(
            "E301", path, 1, tr("the file has {count:,} bytes, at most {most:,}", count=len(data), most=MOST_BYTES)
        )
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return clean(data.decode(encoding).translate(_NO_LINES), "\n\t"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = tr(
            "the byte 0x{byte:02x} is not {encoding}",
            byte=data[error.start],
            encoding=encoding.upper().removesuffix("-SIG"),
        )
        return "", problem("E302", path, line, what, tr("save the file as UTF-8 in your editor"))


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a file that say something beside comments."""
    lines: list[str] = []
    for number, line in enumerate((*text.split("\n"), ""), 1):
        trimmed = line.strip(WHITE)
        if trimmed:
            lines.append(trimmed)
        elif lines:
            yield from _block(lines, number - len(lines))
            lines = []


def _block(lines: list[str], line: int) -> Iterator[Block]:
    comments = "\n".join(one for one in lines if one.startswith("//"))
    text = hidden("\n".join("" if one.startswith("//") else one for one in lines))
    body = text.lstrip("\n")
    if body:
        found = _ID.search(comments)
        tags = (one.replace("\\]", "]").strip(WHITE) for one in _TAG.findall(comments))
        idnumber = found[1].replace("\\]", "]").strip(WHITE) if found else ""
        yield Block(body.rstrip("\n"), line + len(text) - len(body), idnumber, tuple(filter(None, tags)))
