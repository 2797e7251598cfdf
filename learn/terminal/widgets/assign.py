"""Match, sort, and gaps with a word bank: one thing is given to each of some others."""

from msgspec import Struct
from msgspec.structs import replace

from learn.interactions import Response
from learn.language import tr, trc
from learn.terminal.look import Signs
from learn.terminal.rows import BLANK, Role, Row
from learn.terminal.widgets.base import Chips, Done, is_digit, moved, numbers, option_row, typed_digit
from learn.text import width

COMPACT = 64
"""Cells that a left and a right side may take together to stand on one line."""


class AssignWidget(Struct, frozen=True):
    """Each slot in turn is given one of the options: left sides their right ones, gaps their words.

    `slot` is the one being filled; past the last one all are filled, and Enter answers. With `text` the slots are
    the gaps of that text, and the answer is in words.
    """

    slots: tuple[str, ...]
    options: tuple[str, ...]
    given: tuple[int | None, ...]
    text: str = ""
    slot: int = 0
    at: int = 0
    pending: str = ""
    note: str = ""

    @property
    def ready(self) -> bool:
        """Whether all slots are behind the learner."""
        return self.slot == len(self.given)

    @property
    def focus(self) -> int:
        """While filling the option pointed at, then the last slot."""
        return len(self._slot_rows("", "")) - 1 if self.ready else len(self._slot_rows("", "")) + 1 + self.at

    @property
    def chips(self) -> Chips:
        """What the keys do now."""
        back = ((tr("backspace"), tr("go back")),) if self.slot else ()
        if self.ready:
            return ((tr("enter"), trc("key", "answer")), *back)
        return ((numbers(len(self.options)), trc("key", "choose")), *back)

    def press(self, key: str) -> "AssignWidget | Done":
        """Give the slot an option, go back or forth, or answer."""
        if is_digit(key) and not self.ready:
            return self._digit(key)
        match key:
            case "backspace" | "left":
                return self._at_slot(max(0, self.slot - 1))
            case "enter" if self.ready:
                return Done(self._response(), self)
            case "enter" | "space" if not self.ready:
                return self._give(self.at)
            case "right" | "tab" if not self.ready and self.given[self.slot] is not None:
                return self._at_slot(self.slot + 1)
            case "up" | "down" | "j" | "k" | "home" | "end" if self.ready:
                return self._at_slot(0 if key in {"home", "down", "j"} else self.slot - 1)
            case _ if not self.ready:
                return replace(self, at=moved(self.at, key, len(self.options)), pending="")
            case _:
                return self

    def rows(self, signs: Signs) -> list[Row]:
        """The slots with what they were given, and the options while there is something to choose."""
        slots = self._slot_rows(signs.pointer, signs.arrow)
        if self.ready:
            return slots
        size = len(self.options)
        options = [option_row(i + 1, text, size, signs, pointed=i == self.at) for i, text in enumerate(self.options)]
        return [*slots, BLANK, *options]

    def _digit(self, digit: str) -> "AssignWidget":
        typed = typed_digit(self.pending, digit, len(self.options))
        if typed.index is not None:
            return self._give(typed.index)
        return replace(self, at=int(typed.pending) - 1 if typed.pending else self.at, pending=typed.pending)

    def _give(self, option: int) -> "AssignWidget":
        given = (*self.given[: self.slot], option, *self.given[self.slot + 1 :])
        return replace(self, given=given)._at_slot(self._next_slot(given))

    def _next_slot(self, given: tuple[int | None, ...]) -> int:
        """The next slot that is still empty, from here on and then from the start; the review if none is."""
        empty = [slot for slot, option in enumerate(given) if option is None]
        return next((slot for slot in empty if slot > self.slot), empty[0] if empty else len(given))

    def _at_slot(self, slot: int) -> "AssignWidget":
        here = self.given[slot] if slot < len(self.given) else None
        return replace(self, slot=slot, at=here or 0, pending="", note="")

    def _response(self) -> Response:
        chosen = tuple(option for option in self.given if option is not None)
        return tuple(self.options[option] for option in chosen) if self.text else chosen

    def _word(self, slot: int) -> str:
        option = self.given[slot]
        return "" if option is None else self.options[option]

    @property
    def _compact(self) -> bool:
        """Whether a slot and what it is given stand on one line."""
        return max(map(width, self.slots)) + max(map(width, self.options)) <= COMPACT

    def _slot_rows(self, pointer: str, arrow: str) -> list[Row]:
        if self.text:
            return [Row(self._filled_text(), indent=3)]
        return [row for slot in range(len(self.slots)) for row in self._slot_row(slot, pointer, arrow)]

    def _slot_row(self, slot: int, pointer: str, arrow: str) -> list[Row]:
        here = slot == self.slot
        role: Role = "accent" if here else "text"
        word = self._word(slot)
        if self._compact:
            return [Row(f"{self.slots[slot]} {arrow} {word or '?'}", role, mark=f" {pointer if here else ' '} ")]
        left = Row(self.slots[slot], role, mark=f" {pointer if here else ' '} ", mark_role=role)
        return [left, Row(word or "?", role if word else "dim", mark=f"{arrow} ", mark_role="dim", indent=5)]

    def _filled_text(self) -> str:
        """The text with its gaps numbered and filled; the gap in work stands between brackets."""
        first, *rest = self.text.split("____")
        pieces = [first]
        for slot, piece in enumerate(rest):
            word = self._word(slot)
            shown = f"[{slot + 1}: {word or '____'}]" if slot == self.slot else word or "____"
            pieces += [shown, piece]
        return "".join(pieces)
