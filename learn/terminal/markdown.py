"""Markdown by rich, as lines of spans. Imported when a lesson is read on a terminal in colour, never before."""

from io import StringIO

from rich.console import Console
from rich.markdown import Markdown
from rich.segment import Segment
from rich.style import Style

from learn.terminal.rows import Line, Role, Span
from learn.text import clean


def markdown_lines(text: str, cells: int) -> list[Line]:
    """The text wrapped to the width: what is strong in it is strong, code and emphasis are accented, the rest plain.

    Only roles come out of rich, no escape sequences: what the terminal is sent is decided in `paint`.
    """
    console = Console(file=StringIO(), width=cells, color_system=None, legacy_windows=False, emoji=False, markup=False)
    drawn = Markdown(clean(text, keep="\n").strip(), hyperlinks=False)
    lines = console.render_lines(drawn, pad=False)
    return [_line(line) for line in lines]


def _line(segments: list[Segment]) -> Line:
    shown = [segment for segment in segments if not segment.control]
    spans: list[Span] = [(_role(segment.style), clean(segment.text, keep="")) for segment in shown]
    return tuple(spans) if any(text.strip() for _, text in spans) else ()


def _role(style: Style | None) -> Role:
    if style is None:
        return "text"
    if style.bold:
        return "strong"
    return "accent" if style.italic else "text"
