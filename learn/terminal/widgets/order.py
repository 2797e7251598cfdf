"""Put the items in order."""

from msgspec import Struct
from msgspec.structs import replace

from learn.language import tr, trc
from learn.terminal.look import Signs
from learn.terminal.rows import BLANK, Role, Row
from learn.terminal.widgets.base import Chips, Done, is_digit, moved, numbers, option_row, typed_digit


class OrderWidget(Struct, frozen=True):
    """Digits put items behind one another; backspace takes back; space picks an item up to be moved."""

    items: tuple[str, ...]
    placed: tuple[int, ...] = ()
    at: int = 0
    pending: str = ""
    held: bool = False
    note: str = ""

    @property
    def shown(self) -> tuple[int, ...]:
        """The items in the order of the screen: those that are placed, then the others."""
        return self.placed + tuple(index for index in range(len(self.items)) if index not in self.placed)

    @property
    def full(self) -> bool:
        """Whether every item has its place."""
        return len(self.placed) == len(self.items)

    @property
    def focus(self) -> int:
        """The row that is pointed at, past the line between what is placed and what is not."""
        return self.at + (1 if self.placed else 0) + (1 if self.placed and self.at >= len(self.placed) else 0)

    @property
    def chips(self) -> Chips:
        """What the keys do now."""
        if self.held:
            return ((tr("up/down"), tr("move it")), (tr("space"), tr("put it down")))
        back = ((tr("backspace"), tr("take back")),) if self.placed else ()
        if self.full:
            return ((tr("enter"), trc("key", "answer")), *back, (tr("space"), tr("pick one up")))
        return ((numbers(len(self.items)), tr("comes next")), *back)

    def press(self, key: str) -> "OrderWidget | Done":
        """Place, take back, move, or answer."""
        if self.held:
            return self._carry(key)
        if is_digit(key):
            return self._digit(key)
        match key:
            case "backspace" | "left":
                return replace(self, placed=self.placed[:-1], pending="", note="")._pointed()
            case "enter" if self.full and not self.pending:
                return Done(self.placed, self)
            case "enter" | "space" | "right" if self.at >= len(self.placed):
                return self._place(self.shown[self.at])
            case "space":
                return replace(self, held=True, note="")
            case "enter":
                return replace(self, note=tr("{n} still to place.", n=len(self.items) - len(self.placed)))
            case _:
                return replace(self, at=moved(self.at, key, len(self.items)), pending="", note="")

    def rows(self, signs: Signs) -> list[Row]:
        """What is placed, in its order, and what is still to place."""
        rows = [self._row(place, signs) for place in range(len(self.items))]
        size = len(self.placed)
        placed = [Row(tr("First to last"), "dim", indent=3), *rows[:size]] if size else []
        rest = [Row(tr("Still to place"), "dim", indent=3), *rows[size:]] if size and rows[size:] else rows[size:]
        note = [BLANK, Row(self.note, "partly", indent=3)] if self.note else []
        return placed + rest + note

    def _row(self, place: int, signs: Signs) -> Row:
        index = self.shown[place]
        text = self.items[index]
        pointed = place == self.at
        if place >= len(self.placed):
            return option_row(index + 1, text, len(self.items), signs, pointed=pointed)
        pointer = (signs.arrow[:1] if self.held else signs.pointer) if pointed else " "
        role: Role = "accent" if pointed else "text"
        return Row(text, role, mark=f" {pointer} {place + 1:>{len(str(len(self.items)))}}. ", mark_role=role)

    def _digit(self, digit: str) -> "OrderWidget":
        typed = typed_digit(self.pending, digit, len(self.items))
        if typed.index is not None:
            return self._place(typed.index)
        at = self.shown.index(int(typed.pending) - 1) if typed.pending else self.at
        return replace(self, at=at, pending=typed.pending, note="")

    def _place(self, index: int) -> "OrderWidget":
        """Put an item behind the others; the last one left takes the last place by itself."""
        if index in self.placed:
            return replace(self, note=tr("{number} has its place already.", number=index + 1), pending="")
        placed = (*self.placed, index)
        if len(placed) == len(self.items) - 1:
            placed += tuple(i for i in range(len(self.items)) if i not in placed)
        return replace(self, placed=placed, pending="", note="")._pointed()

    def _pointed(self) -> "OrderWidget":
        """With the pointer on the first item that is still to place."""
        return replace(self, at=min(len(self.placed), len(self.items) - 1))

    def _carry(self, key: str) -> "OrderWidget":
        """Move the item that was picked up."""
        if key in {"space", "enter"}:
            return replace(self, held=False)
        to = {"up": self.at - 1, "k": self.at - 1, "down": self.at + 1, "j": self.at + 1}.get(key, self.at)
        if not 0 <= to < len(self.placed):
            return self
        order = list(self.placed)
        order[self.at], order[to] = order[to], order[self.at]
        return replace(self, placed=tuple(order), at=to)
