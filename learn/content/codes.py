"""The table of problem codes: what each one means and what to do about it. The reference page is made from it."""

from msgspec import Struct

from learn.kinds.base import Fault
from learn.kinds.faults import FAULTS


class Code(Struct, frozen=True):
    """One kind of problem: a stable code, the rule's name, what it finds, and the remedy."""

    code: str
    rule: str
    summary: str
    remedy: str


_FILES = (
    Code("E100", "unreadable", "The file cannot be read.", "Check its name and its permissions."),
    Code("E101", "too-large", "The file is larger than 8 MiB.", "Split it into several banks."),
    Code("E102", "encoding", "The file is not UTF-8.", "Save it as UTF-8 in your editor."),
    Code("E103", "control-character", "A control character stands in the file.", "Delete it; it is invisible."),
    Code(
        "E104",
        "direction-override",
        "A character that turns the direction of the text around.",
        "Delete it; right-to-left text needs none.",
    ),
    Code("E105", "syntax", "The file is not YAML.", "Most often a text needs quotes, or the indentation is uneven."),
    Code("E106", "empty-file", "There is nothing in the file.", "Write a bank, a lesson, or sources."),
    Code("E107", "duplicate-key", "The same key stands twice in one place.", "Remove or rename one of them."),
    Code("E108", "alias", "YAML anchors (&) and aliases (*) are not used here.", "Write the text out, or quote it."),
    Code("E109", "tag", "YAML tags (!) are not used here.", "Put the text in quotes if it begins with `!`."),
    Code("E110", "second-document", "A second YAML document begins.", "Remove the line `---`, or make it a file."),
    Code("E111", "too-deep", "More than 24 levels lie within each other.", "No lesson or bank needs that many."),
    Code("E112", "key-not-text", "A key is a list or a mapping.", "Quote a text that begins with `{`, `[` or `?`."),
)

_FORM = (
    Code("E113", "unknown-key", "A key that means nothing here.", "Correct its spelling, or remove it."),
    Code("E114", "missing-key", "A key that must be there is missing.", "Add it."),
    Code(
        "E115", "wrong-form", "A text, a list or a mapping stands where another is meant.", "See the form in the hint."
    ),
    Code("E116", "bad-number", "This is not a number.", "Write digits, as in 12 or 1.5."),
    Code("E117", "bad-boolean", "This is neither true nor false.", "Write `true` or `false`."),
    Code("E118", "not-one-of", "Only certain words are known here.", "Use one of those listed."),
    Code("E119", "empty", "A text or a list that has to say something is empty.", "Fill it, or remove it."),
    Code("E150", "bad-id", "An id has characters other than a-z, 0-9 and single hyphens.", "Rename it: `like-this-1`."),
    Code("E151", "duplicate-id", "The same id stands twice.", "Rename one; `formerly:` keeps progress."),
    Code("E152", "unknown-kind", "There is no such kind of question.", "Use one of those listed."),
    Code("E153", "bad-citation", "A citation is not `source P9`.", "Name the source's id and the paragraph."),
    Code(
        "E154", "bad-draw", "A draw of a test says not what to draw.", "Name a bank, lesson, tag, difficulty or kind."
    ),
    Code(
        "E155", "not-content", "Neither a bank, a lesson nor sources.", "Begin with `bank:`, `lesson:` or `sources:`."
    ),
)

_LIBRARY = (
    Code("E160", "unknown-fact", "No lesson has this fact.", "Correct the id, or write the fact."),
    Code("E161", "unknown-source", "No source has this id.", "Correct it, or add the source to sources.yaml."),
    Code("E162", "unknown-speaker", "No speaker has this id.", "Correct it, or add the speaker to sources.yaml."),
    Code("E163", "no-such-paragraph", "The source has fewer paragraphs.", "Correct the number."),
    Code("E164", "unknown-lesson", "There is no such lesson.", "Correct the id."),
    Code("E165", "circular-requires", "Lessons require each other in a circle.", "Remove one of the requirements."),
    Code("E166", "untaught-fact", "No section of the lesson teaches this fact.", "Name it in a section's `facts`."),
    Code("E167", "taught-twice", "Two sections teach the same fact.", "Name it in one of them."),
    Code("E168", "id-in-two-files", "The same id is used in two files.", "Rename one; `formerly:` keeps progress."),
    Code(
        "E169", "draw-too-few", "A draw asks for more questions than there are.", "Lower the count, or add questions."
    ),
    Code("E170", "unknown-bank", "There is no such bank.", "Correct the id."),
    Code("E171", "disputes-itself", "A fact is disputed by itself.", "Name the fact that says otherwise."),
    Code("W150", "unasked-fact", "No question asks for this fact.", "Write one: what is not asked is forgotten."),
    Code("W151", "unknown-rule", "`lint: {ignore: …}` names no rule of item writing.", "Name one by its code: W104."),
)


def _kinds() -> tuple[Code, ...]:
    return tuple(Code(code, rule, summary, "See the hint.") for code, (rule, summary) in FAULTS.items())


CODES: dict[str, Code] = {
    code.code: code for code in sorted((*_FILES, *_FORM, *_kinds(), *_LIBRARY), key=lambda one: one.code)
}
"""Every code that reading content can report. A code never changes its meaning."""


def rule_of(code: str) -> str:
    """The rule's name. KeyError for a code that is not in the table."""
    return CODES[code].rule


def fault(code: str, where: tuple[str | int, ...], message: str, hint: str = "") -> Fault:
    """A fault with the code first, as one reads it."""
    return Fault(where, message, hint, code)
