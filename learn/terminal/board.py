"""What keys do on a screen, as values: the widget in the middle, the commands around it, the footer that names them."""

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from learn.interactions import Gaps, Line
from learn.language import tr, translatable, trc
from learn.session.asker import Answer, Command
from learn.terminal import wording
from learn.terminal.look import Signs
from learn.terminal.rows import BLANK, Row
from learn.terminal.typed import Slash, command_of, slash, text_of
from learn.terminal.widgets import Done, Widget
from learn.terminal.widgets.base import Chips
from learn.text import width

ABSENT = {
    "hint": translatable("There is no hint."),
    "undo": translatable("There is no answer to take back yet."),
    "skip": translatable("Nothing to skip here."),
    "override": translatable("Nothing to correct here."),
    "guess": translatable("Nothing to guess here."),
    "flag": translatable("Nothing to flag here."),
}
GUESSING = translatable("You are guessing this one.")


class Board(Struct, frozen=True):
    """A widget and the one-letter commands that are available with it."""

    widget: Widget
    commands: tuple[str, ...] = ("quit",)
    guessed: bool = False
    help: bool = False
    note: str = ""

    def press(self, key: str) -> "Board | Answer | Command":
        """What a key makes of the board: another board, an answer, or a command."""
        if key == "?":
            return replace(self, help=not self.help, note="")
        named = next((name for name in self.commands if wording.KEYS[name] == key), _LETTERS.get(key))
        if named is not None:
            return self._command(named)
        after = self.widget.press(key)
        if isinstance(after, Done):
            return Answer(response=after.response, guessed=self.guessed)
        return replace(self, widget=after, help=False, note="")

    def finished(self, key: str) -> "Board":
        """The board as it stays on the screen once `key` has answered."""
        after = self.widget.press(key)
        return replace(self, widget=after.final) if isinstance(after, Done) else self

    def body(self, signs: Signs) -> list[Row]:
        """The widget's rows."""
        return self.widget.rows(signs)

    def footer(self, signs: Signs, cells: int) -> list[Row]:
        """What there is to know and to press."""
        rows = _notes(self.note, self.guessed)
        if self.help:
            return rows + help_rows(self.widget.chips, self.commands)
        letters = [(wording.KEYS[name], wording.label(name)) for name in (*self.commands, "keys")]
        return rows + chip_rows([*self.widget.chips, *letters], signs.between, cells)

    def _command(self, name: str) -> "Board | Command":
        if name not in self.commands:
            return replace(self, note=_absent(name))
        if name == "guess":
            return replace(self, guessed=not self.guessed, note="")
        return _COMMANDS[name]


def _absent(name: str) -> str:
    return tr(ABSENT[name]) if name in ABSENT else ""


_COMMANDS: dict[str, Command] = {
    "hint": Command("hint"),
    "skip": Command("skip"),
    "undo": Command("undo"),
    "override": Command("override"),
    "flag": Command("flag"),
    "quit": Command("quit"),
    "stop": Command("quit"),
}
_LETTERS = {key: name for name, key in wording.KEYS.items() if name not in {"keys", "stop"}}


class Field(Struct, frozen=True):
    """Go on in this field."""

    at: int


class Cleared(Struct, frozen=True):
    """The sheet as it is now; what was typed into the field has been carried out and is taken out of it."""

    sheet: "Sheet"


Entered: TypeAlias = "Sheet | Cleared | Field | Answer | Command"


class Sheet(Struct, frozen=True):
    """Fields for typed text, with commands behind a slash. `optional`: any text will do, also none."""

    interaction: Line | Gaps
    commands: tuple[str, ...] = ("quit",)
    guessed: bool = False
    help: bool = False
    note: str = ""
    warned: bool = False
    optional: bool = False

    @property
    def fields(self) -> int:
        """How many texts are asked for."""
        return self.interaction.gaps if isinstance(self.interaction, Gaps) else 1

    def enter(self, texts: Sequence[str], at: int) -> Entered:
        """What Enter makes of the sheet when the fields hold `texts` and the cursor is in field `at`."""
        if self.optional:
            return Answer(response=texts[at].strip())
        said = slash(texts[at])
        if said is not None:
            return self._command(said)
        answers = tuple(text_of(text) for text in texts)
        if at + 1 < self.fields and not all(answers[at + 1 :]):
            return Field(next(field for field in range(at + 1, self.fields) if not answers[field]))
        empty = [index for index, answer in enumerate(answers) if not answer]
        if len(empty) == self.fields:
            return replace(self, note=tr("Type an answer, or /skip."))
        if empty and not self.warned:
            note = tr("Gap {number} is empty. Enter answers all the same.", number=empty[0] + 1)
            return replace(self, note=note, warned=True)
        response = answers if isinstance(self.interaction, Gaps) else answers[0]
        return Answer(response=response, guessed=self.guessed)

    def body(self, texts: Sequence[str]) -> list[Row]:
        """The text with its gaps, filled as far as they are."""
        if isinstance(self.interaction, Line):
            unit = self.interaction.unit
            return [Row(tr("In {unit}:", unit=unit), "dim", indent=3)] if unit else []
        first, *rest = self.interaction.text.split("____")
        filled = [text.strip() or "____" for text in texts]
        pieces = [piece for pair in zip(filled, rest, strict=True) for piece in pair]
        return [Row(first + "".join(pieces), indent=3), BLANK]

    def labels(self, signs: Signs) -> list[str]:
        """What stands before each field."""
        if isinstance(self.interaction, Line):
            return [f" {signs.pointer} "]
        return [f" {signs.pointer} {index}: " for index in range(1, self.fields + 1)]

    def footer(self, signs: Signs, cells: int) -> list[Row]:
        """What there is to know and to type."""
        rows = _notes(self.note, self.guessed)
        if self.help:
            return rows + slash_help_rows(self.commands)
        if self.optional:
            return rows + chip_rows([(tr("enter"), tr("send")), (tr("esc"), tr("never mind"))], signs.between, cells)
        chips = [(tr("enter"), trc("key", "answer") if self.fields == 1 else trc("key", "next"))]
        if self.fields > 1:
            chips.append((tr("up/down"), tr("other gap")))
        names = [(f"/{name}", _unless_same(wording.label(name), name)) for name in self.commands]
        return rows + chip_rows([*chips, *names, ("/?", wording.label("keys"))], signs.between, cells)

    def _command(self, said: Slash) -> Entered:
        if said.name == "?":
            return Cleared(replace(self, help=not self.help, note=""))
        if said.name == "guess" and "guess" in self.commands:
            return Cleared(replace(self, guessed=not self.guessed, note=""))
        command = command_of(said)
        if command is None:
            note = tr("There is no command /{name}. A text that begins with / is typed with //.", name=said.name)
            return replace(self, note=note)
        if command.name not in self.commands:
            return Cleared(replace(self, note=_absent(command.name)))
        return command


def _unless_same(label: str, name: str) -> str:
    """What a command is called, where its own name does not say it."""
    return "" if label == name else label


def chip_rows(chips: Sequence[tuple[str, str]], between: str, cells: int) -> list[Row]:
    """The keys and their meanings, as many on a line as fit; none is broken in two."""
    lines: list[str] = []
    for chip in (f"{key} {meaning}".strip() for key, meaning in chips):
        if lines and width(lines[-1] + between + chip) <= cells:
            lines[-1] += between + chip
        else:
            lines.append(chip)
    return [Row(line, "dim") for line in lines]


def help_rows(chips: Chips, commands: Sequence[str]) -> list[Row]:
    """The keys, one a line."""
    keys = [*chips, *[(wording.KEYS[name], wording.meaning(name)) for name in (*commands, "keys")]]
    return _table([*keys, ("ctrl-c", tr("stop at once; every answer is kept"))])


def slash_help_rows(commands: Sequence[str]) -> list[Row]:
    """The commands behind a slash, one a line."""
    named = [(f"/{name}", wording.meaning(name)) for name in commands]
    return _table([*named, ("/?", tr("hide this")), ("//", tr("begins a text with a slash"))])


def _table(keys: Sequence[tuple[str, str]]) -> list[Row]:
    wide = max(width(key) for key, _ in keys)
    return [
        Row(meaning, "dim", mark=f"{key}{' ' * (wide - width(key))}  ", mark_role="strong") for key, meaning in keys
    ]


def _notes(note: str, guessed: bool) -> list[Row]:
    rows = [Row(tr(GUESSING), "partly")] if guessed else []
    return rows + ([Row(note, "partly")] if note else [])
