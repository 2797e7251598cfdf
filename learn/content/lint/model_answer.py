"""The answer that is shown as right: is it one that would be graded so, and could a person have written it?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random

from learn import interactions
from learn.content.codes import fault
from learn.content.lint.numbers import in_words
from learn.content.lint.view import View
from learn.kinds.base import Fault, Question
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.language import tr
from learn.text import is_wildcard, parse_number
from learn.verdict import Malformed


def own_answer(view: View) -> Iterator[Fault]:
    """W119: the question's own answer earns less than full marks, or is a pattern without its stars."""
    question = view.question
    if isinstance(question, Short):
        if all(map(is_wildcard, question.accept)):
            yield _rest_of_pattern("accept", question.accept[0])
    elif isinstance(question, Cloze):
        for gap in question.parsed.gaps:
            if all(map(is_wildcard, gap.accept)):
                yield _rest_of_pattern("text", gap.accept[0])
    elif isinstance(question, Number) and not _scores(question, _sample(question)):
        where = ("range",) if question.range else ("value",)
        yield fault(
            "W119",
            where,
            tr("`{sample}`, shown as right, is not graded so", sample=_sample(question)),
            tr("write it in digits"),
        )


def _rest_of_pattern(key: str, pattern: str) -> Fault:
    message = tr("the answer shown as right is what is left of a pattern: `{pattern}`", pattern=pattern)
    return fault("W119", (key,), message, tr("write a full answer before the patterns"))


def _sample(question: Question) -> interactions.Response:
    return question.samples(question.present(Random(0))).right


def _scores(question: Question, response: interactions.Response) -> bool:
    verdict = question.grade(question.present(Random(0)), response)
    return not isinstance(verdict, Malformed) and verdict.score == 1


def other_answer(views: Sequence[View]) -> Iterator[tuple[View, Fault]]:
    """W119: the key of a choice is not accepted where the same stem is to be answered by typing."""
    picked: defaultdict[tuple[str, ...], list[View]] = defaultdict(list)
    for view in views:
        if isinstance(view.question, Choice):
            picked[tuple(view.stem_content)].append(view)
    for view in views:
        if isinstance(view.question, (Short, Number)) and view.stem_content:
            for other in picked.get(tuple(view.stem_content), ()):
                if not _takes(view.question, other.answers[0]):
                    message = tr(
                        "“{answer}”, the answer of `{other}`, is wrong here",
                        answer=other.answers[0],
                        other=other.question.id,
                    )
                    where = ("accept",) if isinstance(view.question, Short) else ("value",)
                    yield view, fault("W119", where, message, tr("accept it, or ask something else"))


def _takes(question: Short | Number, answer: str) -> bool:
    if isinstance(question, Number):
        written = in_words(answer)
        answer = answer if written is None else str(written)
        return parse_number(answer, question.unit) is None or _scores(question, answer)
    return _scores(question, answer)
