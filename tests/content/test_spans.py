"""The places of values: exact where they are written out, and else of the nearest thing around them."""

import pytest

from learn.content.spans import Spans
from learn.content.tree import Where

TEXT = """\
bank: a
questions:
  - {id: one, tags: [x, dates]}
  - {id: two}
"""


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        (("bank",), 1, 7),
        (("questions", 1, "id"), 4, 10),
        (("questions", 0, "tags", 1), 3, 25),
        (("questions", 1, "tags", 1), 4, 5),
        (("questions", 7, "id"), 3, 3),
    ],
)
def test_the_place_of_a_value(where: Where, line: int, column: int) -> None:
    span = Spans("a.yaml", TEXT).at(where)
    assert (span.line, span.column) == (line, column)


def test_the_place_of_a_key() -> None:
    span = Spans("a.yaml", TEXT).at(("questions", 0, "tags"), key=True)
    assert (span.line, span.column, span.width) == (3, 15, 4)


@pytest.mark.parametrize("where", [(), ("questions", 0, "id")])
def test_in_an_empty_file_everything_is_at_its_beginning(where: Where) -> None:
    span = Spans("a.yaml", "").at(where)
    assert (span.path, span.line, span.column) == ("a.yaml", 1, 1)


def test_an_item_by_its_id() -> None:
    spans = Spans("a.yaml", TEXT)
    assert spans.item("questions", "two") == ("questions", 1)
    assert spans.item("questions", "three") == ("questions",)
    assert spans.item("sections", "one") == ("sections",)
