"""Spreadsheets in the xlsx format (ECMA-376), written with xlsxwriter: texts as texts, never as formulas.

A text cell is not run, whatever it begins with; one that begins as a formula does gets the mark "text" (quotePrefix)
as well, so that it stays a text when somebody edits it. The same rows make the same bytes.
"""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from learn.language import tr
from learn.problems import UsageError

MOST_TEXT = 32_767
"""UTF-16 units in a cell: xlsxwriter leaves longer texts out with only a return code."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)

Cell: TypeAlias = str | int


def fits(text: str) -> bool:
    """Whether a cell holds the text."""
    return len(text) <= MOST_TEXT // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_TEXT


def sheet(rows: Sequence[Sequence[Cell]], name: str, widths: Sequence[int], title: str) -> bytes:
    """A workbook of one sheet of that name. Raises UsageError where xlsxwriter is not installed."""
    target = io.BytesIO()
    workbook = _workbook(target)
    workbook.set_properties({"title": title[:255], "created": _MADE})
    page = workbook.add_worksheet(name)
    text, marked = (
        workbook.add_format({"text_wrap": True}),
        workbook.add_format({"text_wrap": True, "quote_prefix": True}),
    )
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for line, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                page.write_number(line, column, cell)
            elif cell:
                page.write_string(line, column, cell, marked if _FORMULA.match(cell) else text)
    workbook.close()
    return target.getvalue()


def _workbook(target: io.BytesIO) -> Any:
    try:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]
    except ImportError:
        raise UsageError(
            tr("spreadsheets are written with xlsxwriter"), hint="pip install 'learn-quiz[teacher]'"
        ) from None
    return Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
