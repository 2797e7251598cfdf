"""Quantities that stand in no order."""

import re
from collections.abc import Iterator, Sequence

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.kinds.choice import Choice
from learn.language import tr

_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WRITTEN = {name: value for value, name in enumerate(_BELOW_TWENTY.split(" "))} | {
    name: 10 * value for value, name in enumerate(_TENS.split(" "), start=2)
}
_LONGEST = 60
_QUANTITY = re.compile(
    r"(?:(?:in|about|around|roughly|nearly|approximately|almost|over|under|only|after|before|at|by|since)\s+)?"
    r"(?P<before>[$€£¥]?)\s*(?P<number>[+-]?\d{1,3}(?:[ ,']\d{3})+(?:\.\d+)?|[+-]?\d*\.?\d+|[a-z]+)"
    r"(?P<unit>\s*[^\d\s]?[^\d]{0,20})",
    re.IGNORECASE,
)


def in_order(view: View) -> Iterator[Fault]:
    """W109: the distractors of a choice are quantities of one unit that neither rise nor fall as written.

    Where nothing is shuffled, the answer in front of them counts as well.
    """
    question = view.question
    if not isinstance(question, Choice) or len(view.options) < 3:
        return
    if not any(one in _WRITTEN or not one.isalpha() for one in view.options[0].words[:3]):
        return
    quantities = _quantities([one.text for one in view.options])
    if not quantities:
        return
    if not _monotone(quantities if not question.shuffle else quantities[1:]):
        message = tr("these quantities neither rise nor fall")
        yield fault("W109", ("distractors",), message, tr("write them in order, or ask with `kind: number`"))


def _quantities(texts: Sequence[str]) -> list[float]:
    """The numbers of texts that are quantities of one unit; none if one of them is not."""
    parts = []
    for text in texts:
        found = _QUANTITY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
        if found is None:
            return []
        parts.append(found.groupdict())
    units = {(one["before"], one["unit"].strip().casefold().rstrip("s")) for one in parts}
    numbers = [_number(one["number"]) for one in parts]
    return [one for one in numbers if one is not None] if len(units) == 1 and None not in numbers else []


def _number(written: str) -> float | None:
    if written.isalpha():
        return in_words(written)
    return float(re.sub("[ ,']", "", written))


def _monotone(numbers: Sequence[float]) -> bool:
    return list(numbers) in (sorted(numbers), sorted(numbers, reverse=True))


def in_words(text: str) -> int | None:
    """The number that a word below a hundred stands for."""
    return _WRITTEN.get(text.strip().casefold())
