"""What students reached on the whole of a test and on the rest of it, an item left out: summed once for all items."""

from math import fsum

from learn.analysis.matrix import Matrix

PLACES = 9
"""Decimals that sums of marks are kept to, so that thirds add up to one and equal sums are equal. A sum is rounded
once: what is left of a rounded total is a billionth off, and no tie any more."""


class Rests:
    """The sums of a matrix. Where everyone saw every item the rest is in marks, else the share of what was seen.

    `columns` has the students who saw each item with their marks, `marks` the marks alone, `totals` is by student.
    """

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.complete = matrix.complete
        self.columns = [matrix.column(item) for item in range(len(matrix.items))]
        self.marks = [[mark for _, mark in column] for column in self.columns]
        self._sums = [fsum(mark for mark in row if mark is not None) for row in matrix.marks]
        self.totals = [round(whole, PLACES) for whole in self._sums]
        self._most = [] if self.complete else [self._seen(row) for row in matrix.marks]

    def _seen(self, row: tuple[float | None, ...]) -> float:
        return fsum(maximum for maximum, mark in zip(self.matrix.maxima, row, strict=True) if mark is not None)

    def without(self, item: int) -> dict[int, float]:
        """What each student who saw an item reached on the others; not those who saw no other."""
        seen = self.columns[item]
        if self.complete:
            return {student: round(self._sums[student] - mark, PLACES) for student, mark in seen}
        maximum = self.matrix.maxima[item]
        rest = ((student, self._sums[student] - mark, self._most[student] - maximum) for student, mark in seen)
        return {student: round(reached / most, PLACES) for student, reached, most in rest if most > 1e-9}
