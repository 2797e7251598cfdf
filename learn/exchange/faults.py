"""What can be wrong with a file of another system: one table of codes, shared by all formats."""

from learn.problems import Problem, Span

FAULTS: dict[str, tuple[str, str]] = {
    # any format
    "E300": ("not-this-format", "The file is not of the format it was read as."),
    "E301": ("file-too-large", "The file is larger than this program reads."),
    "E302": ("file-encoding", "The file is not text in an encoding that can be told."),
    "E303": ("malformed-xml", "The file is not well-formed XML."),
    "E304": ("xml-doctype", "The XML declares a document type or entities, which attacks are made of."),
    "E305": ("xml-too-large", "The XML is nested too deeply or has too many elements."),
    "E306": ("nothing-found", "The file holds no question."),
    # GIFT, and what it shares with Moodle XML
    "E310": ("unbalanced-braces", "A brace is opened and not closed, or closed and not opened."),
    "E311": ("second-answer", "A question has more than one {…}: GIFT takes the first for the answers."),
    "E312": ("cloze-in-gift", "Moodle's Cloze syntax stands in a GIFT file, where it means something else."),
    "E313": ("refused-weight", "Moodle has no such weight and refuses the question."),
    "E314": ("too-few-answers", "There are fewer answers than this kind of question needs."),
    "E315": ("no-right-answer", "No answer earns full marks."),
    "E316": ("pair-without-arrow", "A pair of a matching question has no `->`."),
    "E317": ("not-numeric", "A number of a numerical question cannot be read."),
    "W310": ("true-false-spelling", "Only T, TRUE, F and FALSE are true/false; Moodle takes this for typing."),
    "W311": ("category-line", "A question stands right below $CATEGORY: Moodle takes it for part of the name."),
    # Moodle XML
    "E320": ("not-moodle-xml", "The XML is no Moodle quiz."),
    "E321": ("missing-element", "An element that a question needs is missing."),
    "E322": ("bad-gap", "A gap of an embedded answers question cannot be read."),
    "E323": ("bad-file", "A file within the question is not base64."),
    # Aiken
    "E330": ("too-few-options", "A question has fewer than two options."),
    "E331": ("option-without-question", "An option or an ANSWER stands where no question was begun."),
    "E332": ("question-not-finished", "A question has no ANSWER line."),
    "E333": ("answer-not-an-option", "The ANSWER names no option."),
    # tables
    "E340": ("bad-row", "A row of a table cannot be told from the next."),
    # packages, and what lies in them
    "E350": ("bad-package", "The zip archive is damaged, encrypted, or unpacks to more than any quiz."),
    "E351": ("not-in-package", "A file that the package's list of contents names is not in it."),
    "E352": ("new-anki-layout", "The deck was exported for newer Anki only, in a layout that is not read here."),
    "E353": ("bad-collection", "The collection of notes in a deck is damaged."),
}
"""Code → (name of the rule, what it finds). A code never changes its meaning."""


def problem(
    code: str, path: str, line: int, message: str, hint: str = "", column: int = 1, source: str = ""
) -> Problem:
    """A problem of the table at a place of the file (`line` and `column` from 1). KeyError for an unknown code."""
    return Problem(code, FAULTS[code][0], message, Span(path, max(1, line), max(1, column)), hint, source)
