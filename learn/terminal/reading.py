"""A lesson to be read: section by section on a terminal, in one piece of plain text elsewhere."""

from __future__ import annotations

from typing import TextIO

from msgspec import Struct

from learn.language import tr, trn
from learn.session.asker import Answer, Source
from learn.terminal.board import Board
from learn.terminal.compose import source_rows, spaced
from learn.terminal.look import WORDS, Signs
from learn.terminal.output import Output
from learn.terminal.rows import BLANK, Line, Row, heard, laid_out, plain_lines
from learn.terminal.stage import Stage
from learn.terminal.surroundings import ColorWish
from learn.terminal.widgets.pause import PauseWidget
from learn.terminal.wording import counted_minutes


class Section(Struct, frozen=True):
    """A part of a lesson: its heading, its text in Markdown, and the facts it teaches."""

    heading: str
    text: str
    facts: tuple[Source, ...] = ()


class Reading(Struct, frozen=True):
    """A lesson as it is read. `minutes` is how long its author thinks that takes."""

    title: str
    summary: str = ""
    minutes: float | None = None
    objectives: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def show(
    reading: Reading,
    stdin: TextIO,
    stdout: TextIO,
    *,
    plain: bool = False,
    color: ColorWish = "auto",
    then: str = "",
) -> bool:
    """Show the lesson; whether it was read to its end. With `then` (what Enter leads to) its end waits for Enter.

    Raises KeyboardInterrupt at Ctrl-C.
    """
    if plain:
        Output(stdout).lines(plain_reading(reading))
        return True
    return _paged(reading, Stage(stdin, stdout, color=color), then)


def plain_reading(reading: Reading) -> list[str]:
    """The whole lesson as lines of plain text, without the marks of Markdown."""
    from learn.terminal.unmarked import unmarked

    rows = head_rows(reading, WORDS)
    for section in reading.sections:
        said = Row(unmarked(section.text.strip()))
        rows += [BLANK, Row(section.heading), BLANK, said, *facts_rows(section, WORDS)]
    return [heard(line) for line in plain_lines(rows)]


def head_rows(reading: Reading, signs: Signs) -> list[Row]:
    """What the lesson is about, how long it takes, and what it is for."""
    about = [Row(reading.title, "strong"), *([Row(reading.summary)] if reading.summary else [])]
    length = [counted_minutes(reading.minutes)] if reading.minutes is not None else []
    facts = sum(len(section.facts) for section in reading.sections)
    length += [trn("{n} section", "{n} sections", len(reading.sections)), trn("{n} fact", "{n} facts", facts)]
    aims = [Row(aim, mark=signs.bullet and f"{signs.bullet} ", mark_role="dim") for aim in reading.objectives]
    after = [Row(tr("Afterwards you can:"), "dim"), *aims] if aims else []
    return spaced([[*about, Row(signs.between.join(length), "dim")], after])


def facts_rows(section: Section, signs: Signs) -> list[Row]:
    """The facts of a section, each with who says so and where."""
    if not section.facts:
        return []
    blocks = [source_rows(fact, signs) for fact in section.facts]
    return [BLANK, *spaced([[Row(tr("To remember"), "accent")], *blocks])]


def _paged(reading: Reading, stage: Stage, then: str) -> bool:
    """Section by section; one that is higher than the screen comes in pages."""
    stage.begin()
    try:
        stage.write([BLANK, *head_rows(reading, stage.look.signs)])
        count = len(reading.sections)
        for number, section in enumerate(reading.sections, 1):
            onward = tr("read on ({number} of {count})", number=number, count=count)
            if not _goes_on(stage, onward) or not _section(stage, section):
                return False
        if then:
            _goes_on(stage, then)
        return True
    finally:
        stage.restore()


def _section(stage: Stage, section: Section) -> bool:
    """Write a section in pages; whether all of it was seen."""
    signs = stage.look.signs
    lines = [
        *laid_out([BLANK, Row(section.heading, "accent"), BLANK], stage.cells),
        *_text(section.text, stage),
        *laid_out(facts_rows(section, signs), stage.cells),
    ]
    page = max(5, stage.lines_left)
    for start in range(0, len(lines), page):
        if start and not _goes_on(stage, tr("read on")):
            return False
        stage.write_lines(lines[start : start + page])
    return True


def _text(text: str, stage: Stage) -> list[Line]:
    """The Markdown of a section, drawn in colour, else as it was written."""
    if not stage.look.color:
        return laid_out([Row(text.strip())], stage.cells)
    from learn.terminal.markdown import markdown_lines

    return markdown_lines(text, stage.cells)


def _goes_on(stage: Stage, meaning: str) -> bool:
    return isinstance(stage.press(Board(PauseWidget(meaning), ("stop",))), Answer)
