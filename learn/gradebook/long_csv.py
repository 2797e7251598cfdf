"""CSV, an answer a row: in UTF-8 with a byte order mark, without which Excel takes it for something else."""

from codecs import BOM_UTF8
from collections.abc import Iterator

from learn.gradebook.answers import NAMES, all_rows, cells
from learn.gradebook.book import Book, Written
from learn.gradebook.cells import line

ONE_CELL = False


def write(book: Book) -> Written:
    """All answers."""
    return Written(chunks=_lines(book), steps=len(book.grades) + 1)


def _lines(book: Book) -> Iterator[bytes]:
    yield BOM_UTF8 + line(NAMES)
    for rows in all_rows(book):
        yield b"".join(line(cells(row), book.raw) for row in rows)
