"""Help in terminal cells: click lays it out in characters, of which those of East Asia take two cells."""

from collections.abc import Iterable, Sequence

import click

from learn.text import padded, width, wrap

_MOST = 80
_WIDEST_NAME = 30
_GAP = 2
_LEAST = 10
"""Cells that a description has at least, however narrow the terminal."""


class CellFormatter(click.HelpFormatter):
    r"""Click's formatter, measuring what is shown. Its marks (`\b`: leave these lines as they are) hold."""

    def __init__(self, terminal_width: int | None, most: int | None) -> None:
        from shutil import get_terminal_size

        found = min(get_terminal_size().columns, most or _MOST) - _GAP
        super().__init__(width=terminal_width or max(found, _LEAST + _GAP))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        from gettext import gettext

        head = f"{gettext('Usage:') if prefix is None else prefix.rstrip()} {prog} "
        indent = " " * (self.current_indent + min(width(head), self.width // 2))
        self._write_lines(wrap(args, self.width, indent, first=" " * self.current_indent + head))

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for place, paragraph in enumerate(text.strip("\n").split("\n\n")):
            if place:
                self.write("\n")
            if paragraph.startswith("\b\n"):
                self._write_lines([(indent + line.strip("\b")).rstrip() for line in paragraph.split("\n")[1:]])
            else:
                self._write_lines(wrap(" ".join(paragraph.split()), self.width, indent))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_NAME, col_spacing: int = _GAP) -> None:
        rows = list(rows)
        most = min(col_max, self.width // 2)
        first = max((width(name) for name, _ in rows if width(name) <= most), default=most) + col_spacing
        indent = " " * self.current_indent
        room = max(self.width - self.current_indent - first, _LEAST)
        for name, about in rows:
            lines = [" " * first + line for line in wrap(about, room)]
            if width(name) <= first - col_spacing:
                lines[0] = padded(name, first) + lines[0][first:]
            else:
                lines.insert(0, name)
            self._write_lines([(indent + line).rstrip() for line in lines])

    def _write_lines(self, lines: Sequence[str]) -> None:
        self.write("".join(line + "\n" for line in lines))
