"""Marks of many students on many items: the table that item statistics are made from."""

from collections.abc import Sequence

from msgspec import Struct


class Matrix(Struct, frozen=True):
    """`marks[s][i]` is student s's mark on item i: None where the item was not seen, 0 where it was left blank.

    `maxima[i]` is the most that item i earns; `students` and `items` are their names.
    """

    items: tuple[str, ...]
    maxima: tuple[float, ...]
    students: tuple[str, ...]
    marks: tuple[tuple[float | None, ...], ...]

    @property
    def complete(self) -> bool:
        """Whether everyone saw every item."""
        return all(mark is not None for row in self.marks for mark in row)

    def column(self, item: int) -> list[tuple[int, float]]:
        """The students (by number) who saw an item, each with the mark."""
        return [(student, mark) for student, row in enumerate(self.marks) if (mark := row[item]) is not None]

    def keep(self, wanted: Sequence[int]) -> "Matrix":
        """The same students on some of the items."""
        return Matrix(
            items=tuple(self.items[item] for item in wanted),
            maxima=tuple(self.maxima[item] for item in wanted),
            students=self.students,
            marks=tuple(tuple(row[item] for item in wanted) for row in self.marks),
        )
