"""JSON lines, an answer a line, with the names and types of `learn.gradebook.answers.Row`."""

from collections.abc import Iterator

import msgspec

from learn.gradebook.answers import all_rows
from learn.gradebook.book import Book, Written

ONE_CELL = False


def write(book: Book) -> Written:
    """All answers."""
    return Written(chunks=_lines(book), steps=len(book.grades))


def _lines(book: Book) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    for rows in all_rows(book):
        yield encoder.encode_lines(rows)
