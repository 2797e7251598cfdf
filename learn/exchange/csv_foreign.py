"""Tables of questions that other people made: columns by their usual names, kinds told by what is there."""

import re
from collections.abc import Iterator
from typing import Any

from learn.exchange.cells import split, undone
from learn.exchange.csv_rows import Row, Table
from learn.exchange.intake import Draft, Skip
from learn.exchange.labels import fits
from learn.kinds.base import Option
from learn.kinds.faults import look
from learn.language import tr

_NAMES = {
    "ask": "question question_text ask stem prompt question_title questiontext text",
    "kind": "kind type question_type questiontype",
    "answers": "answers answer correct correct_answer correct_answers correct_option right_answer key solution",
    "wrong": "wrong wrong_answers wrong_answer incorrect incorrect_answers incorrect_answer distractors distractor",
    "options": "options choices alternatives answer_options",
    "front": "front term",
    "back": "back definition",
    "explain": "explain explanation feedback general_feedback answer_explanation rationale comment",
    "hint": "hint",
    "points": "points score marks mark weight",
    "tags": "tags tag category topic keywords",
    "difficulty": "difficulty level",
}
_COLUMN = {name: column for column, names in _NAMES.items() for name in names.split()}
_WRONG = re.compile(r"(?:wrong|wrong_answer|incorrect|incorrect_answer|distractor)_?[0-9]{1,2}")
_OPTION = re.compile(r"(?:(?:option|choice|alternative|answer)_?)?(?:[1-9]|1[0-9]|[a-h])")

_KINDS = {
    "choice": "choice multiple_choice multichoice mc mcq single single_choice single_select multiple_choice_question",
    "multiple": "multiple multiple_answer multiple_answers checkbox checkboxes multi_select multiple_select ma msq",
    "true_false": "true_false true/false truefalse tf t/f boolean true_or_false",
    "short": "short short_answer shortanswer fill_in_the_blank fill_in_the_blanks fill_in_blank fib text open sa",
    "number": "number numerical numeric num",
    "card": "card flashcard basic",
}
_KIND = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_TRUTH = {"true": "true", "t": "true", "false": "false", "f": "false"}
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def is_known(table: Table) -> bool:
    """Whether the columns are those of a table of questions."""
    known = {_COLUMN.get(name, "") for name in table.columns}
    options = any(map(_OPTION.fullmatch, table.columns))
    return ("ask" in known and ("answers" in known or options)) or {"front", "back"} <= known


def fill(row: Row, draft: Draft) -> None:
    """The fields that a row says. Raises Skip where it cannot be understood."""
    if row.surplus:
        raise Skip(tr("the row has more cells than there are columns: a text with a comma in it needs quotes"))
    cells = _by_meaning(row)
    draft.fields |= {"ask": cells.get("ask", ""), "hint": cells.get("hint", ""), "explain": cells.get("explain", "")}
    draft.fields |= dict(_about(cells))
    if "front" in cells:
        draft.be("card", front=cells["front"], back=cells.get("back", ""))
        return
    _answers(cells, _options(row, cells), _wrong(row, cells), draft)


def _by_meaning(row: Row) -> dict[str, str]:
    """The cells by what we call their columns; of two columns of one meaning the first that is filled counts."""
    cells: dict[str, str] = {}
    for name, cell in row.cells.items():
        column = _COLUMN.get(name)
        if column and cell.strip() and column not in cells:
            cells[column] = undone(cell).strip()
    return cells


def _about(cells: dict[str, str]) -> Iterator[tuple[str, Any]]:
    points = cells.get("points", "").replace(",", ".")
    if points:
        if not fits("points", points):
            raise Skip(tr("`{points}` are no points", points=points[:40]))
        yield "points", float(points)
    if "tags" in cells:
        yield "tags", tuple(tag.strip() for tag in re.split("[|,;]", cells["tags"]) if tag.strip())
    if fits("difficulty", cells.get("difficulty", "").lower()):
        yield "difficulty", cells["difficulty"].lower()


def _options(row: Row, cells: dict[str, str]) -> list[str]:
    """All options that are listed, right and wrong, in their order."""
    numbered = [undone(cell).strip() for name, cell in row.cells.items() if _is_option(name)]
    listed = [parts[0] for parts in split(cells.get("options", ""))]
    return [text for text in (*numbered, *listed) if text]


def _is_option(name: str) -> bool:
    return name not in _COLUMN and _OPTION.fullmatch(name) is not None


def _wrong(row: Row, cells: dict[str, str]) -> list[str]:
    numbered = [undone(cell).strip() for name, cell in row.cells.items() if _WRONG.fullmatch(name)]
    return [text for text in (*_listed(cells.get("wrong", "")), *numbered) if text]


def _answers(cells: dict[str, str], options: list[str], wrong: list[str], draft: Draft) -> None:
    """The kind, as it is called or as what is there makes it, and what is right and wrong."""
    given = cells.get("kind", "").lower()
    kind = _KIND.get(re.sub(r"[\s_-]+", "_", given), "")
    if given and not kind:
        raise Skip(tr("there is no kind of question `{kind}`", kind=given[:30]))
    answer = cells.get("answers", "")
    if not answer and kind == "short" and options and not wrong:  # as Quizizz has it: no key, all options are right
        draft.be("short", accept=tuple(options))
        return
    if not answer:
        raise Skip(tr("the row names no right answer"))
    truth = _TRUTH.get(answer.lower(), "")
    if kind == "true_false" or (not kind and truth and not wrong and not set(map(str.lower, options)) - _TRUTH.keys()):
        _true_false(answer, options, draft)
    elif options:
        right = _right(answer, options)
        _choices(kind, right, [text for text in options if text not in right], draft)
    elif wrong:
        _choices(kind, _listed(answer), wrong, draft)
    else:
        _typed(kind, answer, draft)


def _true_false(answer: str, options: list[str], draft: Draft) -> None:
    right = _right(answer, options)[0] if options and answer.lower() not in _TRUTH else answer
    if right.lower() not in _TRUTH:
        raise Skip(tr("the answer is true or false, not `{answer}`", answer=answer[:30]))
    draft.be("true_false", answer=_TRUTH[right.lower()])


def _listed(cell: str) -> list[str]:
    return [" :: ".join(parts) for parts in split(cell)]


def _choices(kind: str, right: list[str], wrong: list[str], draft: Draft) -> None:
    distractors = tuple(map(Option, wrong))
    if kind in ("", "choice") and len(right) == 1:
        draft.be("choice", answer=right[0], distractors=distractors)
    elif kind in ("", "choice", "multiple"):
        draft.be("multiple", answers=tuple(right), distractors=distractors)
    else:
        raise Skip(tr("a question of the kind {kind} has no wrong answers to choose from", kind=kind))


def _typed(kind: str, answer: str, draft: Draft) -> None:
    accept = _listed(answer)
    if kind == "number" or (not kind and len(accept) == 1 and _PLAIN_NUMBER.fullmatch(accept[0])):
        draft.be("number", value=answer)
    elif kind in ("", "short"):
        draft.be("short", accept=tuple(accept))
    elif kind == "card":
        draft.be("card", front=draft.fields["ask"], back=answer, ask="")
    else:
        raise Skip(tr("the row has no wrong answers to choose from"))


def _right(answer: str, options: list[str]) -> list[str]:
    """The options that the answer means: by their text, their number from 1, or their letter."""
    whole = _meant(answer, options)
    if whole:
        return [whole]
    found = [(piece, _meant(piece.strip(), options)) for piece in re.split("[|;,]", answer) if piece.strip()]
    for piece, meant in found:
        if not meant:
            raise Skip(tr("the right answer `{answer}` is none of the options", answer=piece.strip()[:40]))
    return list(dict.fromkeys(meant for _, meant in found))


def _meant(answer: str, options: list[str]) -> str:
    by_text = next((one for one in options if look(one) == look(answer)), "")
    by_place = ""
    if re.fullmatch("[1-9][0-9]?", answer) and int(answer) <= len(options):
        by_place = options[int(answer) - 1]
    elif re.fullmatch("[A-Ha-h]", answer) and ord(answer.lower()) - ord("a") < len(options):
        by_place = options[ord(answer.lower()) - ord("a")]
    if by_text and by_place and by_text != by_place:
        raise Skip(tr("`{answer}` is the text of one option and the number of another", answer=answer))
    return by_text or by_place
