"""Parquet (written with pyarrow), an answer a row, with the names and types of `learn.gradebook.answers.Row`."""

import io
from collections.abc import Iterator
from typing import Any

from learn.gradebook.answers import NAMES, Row, all_rows
from learn.gradebook.book import Book, Written
from learn.language import tr
from learn.problems import UsageError

ONE_CELL = False
GROUP = 20_000
"""Rows of a row group: what is held in memory at once."""


def write(book: Book) -> Written:
    """All answers. UsageError where pyarrow is not installed."""
    return Written(chunks=_pieces(book, _pyarrow()), steps=len(book.grades) + 1)


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise UsageError(tr("parquet is written with pyarrow"), hint="pip install 'learn-quiz[analytics]'") from None
    return pyarrow


def _schema(arrow: Any) -> Any:
    kinds = {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        tuple[str, ...]: arrow.list_(arrow.string()),
        tuple[float, ...]: arrow.list_(arrow.float64()),
    }
    return arrow.schema([(name, _kind(kinds, Row.__annotations__[name])) for name in NAMES])


def _kind(kinds: dict[Any, Any], annotation: Any) -> Any:
    """The type of a column; an optional one is the same, and so is a text of a few values."""
    return next((kind for type_, kind in kinds.items() if annotation in (type_, type_ | None)), kinds[str])


def _pieces(book: Book, arrow: Any) -> Iterator[bytes]:
    """An empty piece for each grade, then the file."""
    target, schema = io.BytesIO(), _schema(arrow)
    with arrow.parquet.ParquetWriter(target, schema) as writer:
        held: list[Row] = []
        for rows in all_rows(book):
            held += rows
            if len(held) >= GROUP:
                writer.write_table(_table(arrow, schema, held))
                held = []
            yield b""
        writer.write_table(_table(arrow, schema, held))
    yield target.getvalue()


def _table(arrow: Any, schema: Any, rows: list[Row]) -> Any:
    columns = [arrow.array([getattr(row, field.name) for row in rows], type=field.type) for field in schema]
    return arrow.table(columns, schema=schema)
