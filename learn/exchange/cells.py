r"""Texts in the cells of a table: nothing that a spreadsheet would run, and lists within one cell.

A text that begins as a formula does (`=`, `+`, `-`, `@`, also in full width and behind spaces; tab, line end) gets an
apostrophe before it, unless it is a plain number; so does a text that begins with apostrophes and goes on like that,
so that reading takes off exactly what writing put on (OWASP: CSV injection).

A list stands in one cell as `one | two | three`. Within an item `::` parts an option from its feedback and `=>` a
left side from a right one. `\|`, `\:`, `\=` and `\\` are the characters themselves, a backslash before white space
keeps it where it would be trimmed; before anything else a backslash is a backslash.
"""

import re
from collections.abc import Iterable

_FORMULA = re.compile(r"'*(?:[\t\r\n]|[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫])")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_TOKEN = re.compile(r"\\[|:=\\\s]|=>|::|\||.", re.DOTALL)
_BETWEEN = re.compile("::|=>")
_ESCAPED = re.compile(r"\\|\||:(?=:)|=(?=>)")
_EDGE = re.compile(r"^\s|\s$")
_STRUCTURE = frozenset({"|", "::", "=>"})


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def undone(cell: str) -> str:
    """The text that `defused` made the cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def joined(items: Iterable[Iterable[str]], mark: str = "::") -> str:
    """A list in one cell: items of one part, or of two with `mark` between them. A list of nothing is `|`."""
    cell = " | ".join(f" {mark} ".join(map(_escaped, parts)) for parts in items)
    return cell or "|"


def _escaped(text: str) -> str:
    plain = _ESCAPED.sub(lambda found: "\\" + found[0], text)
    return _EDGE.sub(lambda found: "\\" + found[0], plain) if plain.strip() else _all_white(plain)


def _all_white(text: str) -> str:
    """A text of nothing but white space (or nothing at all)."""
    return "".join("\\" + character for character in text)


def split(cell: str) -> list[tuple[str, ...]]:
    """The items of a list in one cell, each in its parts; items without any text are passed over."""
    made = _unescaped(cell) if "\\" in cell else _bare(cell)
    return [parts for parts in made if any(parts)]


def _bare(cell: str) -> list[tuple[str, ...]]:
    """The items of a cell in which nothing is escaped."""
    return [tuple([part.strip() for part in _BETWEEN.split(item)]) for item in cell.split("|")] if cell else []


def _unescaped(cell: str) -> list[tuple[str, ...]]:
    items: list[list[list[str]]] = [[[]]]
    for found in _TOKEN.finditer(cell):
        piece = found[0]
        if piece == "|":
            items.append([[]])
        elif piece in _STRUCTURE:
            items[-1].append([])
        else:
            items[-1][-1].append(piece)
    return [tuple(map(_plain, parts)) for parts in items]


def _plain(tokens: list[str]) -> str:
    """A part: unescaped white space around it trimmed, escapes undone."""
    first, last = 0, len(tokens)
    while first < last and tokens[first].isspace():
        first += 1
    while last > first and tokens[last - 1].isspace():
        last -= 1
    return "".join(token[1:] if len(token) == 2 else token for token in tokens[first:last])
