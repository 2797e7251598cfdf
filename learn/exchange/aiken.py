"""Aiken: choices in the plainest form there is, an id or anything else besides has no place in it.

```
Who asked South Korea to send troops?
A) Japan
B) The United States
ANSWER: B
```
Source: docs.moodle.org, "Aiken format"; Moodle's `question/format/aiken/format.php`. Texts are plain, not HTML.
"""

import re
from collections.abc import Iterator

from msgspec import structs

from learn.content.values import Bank
from learn.exchange.gift_blocks import decoded
from learn.exchange.intake import Draft, Intake
from learn.exchange.losses import left_behind
from learn.exchange.moodle_kept import changed
from learn.exchange.moodle_question import Refused
from learn.exchange.moodle_reading import refuse
from learn.exchange.placing import placed
from learn.exchange.report import Exported, Follow, Imported, Item, item
from learn.kinds.base import Option, Question
from learn.kinds.choice import Choice
from learn.kinds.true_false import TrueFalse
from learn.language import tr

NAME = "aiken"

_OPTION = re.compile(r"([A-Z])[).]\s*(.*)")
_ANSWER = re.compile(r"ANSWER\s*:\s*(.*)", re.IGNORECASE)
_LETTER = re.compile(r"([A-Za-z])(?![\w])(.*)")
_MORE = re.compile(r"\s*(?:[,;&/+]|and\b|or\b)\s*[A-Za-z](?!\w)", re.IGNORECASE)
_LOOKS = re.compile(r"^[A-Z][).].*\r?\n\s*ANSWER\s*:", re.MULTILINE)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def recognise(data: bytes, name: str) -> bool:  # noqa: ARG001 - `.txt` says nothing
    """Whether an option stands right above a line `ANSWER:`."""
    return bool(_LOOKS.search(data[:100_000].decode("utf-8", "replace")))


# -------------------------------------------------------------------------------------------------------------- reading


class _Open:
    """The question that is being read: its lines, its options by letter, where it began."""

    def __init__(self, line: int, text: str) -> None:
        self.line = line
        self.lines = [text]
        self.options: list[tuple[str, str]] = []
        self.closed = False  # a blank line stood behind its text

    def draft(self) -> Draft:
        """What there is of it."""
        text = "\n".join(self.lines)
        draft = Draft(title=text, line=self.line)
        draft.fields["ask"] = text
        if len(self.lines) > 1:
            draft.note(tr("its text has several lines: Moodle takes the last one only"))
        return draft


class _Reader:
    """Goes through the lines, one question open at a time."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.open: _Open | None = None

    def line(self, number: int, text: str) -> None:
        """A line without white space around it."""
        option, answer = _OPTION.fullmatch(text), _ANSWER.fullmatch(text)
        if not text:
            self._blank()
        elif option:
            self._option(number, option[1], option[2])
        elif answer:
            self._answer(number, answer[1])
        else:
            self._text(number, text)

    def end(self) -> None:
        """Whatever is open is not finished."""
        if self.open is not None:
            self._unfinished(self.open)

    def _blank(self) -> None:
        if self.open is not None and not self.open.options:
            self.open.closed = True

    def _text(self, number: int, text: str) -> None:
        if self.open is not None and not (self.open.options or self.open.closed):
            self.open.lines.append(text)
            return
        self.end()
        self.open = _Open(number, text)

    def _option(self, number: int, letter: str, text: str) -> None:
        if self.open is None:
            self.intake.fault(
                "E331", tr("an option without a question above it"), number, tr("write the question first")
            )
            return
        self.open.options.append((letter, text))

    def _answer(self, number: int, text: str) -> None:
        if self.open is None:
            self.intake.fault(
                "E331", tr("an ANSWER without a question above it"), number, tr("write the question first")
            )
            return
        question, self.open = self.open, None
        draft = question.draft()
        try:
            _fill(draft, question, text, number)
        except Refused as refused:
            refuse(draft, refused, self.intake)
            return
        self.intake.take(draft)

    def _unfinished(self, question: _Open) -> None:
        refused = Refused(tr("it has no ANSWER line"), "E332", question.line, tr("end each question with `ANSWER: A`"))
        refuse(question.draft(), refused, self.intake)


def _fill(draft: Draft, question: _Open, answer: str, line: int) -> None:
    letters = [letter for letter, _ in question.options]
    if len(letters) < 2:
        raise Refused(tr("it has fewer than two options"), "E330", line)
    found = _LETTER.fullmatch(answer)
    wanted = found[1].upper() if found else ""
    if found is None or letters.count(wanted) != 1:
        raise Refused(
            tr("the ANSWER `{answer}` is none of its options", answer=answer[:40]),
            "E333",
            line,
            tr("write a letter: `ANSWER: A`"),
        )
    if _MORE.match(found[2]):
        raise Refused(
            tr("the ANSWER `{answer}` names several: Moodle takes the first", answer=answer[:40]), "E333", line
        )
    if "".join(letters) != _LETTERS[: len(letters)]:
        draft.note(tr("its options are not lettered A, B, C …: Moodle counts them"))
    right = next(text for letter, text in question.options if letter == wanted)
    wrong = tuple(Option(text) for letter, text in question.options if letter != wanted)
    draft.be("choice", answer=right, distractors=wrong)


def read(data: bytes, name: str) -> Imported:
    """The questions of an Aiken file."""
    intake = Intake(NAME, name)
    text, fault = decoded(data, name)
    if fault is not None:
        intake.problems.append(fault)
        return intake.result()
    reader = _Reader(intake)
    for number, line in enumerate(text.split("\n"), 1):
        reader.line(number, line.strip())
    reader.end()
    return intake.result()


# -------------------------------------------------------------------------------------------------------------- writing


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The bank's choices as an Aiken file (true or false as a choice of the two), and what was lost of them."""
    written = [_written(question) for question in follow(bank.questions)]
    text = "\n".join(source for source, _ in written if source)
    return Exported(NAME, text.encode("utf-8", "replace"), tuple(report for _, report in written))


def _written(question: Question) -> tuple[str, Item]:
    options = _options(question)
    if options is None:
        return "", item(question, tr("Aiken has only questions with one right option"), skipped=True)
    lines = [" ".join(question.ask.split()), *_lettered(options), f"ANSWER: {_right(options)}", ""]
    source = "\n".join(lines)
    back = read(source.encode("utf-8", "replace"), "").bank.questions
    if len(back) != 1:
        return "", item(question, tr("Aiken would take one of its lines for an option or an answer"), skipped=True)
    return source, item(question, *_losses(question, back[0]))


def _options(question: Question) -> list[tuple[str, bool]] | None:
    """The options in the order to write them, and whether each is right; None if the kind has none."""
    match question:
        case Choice():
            return [(one.text, one.right) for one in placed(question)]
        case TrueFalse():
            return [("True", question.answer == "true"), ("False", question.answer == "false")]
        case _:
            return None


def _lettered(options: list[tuple[str, bool]]) -> Iterator[str]:
    return (f"{letter}) {' '.join(text.split())}" for letter, (text, _) in zip(_LETTERS, options, strict=False))


def _right(options: list[tuple[str, bool]]) -> str:
    return next(letter for letter, (_, right) in zip(_LETTERS, options, strict=False) if right)


def _losses(question: Question, back: Question) -> Iterator[str]:
    if not isinstance(question, Choice):
        yield tr("it becomes a choice between True and False, without its id")
        yield from left_behind(question)
        if question.ask != back.ask:
            yield tr("line breaks and spaces in: ask")
        return
    told = any(one.feedback for one in question.distractors)
    bare = structs.replace(question, distractors=tuple(Option(one.text) for one in question.distractors))
    fields = changed(bare, back)
    texts = [name for name in fields if name in ("ask", "answer", "distractors")]
    placeless = [name for name in fields if name not in texts] + (["feedback"] if told else [])
    if placeless:
        yield tr("Aiken has no place for: {fields}", fields=", ".join(placeless))
    if texts:
        yield tr("line breaks and spaces in: {fields}", fields=", ".join(texts))
