"""The files of other systems that this project did not write, and what we make of each: a table for the docs.

`python -m tests.exchange.given` writes the table into docs/exchange-differences.md, where the data are there.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from learn.exchange import FORMATS, module_of
from learn.exchange.report import Imported
from tests.exchange.data import ROOT

PAGE = Path(__file__).parents[2] / "docs" / "exchange-differences.md"
BEGIN, END = "<!-- the table: python -m tests.exchange.given -->\n", "<!-- end of the table -->\n"
FOLDERS = {"gift": "gift", "moodlexml": "moodle-xml", "aiken": "aiken", "qti12": "qti12", "qti21": "qti21"}
"""Folder of the shared data → format of its files."""


def given() -> list[tuple[str, Path]]:
    """Each file with its format; none where the data are not on this machine."""
    return [
        (form, path)
        for folder, form in FOLDERS.items()
        for path in sorted((ROOT / folder).glob("*"))
        if path.suffix != ".json"
    ]


def recognised(data: bytes, name: str) -> list[str]:
    """The formats that take the file for theirs."""
    return [form for form in FORMATS if module_of(form).recognise(data, name)]


def read(form: str, path: Path) -> Imported:
    """What is read of a file."""
    found: Imported = module_of(form).read(path.read_bytes(), path.name)
    return found


def table() -> str:
    """The table: what became of the questions of each file, and the faults of the file with their lines."""
    rows = [_row(path, read(form, path)) for form, path in given()]
    return "\n".join(["| file | exact | degraded | skipped | faults |", "|---|---|---|---|---|", *rows]) + "\n"


def _row(path: Path, found: Imported) -> str:
    counts = Counter(one.status for one in found.items)
    faults = ", ".join(f"{one.code} in line {one.span.line}" for one in found.problems)
    numbers = f"{counts['exact']} | {counts['degraded']} | {counts['skipped']}"
    return f"| {path.parent.name}/{path.name} | {numbers} | {faults} |"


def parts() -> Iterator[str]:
    """The page before its table, the table, and what is behind it."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    printed, _, behind = rest.partition(END)
    yield from (before, printed, behind)


def main() -> int:
    """Write the table anew."""
    before, _, behind = parts()
    PAGE.write_text(before + BEGIN + table() + END + behind, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
