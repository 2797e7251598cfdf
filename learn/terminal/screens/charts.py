"""Charts of characters: bars, columns over days, a calendar. Every chart has its numbers beside it."""

from collections.abc import Sequence
from datetime import date

from learn.dates import month, weekdays
from learn.language import tr
from learn.terminal.compose import bar
from learn.terminal.look import ASCII, Signs
from learn.text import clean, padded, width, wrap

EIGHTHS = " ▁▂▃▄▅▆▇█"
SHADES, ASCII_SHADES = "·░▒▓█", ".-+*#"
STEPS = (1, 5, 15, 30)
"""From how many answers a day on a calendar is drawn a shade darker."""


def paragraph(text: str, cells: int, indent: str = "", first: str | None = None) -> list[str]:
    """Content wrapped to the width, cleaned."""
    return wrap(clean(text, keep=""), max(cells, width(indent) + 8), indent, first)


def percent(share: float | None) -> str:
    """A share of 0–1 as `54%`."""
    return "-" if share is None else f"{round(100 * share)}%"


def bar_line(label: str, value: float, whole: float, text: str, cells: int, signs: Signs) -> str:
    """A label, a bar that takes what is left of the line (20 cells at most), and the number that it stands for.

    Without signs to draw it with, the label and the number.
    """
    if not signs.full:
        return f"{label.rstrip()}: {text.lstrip()}" if label else text.lstrip()
    room = cells - width(label) - width(text) - (2 if label else 0) - 2
    drawn = bar(value, whole, min(20, room), signs) if room >= 4 else ""
    return "  ".join(part for part in (label, drawn, text) if part).rstrip()


def columns(counts: Sequence[int], cells: int, signs: Signs, height: int = 4) -> list[str]:
    """A column for each count, an axis with the greatest, and the number of the day below every seventh."""
    top = max([*counts, 1])
    side = len(str(top))
    shown = counts[: _fitting(counts, cells)]
    plain = signs == ASCII
    lines = []
    for row in range(height, 0, -1):
        label = str(top) if row == height else ""
        lines.append(
            f"{label:>{side}} {'|' if plain else '│'}" + "".join(_cell(n, top, row, height, plain) for n in shown)
        )
    lines.append(f"{'0':>{side}} {'+' if plain else '└'}" + ("-" if plain else "─") * len(shown))
    ticks = "".join(f"{day:<7}" for day in range(0, len(shown), 7))
    return [line.rstrip() for line in (*lines, " " * (side + 2) + ticks[: len(shown)])]


def axis(counts: Sequence[int], cells: int) -> str:
    """What the axis of `columns` stands for, and how much of it there was room for."""
    shown = _fitting(counts, cells)
    if shown >= len(counts):
        return tr("days from today.")
    return tr("days from today, the first {shown}.", shown=shown)


def _fitting(counts: Sequence[int], cells: int) -> int:
    return max(1, cells - len(str(max([*counts, 1]))) - 2)


def _cell(count: int, top: int, row: int, height: int, plain: bool) -> str:
    """The character of a column in a row (counted from 1 below). The smallest count can be seen."""
    eighths = max(1, round(count / top * height * 8)) if count else 0
    here = min(8, max(0, eighths - 8 * (row - 1)))
    return ("#" if here >= 4 or (row == 1 and here) else " ") if plain else EIGHTHS[here]


def calendar(days: Sequence[tuple[str, int]], cells: int, signs: Signs) -> list[str]:
    """A column for each week and a line for each weekday, newest right; as many weeks as fit."""
    shades = ASCII_SHADES if signs == ASCII else SHADES
    by_day = {date.fromisoformat(day): count for day, count in days}
    if not by_day:
        return []
    last = max(by_day).toordinal()
    monday = last - date.fromordinal(last).weekday()
    names = weekdays()
    side = max(map(width, names)) + 1
    broad = 2 if cells >= side + 2 * (len(days) // 7 + 1) else 1
    weeks = min((cells - side) // broad, len(days) // 7 + 1)
    starts = [monday - 7 * back for back in range(weeks - 1, -1, -1)]
    lines = [" " * side + _months(starts, broad, cells - side)]
    for weekday, name in enumerate(names):
        marks = [_mark(by_day, start + weekday, last, shades) for start in starts]
        lines.append(padded(name, side) + "".join(mark.ljust(broad) for mark in marks))
    return [line.rstrip() for line in lines] + [""] + _legend(shades, cells)


def _mark(by_day: dict[date, int], day: int, last: int, shades: str) -> str:
    """A day's shade; nothing for days to come."""
    count = by_day.get(date.fromordinal(day), 0)
    return " " if day > last else shades[sum(count >= step for step in STEPS)]


def _months(starts: Sequence[int], broad: int, cells: int) -> str:
    """The names of the months above the weeks in which they begin, where there is room."""
    line = ""
    for place, start in enumerate(starts):
        sunday = date.fromordinal(start + 6)
        name = month(sunday)
        if sunday.day <= 7 and width(line) <= place * broad <= cells - width(name):
            line = padded(line, place * broad) + name + " "
    return line


def _legend(shades: str, cells: int) -> list[str]:
    words = [shades[0] + " " + tr("none")]
    for index, step in enumerate(STEPS, 1):
        more = f"{step}-{STEPS[index] - 1}" if index < len(STEPS) else tr("{step} or more", step=step)
        words.append(f"{shades[index]} {more}")
    return flowed(words, cells)


def flowed(pieces: Sequence[str], cells: int, between: str = "   ", indent: str = "") -> list[str]:
    """The pieces one behind the other, as many on a line as fit; none is broken unless it is longer than a line."""
    lines: list[str] = []
    for piece in pieces:
        if lines and width(lines[-1] + between + piece) <= cells:
            lines[-1] += between + piece
        else:
            lines += paragraph(piece, cells, indent)
    return lines
