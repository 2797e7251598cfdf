"""A question as Moodle has it, in plain text: what GIFT and Moodle XML are read into, and written from.

Source: Moodle's question types (moodledev.io, Question types), as its GIFT and XML formats read and write them.
"""

from typing import Literal, TypeAlias

from msgspec import Struct

MoodleType: TypeAlias = Literal[
    "multichoice",
    "truefalse",
    "shortanswer",
    "numerical",
    "matching",
    "ordering",
    "cloze",
    "gapselect",
    "essay",
    "description",
    "category",
]

BLANK = "_____"
"""What Moodle shows for a missing word."""


class Answer(Struct, frozen=True):
    """An answer: its text or number, its weight in percent (-100 to 100), what is said to whoever gives it.

    `tolerance` and `span` (least and greatest) belong to numbers.
    """

    text: str
    weight: float = 0.0
    feedback: str = ""
    tolerance: str = ""
    span: tuple[str, str] | None = None
    line: int = 0


class MoodleGap(Struct, frozen=True):
    """A gap of an embedded answers question: `shortanswer`, `numerical` or `multichoice`, its weight, its answers."""

    type: Literal["shortanswer", "numerical", "multichoice"]
    answers: tuple[Answer, ...]
    weight: int = 1
    case: bool = False


class MoodleQuestion(Struct, frozen=True, kw_only=True):
    """A question with its texts in plain text. Which fields are used depends on `type`.

    `ask` is a heading above the text of a gapped question or a card, `back` that of a card. `around` are the texts
    around the gaps, one more than there are gaps. `pairs` with an empty left side are extra right ones. `points` is
    None where the format has no place for them. `notes` is what was lost of the texts.
    """

    type: MoodleType
    text: str = ""
    ask: str = ""
    back: str = ""
    name: str = ""
    idnumber: str = ""
    answers: tuple[Answer, ...] = ()
    single: bool = True
    case: bool = False
    shuffle: bool = True
    pairs: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    gaps: tuple[MoodleGap, ...] = ()
    words: tuple[str, ...] = ()
    unit: str = ""
    right_feedback: str = ""
    wrong_feedback: str = ""
    general: str = ""
    hints: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    points: float | None = None
    notes: tuple[str, ...] = ()
    line: int = 0


class Refused(Exception):
    """A question cannot be taken over: why. With a `code` of the table of faults, something is wrong with it."""

    def __init__(self, reason: str, code: str = "", line: int = 0, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.line = line
        self.hint = hint
