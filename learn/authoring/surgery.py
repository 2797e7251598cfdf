"""Edits of a bank's text, line by line: what an edit is not about keeps its comments, order and quoting.

A question is the block of lines from its `- ` to the last line that says something about it. Comments and blank lines
behind it belong to what follows. Every edit is read back before it is returned: an edit that would not give the bank it
was meant to is refused, and nothing is lost.
"""

from collections.abc import Mapping, Sequence

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
    bank = loaded.value
    assert bank is not None
    known = {question.id: question for question in bank.questions}
    wanted = known | {question.id: question for question in changed}
    other = {name: question for name, question in wanted.items() if known.get(name) != question}
    if not other:
        return text
    if not known:
        first = next(iter(other.values()))
        text = _checked(path, _with_first(loaded, first), structs.replace(bank, questions=(first,)))
        return with_questions(path, text, changed)
    return _checked(path, _edited(loaded, other), structs.replace(bank, questions=tuple(wanted.values())))


def block_of(loaded: Loaded[Bank], question: str) -> tuple[int, int]:
    """The lines of a question's block: index of the first, and of the one behind the last."""
    where = loaded.spans.item("questions", question)
    if len(where) != 2:
        raise UsageError(tr("there is no question {question!r} in {path}", question=question, path=loaded.spans.path))
    return _block(loaded, int(where[1]))


def question_line(loaded: Loaded[Bank], question: str) -> int:
    """The line (from 1) in which a question begins."""
    return block_of(loaded, question)[0] + 1


def _edited(loaded: Loaded[Bank], other: Mapping[str, Question]) -> str:
    """The text of a bank that has questions with others in place of those of their ids, or behind the last."""
    assert loaded.value is not None
    places = {question.id: place for place, question in enumerate(loaded.value.questions)}
    new = [question for name, question in other.items() if name not in places]
    last = len(places) - 1 if new else -1
    lines = loaded.spans.lines
    made: list[str] = []  # up to the end of the last block that was come to, which begins at `begin`
    begin = done = 0
    for name, place in places.items():
        if name in other or place == last:
            first, end = _block(loaded, place)
            begin = len(made) + first - done
            made += lines[done:first]
            made += _written(other[name], lines[first]) if name in other else lines[first:end]
            done = end
    for question in new:
        begin = _append(made, begin, question)
    return _joined([*made, *lines[done:]])


def _append(lines: list[str], begin: int, question: Question) -> int:
    """Adds a question behind the last, apart from it as that one is from what is before it; gives where it begins."""
    apart = [""] if any(not line.strip() for line in lines[max(0, begin - 2) : begin + 1]) else []
    block = _written(question, lines[begin])
    lines += [*apart, *block]
    return len(lines) - len(block)


def _written(question: Question, first: str) -> list[str]:
    """The lines of a question, indented as the first line of another."""
    return question_text(question, _indent(first)).splitlines()


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
    return begin, _end(lines, begin)


def _end(lines: Sequence[str], begin: int) -> int:
    """The line behind the block that begins there."""
    indent = _indent(lines[begin])
    end = begin + 1
    for number in range(begin + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#") and _indent(line) <= indent:
            break
        if _belongs(line, indent):
            end = number + 1
    return end


def _belongs(line: str, indent: int) -> bool:
    """Whether a line is part of the block before it: anything but blank lines and comments at the left of it."""
    return bool(line.strip()) and (_indent(line) > indent or not line.lstrip().startswith("#"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


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
