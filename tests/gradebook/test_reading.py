"""Whatever a file of marks holds, it is read or refused with its faults; never a traceback, never half of it."""

from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from learn.analysis.judging import judge
from learn.gradebook.reading import read
from learn.gradebook.reading_marks import Wanted
from learn.problems import LearnError

PLAIN = [
    "",
    "0",
    "1",
    "0.5",
    "0,5",
    "-",
    "NA",
    "x",
    "student",
    "total",
    "2",
    '"',
    "id",
    "max",
    "-1",
    "nan",
    "1e999",
    "=1",
]
FOREIGN = [
    "1e999",
    "Q. 1 /1.00",
    "Grade/2.00",
    "Response 1",
    "Right answer 1",
    "1: what?",
    "n correct",
    "1.0",
    "\u2212",
]
CELLS = st.sampled_from([*PLAIN, *FOREIGN])
TABLES = st.lists(st.lists(CELLS, max_size=5), max_size=6).flatmap(
    lambda rows: st.sampled_from([",", ";", "\t", " "]).map(lambda mark: "\n".join(mark.join(row) for row in rows))
)


def attempt(data: bytes) -> None:
    try:
        found = read(data, "marks.csv", Wanted())
    except LearnError as error:
        assert error.problems or error.message  # noqa: PT017
    else:
        judged = judge(found.marks, lambda item: found.options.get(item, ()))
        assert judged.n == len(found.marks.matrix.students) <= data.count(b"\n") + data.count(b"\r") + 1


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=120))
@example(b"\xff\xfe")
@example(b"a\n\xff")
def test_any_bytes(data: bytes) -> None:
    attempt(data)


@settings(max_examples=400, deadline=None)
@given(TABLES)
def test_any_table(text: str) -> None:
    attempt(text.encode())


def test_what_is_read_is_what_was_written() -> None:
    """200 random matrices with unseen cells, in each separator: the same marks come back."""
    rng = Random(5)
    for number in range(200):
        students, items, mark = rng.randint(2, 9), rng.randint(1, 6), rng.choice(",;\t")
        marks = [[rng.choice([None, 0.0, 1.0, 0.25]) for _ in range(items)] for _ in range(students)]
        for at in range(items):
            marks[0][at] = 1.0
        head = ["student", *(f"item-{at}" for at in range(items))]
        rows = [[f"s-{n}", *("" if one is None else f"{one:g}" for one in row)] for n, row in enumerate(marks)]
        text = "\n".join(mark.join(row) for row in [head, *rows])
        found = read(text.encode(), "marks.csv", Wanted()).marks.matrix
        kept = [row for row in marks if any(one is not None for one in row)]
        assert [list(row) for row in found.marks] == kept, f"{number}: {text}"
