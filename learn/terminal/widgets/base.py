"""What the widgets share: their protocol, numbers that are typed, pointers that move, options that are shown.

Keys have names: `up`, `down`, `left`, `right`, `enter`, `space`, `backspace`, `tab`, `home`, `end`, or the character
itself. Letters that are commands never arrive here. Numbers shown count from 1, responses from 0.
"""

from typing import Protocol, TypeAlias

from msgspec import Struct

from learn.interactions import Response
from learn.terminal.look import Signs
from learn.terminal.rows import Role, Row


class Done(Struct, frozen=True):
    """The answer has been given; `final` is what stays on the screen of it."""

    response: Response
    final: "Widget"


Chips: TypeAlias = tuple[tuple[str, str], ...]
"""What the footer says about keys: (key, meaning) pairs."""


class Widget(Protocol):
    """An interaction half answered."""

    @property
    def focus(self) -> int:
        """Which of the rows must stay in sight."""

    @property
    def chips(self) -> Chips:
        """The keys that do something now."""

    def press(self, key: str) -> "Widget | Done":
        """What a key makes of it; the same value where the key means nothing here."""

    def rows(self, signs: Signs) -> list[Row]:
        """What it looks like."""


class Typed(Struct, frozen=True):
    """What a digit comes to when there may be more than nine options: an index, or the first of two digits."""

    index: int | None = None
    pending: str = ""


def typed_digit(pending: str, digit: str, size: int) -> Typed:
    """Read a digit behind `pending`. A number that a further digit could continue stays pending."""
    value = int(pending + digit)
    if 1 <= value <= size:
        return Typed(pending=str(value)) if value * 10 <= size else Typed(index=value - 1)
    return Typed() if not pending else typed_digit("", digit, size)


def is_digit(key: str) -> bool:
    """Whether the key is one of 0 to 9."""
    return len(key) == 1 and key in "0123456789"


def moved(at: int, key: str, size: int) -> int:
    """Where the pointer goes: around the ends with up and down, to them with home and end."""
    match key:
        case "up" | "k":
            return (at - 1) % size
        case "down" | "j":
            return (at + 1) % size
        case "home":
            return 0
        case "end":
            return size - 1
        case _:
            return at


def numbers(size: int) -> str:
    """The digits that choose, as the footer says it."""
    return "1" if size == 1 else f"1-{size}"


def option_row(number: int, text: str, size: int, signs: Signs, *, pointed: bool, box: str = "") -> Row:
    """A numbered option; the pointer and the box are signs, so that nothing is known by colour alone."""
    pointer = signs.pointer if pointed else " "
    label = f" {pointer} {number:>{len(str(size))}}  {box + ' ' if box else ''}"
    role: Role = "accent" if pointed else "text"
    return Row(text, role, mark=label, mark_role=role)
