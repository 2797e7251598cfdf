"""Kahoot: the spreadsheet that its quiz maker imports, in the layout of its template (write only).

Row 8 names the columns, questions stand below. Limits are those that the template states: 120 characters for a
question, 75 for an answer, two to four answers, a few time limits. Options are marked right by their numbers.
"""

from msgspec import structs

from learn.content.values import Bank
from learn.exchange.losses import left_behind
from learn.exchange.placing import Placed, placed
from learn.exchange.report import Exported, Follow, Item, item
from learn.exchange.sheets import Cell, sheet
from learn.kinds.base import Question
from learn.kinds.choice import Choice
from learn.kinds.multiple import Multiple
from learn.kinds.true_false import OPTIONS, TrueFalse
from learn.language import tr

MOST_QUESTION = 120
MOST_ANSWER = 75
MOST_ANSWERS = 4
_SECONDS = 20
_HEAD: tuple[tuple[Cell, ...], ...] = (
    (),
    ("", "Quiz template"),
    ("", "Add questions, at least two answer alternatives, time limit and choose correct answers (at least one)."),
    (),
    (),
    (),
    (),
    (
        "",
        f"Question - max {MOST_QUESTION} characters",
        *(f"Answer {number} - max {MOST_ANSWER} characters" for number in range(1, MOST_ANSWERS + 1)),
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    ),
)
_WIDTHS = (4, 60, 30, 30, 30, 30, 20, 20)


def recognise(data: bytes, name: str) -> bool:  # noqa: ARG001 - write only
    """Never: the spreadsheet is only written."""
    return False


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The questions that Kahoot has a form for, each in a row."""
    rows: list[tuple[Cell, ...]] = []
    items = []
    for question in follow(bank.questions):
        row, report = _row(question)
        items.append(report)
        if row:
            rows.append((len(rows) + 1, *row))
    return Exported("kahoot", sheet((*_HEAD, *rows), "Sheet1", _WIDTHS, bank.title), tuple(items))


def _row(question: Question) -> tuple[tuple[Cell, ...], Item]:
    """The cells of a question (none if it is left out), and its report."""
    notes: list[str] = []
    options = _options(question, notes)
    why = _obstacle(question, options)
    if why:
        return (), item(question, why, skipped=True)
    texts = [one.text for one in options] + [""] * (MOST_ANSWERS - len(options))
    right = ",".join(str(at) for at, one in enumerate(options, 1) if one.right)
    notes += left_behind(question)
    return (question.ask, *texts, _SECONDS, right), item(question, *notes)


def _options(question: Question, notes: list[str]) -> tuple[Placed, ...]:
    match question:
        case TrueFalse():
            return tuple(Placed(text, at == question.key) for at, text in enumerate(OPTIONS))
        case Choice() | Multiple():
            return placed(_shortened(question, notes))
        case _:
            return ()


def _shortened(question: Choice | Multiple, notes: list[str]) -> Choice | Multiple:
    """The question with as many distractors as there is room for."""
    if isinstance(question, Multiple):
        notes.append(tr("each of the right answers counts there, chosen alone"))
    answers = 1 if isinstance(question, Choice) else len(question.answers)
    room = max(0, MOST_ANSWERS - answers)
    surplus = len(question.distractors) - room
    if surplus <= 0:
        return question
    notes.append(
        tr("{count} of the wrong answers left out: there are at most {most} options", count=surplus, most=MOST_ANSWERS)
    )
    return structs.replace(question, distractors=question.distractors[:room])


def _obstacle(question: Question, options: tuple[Placed, ...]) -> str:
    if not options:
        return tr("Kahoot's spreadsheet has nothing like the kind {kind}", kind=question.kind)
    if len(options) > MOST_ANSWERS or all(one.right for one in options):
        return tr("there are more right answers than fit among {most} options", most=MOST_ANSWERS)
    if len(question.ask) > MOST_QUESTION:
        return tr(
            "the question has {count} characters, Kahoot takes {most}", count=len(question.ask), most=MOST_QUESTION
        )
    longest = max(len(one.text) for one in options)
    return (
        tr("an answer has {count} characters, Kahoot takes {most}", count=longest, most=MOST_ANSWER)
        if longest > MOST_ANSWER
        else ""
    )
