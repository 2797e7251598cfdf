"""Edits of a bank's text, line by line: what an edit is not about keeps its comments, order and quoting.

A question is the block of lines from its `- ` to the last line that says something about it. Comments and blank lines
behind it belong to what follows. Every edit is read back before it is returned: an edit that would not give the bank it
was meant to is refused, and nothing is lost.
"""

from collections.abc import Sequence

from msgspec import structs

from learn.content.bank import read_bank
from learn.content.reading import Loaded
from learn.content.values import Bank
from learn.content.writer import question_text
from learn.kinds.base import Question
from learn.language import tr
from learn.problems import BrokenContent, UsageError


def with_questions(path: str, text: str, changed: Sequence[Question]) -> str:
    """The text with each of the questions in place of the one of its id, or behind the last.

    Questions that are as they were leave no trace. BrokenContent where the text has errors; UsageError where its
    questions are not written as a block.
    """
    loaded = _sound(path, text)
    assert loaded.value is not None
    known = {question.id: question for question in loaded.value.questions}
    for question in changed:
        if known.get(question.id) == question:
            continue
        text = _with_one(path, text, question)
        known[question.id] = question
    wanted = structs.replace(loaded.value, questions=tuple(known.values()))
    return _checked(path, text, wanted)


def block_of(loaded: Loaded[Bank], question: str) -> tuple[int, int]:
    """The lines of a question's block: index of the first, and of the one behind the last."""
    where = loaded.spans.item("questions", question)
    if len(where) != 2:
        raise UsageError(tr("there is no question {question!r} in {path}", question=question, path=loaded.spans.path))
    return _block(loaded, int(where[1]))


def question_line(loaded: Loaded[Bank], question: str) -> int:
    """The line (from 1) in which a question begins."""
    return block_of(loaded, question)[0] + 1


def _with_one(path: str, text: str, question: Question) -> str:
    loaded = read_bank(path, text)
    lines = loaded.spans.lines
    where = loaded.spans.item("questions", question.id)
    if len(where) == 2:
        begin, end = _block(loaded, int(where[1]))
        indent = len(lines[begin]) - len(lines[begin].lstrip())
        return _joined([*lines[:begin], *question_text(question, indent).splitlines(), *lines[end:]])
    return _appended(loaded, question)


def _appended(loaded: Loaded[Bank], question: Question) -> str:
    assert loaded.value is not None
    lines = loaded.spans.lines
    count = len(loaded.value.questions)
    if count == 0:
        return _with_first(loaded, question)
    begin, end = _block(loaded, count - 1)
    indent = len(lines[begin]) - len(lines[begin].lstrip())
    apart = [""] if any(not line.strip() for line in lines[: begin + 1][-3:]) else []
    return _joined([*lines[:end], *apart, *question_text(question, indent).splitlines(), *lines[end:]])


def _with_first(loaded: Loaded[Bank], question: Question) -> str:
    """The text of a bank without questions with its first one: `questions: []` gives way, or is added at the end."""
    lines = [line.rstrip() for line in loaded.spans.lines]
    block = question_text(question).splitlines()
    place = next((n for n, line in enumerate(lines) if line.startswith("questions:")), None)
    if place is None:
        return _joined([*_without_end(lines), "questions:", *block])
    rest = lines[place + 1 :]
    if rest and rest[0].strip() == "[]":
        rest = rest[1:]
    return _joined([*lines[:place], "questions:", *block, *rest])


def _block(loaded: Loaded[Bank], place: int) -> tuple[int, int]:
    lines = loaded.spans.lines
    begin = loaded.spans.at(("questions", place)).line - 1
    first = lines[begin] if begin < len(lines) else ""
    if not first.lstrip().startswith("- "):
        raise UsageError(
            tr(
                "{path}:{line}: this question is not written as a block that begins with `- `",
                path=loaded.spans.path,
                line=begin + 1,
            ),
            hint=tr("learn bank fmt writes it so"),
        )
    indent = len(first) - len(first.lstrip())
    end = begin + 1
    for number in range(begin + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= indent:
            break
        if _belongs(line, indent):
            end = number + 1
    return begin, end


def _belongs(line: str, indent: int) -> bool:
    """Whether a line is part of the block before it: anything but blank lines and comments at the left of it."""
    deeper = len(line) - len(line.lstrip()) > indent
    return bool(line.strip()) and (deeper or not line.lstrip().startswith("#"))


def _without_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(_without_end(list(lines))) + "\n"


def _sound(path: str, text: str) -> Loaded[Bank]:
    loaded = read_bank(path, text)
    if loaded.value is None or loaded.problems:
        raise BrokenContent(tr("{path} has errors: nothing was changed", path=path), problems=loaded.problems)
    return loaded


def _checked(path: str, text: str, wanted: Bank) -> str:
    """The text, if it reads back as the bank that was wanted."""
    again = read_bank(path, text)
    if again.value != wanted:
        raise UsageError(
            tr("{path} is laid out in a way that cannot be edited by a program: nothing was changed", path=path),
            hint=tr("learn bank fmt writes it in the usual form"),
        )
    return text
