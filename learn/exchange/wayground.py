"""Wayground (Quizizz until 2025): the spreadsheet that it imports, in the layout of its template (write only).

The first row names the columns, the second explains them as in the template; questions stand below. Up to five
options; the right ones are told by their numbers; a typed answer is a `Fill-in-the-Blank`, whose options are what is
accepted.
"""

from msgspec import structs

from learn.content.values import Bank
from learn.exchange.losses import left_behind
from learn.exchange.placing import Placed, placed
from learn.exchange.report import Exported, Follow, Item, item
from learn.exchange.sheets import Cell, fits, sheet
from learn.kinds.base import Question
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.kinds.true_false import OPTIONS, TrueFalse
from learn.language import tr
from learn.text import is_wildcard, literal, parse_number, plain_number

MOST_OPTIONS = 5
_SECONDS = 30
_OPTIONAL = "\n\n(optional)"
_NEEDED = "\n\n(required in all cases except open-ended & draw questions)"
_BLANK = '\n\nLeave blank for "Open-Ended", "Poll", "Draw" and "Fill-in-the-Blank".'
_HEAD: tuple[tuple[Cell, ...], ...] = (
    (
        "Question Text",
        "Question Type",
        *(f"Option {number}" for number in range(1, MOST_OPTIONS + 1)),
        "Correct Answer",
        "Time in seconds",
        "Image Link",
        "Answer explanation",
    ),
    (
        "Text of the question\n\n(required)",
        "Question Type\n\n(default is Multiple Choice)",
        f"Text for option 1{_NEEDED}",
        f"Text for option 2{_NEEDED}",
        *(f"Text for option {number}{_OPTIONAL}" for number in range(3, MOST_OPTIONS + 1)),
        f"The correct option choice (between 1-5).{_BLANK}",
        "Time in seconds\n\n(optional, default value is 30 seconds)",
        f"Link of the image{_OPTIONAL}",
        f"Explanation for the answer{_OPTIONAL}",
    ),
)
_WIDTHS = (60, 20, 30, 30, 30, 30, 30, 16, 16, 16, 60)


class Unfit(Exception):
    """Wayground has no form for the question: why."""


def recognise(data: bytes, name: str) -> bool:  # noqa: ARG001 - write only
    """Never: the spreadsheet is only written."""
    return False


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The questions that Wayground has a form for, each in a row."""
    rows, items = [], []
    for question in follow(bank.questions):
        row, report = _row(question)
        items.append(report)
        if row:
            rows.append(row)
    return Exported("wayground", sheet((*_HEAD, *rows), "Create a Quiz", _WIDTHS, bank.title), tuple(items))


def _row(question: Question) -> tuple[tuple[Cell, ...], Item]:
    """The cells of a question (none if it is left out), and its report."""
    notes: list[str] = []
    try:
        ask, kind, options = _form(question, notes)
    except Unfit as reason:
        return (), item(question, str(reason), skipped=True)
    right = "" if kind == "Fill-in-the-Blank" else ",".join(str(at) for at, one in enumerate(options, 1) if one.right)
    texts = [one.text for one in options] + [""] * (MOST_OPTIONS - len(options))
    if not all(map(fits, (ask, question.explain, *texts))):
        return (), item(question, tr("a text is longer than a cell of a spreadsheet holds"), skipped=True)
    explain = "\n".join(filter(None, (getattr(question, "correction", ""), question.explain)))
    notes += left_behind(question, "explain", "correction")
    return (ask, kind, *texts, right, _SECONDS, "", explain), item(question, *notes)


def _form(question: Question, notes: list[str]) -> tuple[str, str, tuple[Placed, ...]]:
    """The text of the question, its type there, and its options."""
    match question:
        case TrueFalse():
            options = tuple(Placed(text, at == question.key) for at, text in enumerate(OPTIONS))
            return question.ask, "Multiple Choice", options
        case Choice():
            return question.ask, "Multiple Choice", placed(_shortened(question, 1, notes))
        case Multiple():
            if question.scoring == "partial":
                notes.append(tr("parts of the answer earn nothing there"))
            if question.tell:
                notes.append(tr("the number of right answers is not told there"))
            return question.ask, "Checkbox", placed(_shortened(question, len(question.answers), notes))
        case Short():
            return question.ask, "Fill-in-the-Blank", _accepted(question.accept, question.case, notes)
        case Number():
            return question.ask, "Fill-in-the-Blank", _number(question, notes)
        case Cloze():
            return _cloze(question, notes)
        case _:
            raise Unfit(tr("Wayground's spreadsheet has nothing like the kind {kind}", kind=question.kind))


def _shortened(question: Choice | Multiple, answers: int, notes: list[str]) -> Choice | Multiple:
    """The question with as many distractors as there is room for."""
    room = MOST_OPTIONS - answers
    if room < 1:
        raise Unfit(
            tr(
                "there are {answers} right answers, Wayground has room for {most} options",
                answers=answers,
                most=MOST_OPTIONS,
            )
        )
    surplus = len(question.distractors) - room
    if surplus <= 0:
        return question
    notes.append(
        tr("{count} of the wrong answers left out: there are at most {most} options", count=surplus, most=MOST_OPTIONS)
    )
    return structs.replace(question, distractors=question.distractors[:room])


def _accepted(patterns: tuple[str, ...], case: bool, notes: list[str]) -> tuple[Placed, ...]:
    """What is accepted, as far as it has no star in it and there is room."""
    exact = [literal(one) for one in patterns if not is_wildcard(one)]
    if not exact:
        raise Unfit(tr("only patterns with * are accepted, which Wayground does not know"))
    if len(exact) < len(patterns):
        notes.append(tr("answers with * are left out: they stand for themselves there"))
    if len(exact) > MOST_OPTIONS:
        notes.append(
            tr(
                "{number} of the accepted answers left out: there are at most {most}",
                number=len(exact) - MOST_OPTIONS,
                most=MOST_OPTIONS,
            )
        )
    if case:
        notes.append(tr("capitals do not matter there"))
    return tuple(Placed(text, True) for text in exact[:MOST_OPTIONS])


def _number(question: Number, notes: list[str]) -> tuple[Placed, ...]:
    number = parse_number(question.value, question.unit) if question.value else None
    if number is None:
        raise Unfit(tr("a range of numbers is right, and Wayground compares typed answers letter by letter"))
    low, high = question.limits
    if low != high:
        notes.append(tr("only exactly {number} is right there", number=question.value))
    if question.unit:
        notes.append(tr("the unit is lost"))
    return tuple(Placed(text, True) for text in dict.fromkeys((plain_number(number), question.value)))


def _cloze(question: Cloze, notes: list[str]) -> tuple[str, str, tuple[Placed, ...]]:
    parsed = question.parsed
    if len(parsed.gaps) > 1 or question.bank is not None:
        raise Unfit(tr("Wayground's spreadsheet has one gap in a question, and no word bank"))
    text = "\n".join(filter(None, (question.ask, parsed.shown)))
    return text, "Fill-in-the-Blank", _accepted(parsed.gaps[0].accept, question.case, notes)
