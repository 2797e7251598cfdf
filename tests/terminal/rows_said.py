"""What rows say, without how they look."""

from collections.abc import Iterable

from learn.terminal.rows import Line


def texts_of(lines: Iterable[Line]) -> list[str]:
    """The lines without their roles."""
    return ["".join(text for _, text in line) for line in lines]
