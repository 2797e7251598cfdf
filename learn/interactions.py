"""The closed set of seven things a learner can be asked to do, and what an answer to each looks like.

A front end needs to know these seven and nothing about the kinds of question behind them. Indexes count from 0
and mean what was shown, in the order shown.
"""

from typing import Any, TypeAlias

from msgspec import Struct

from learn.language import tr

Response: TypeAlias = int | str | bool | tuple[int, ...] | tuple[str, ...]
"""pick-one: int · pick-many, order: indexes · match: right index for each left · line: text · gaps: texts ·
reveal: whether the learner knew it."""


class PickOne(Struct, frozen=True, tag_field="type", tag="pick-one"):
    """Choose exactly one of the options."""

    options: tuple[str, ...]


class PickMany(Struct, frozen=True, tag_field="type", tag="pick-many", omit_defaults=True):
    """Choose any number of the options, or exactly `choose` where that number is told."""

    options: tuple[str, ...]
    choose: int | None = None


class Line(Struct, frozen=True, tag_field="type", tag="line", omit_defaults=True):
    """Type one line; `unit` is shown behind the field where a number has one."""

    unit: str = ""


class Order(Struct, frozen=True, tag_field="type", tag="order"):
    """Put all items in order: the response lists shown indexes, first to last."""

    items: tuple[str, ...]


class Match(Struct, frozen=True, tag_field="type", tag="match"):
    """Give each left item one of the right ones; a right one may serve twice or not at all."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Gaps(Struct, frozen=True, tag_field="type", tag="gaps", omit_defaults=True):
    """Fill the gaps of a text, in which each is shown as exactly one `____`."""

    text: str
    gaps: int
    words: tuple[str, ...] = ()


class Reveal(Struct, frozen=True, tag_field="type", tag="reveal"):
    """Think, then look at the back and say honestly whether it was known."""

    back: str


Interaction: TypeAlias = PickOne | PickMany | Line | Order | Match | Gaps | Reveal


def fault(interaction: Interaction, answer: Any) -> str | None:
    """Why `answer` (as decoded from JSON) does not fit the interaction, in words for its author; None if it fits."""
    match interaction:
        case PickOne(options=options):
            return _index_fault(answer, len(options))
        case PickMany(options=options, choose=choose):
            return _indexes_fault(answer, len(options)) or _count_fault(answer, choose)
        case Order(items=items):
            return _indexes_fault(answer, len(items)) or _permutation_fault(answer, len(items))
        case Match(left=left, right=right):
            return _matching_fault(answer, len(left), len(right))
        case Line():
            return None if isinstance(answer, str) else tr("the answer is a text")
        case Gaps(gaps=gaps):
            return _texts_fault(answer, gaps)
        case Reveal():
            return None if isinstance(answer, bool) else tr("the answer is true (knew it) or false")


def freeze(answer: Any) -> Response:
    """The answer with its lists made tuples. Call it on what `fault` found nothing wrong with."""
    return tuple(answer) if isinstance(answer, list) else answer


def texts(interaction: Interaction, response: Response) -> list[Any]:
    """The response in the words that were shown, so that it can be read and graded again without its indexes.

    pick-one, pick-many, order: the texts · match: [left, right] pairs · line, gaps: as typed · reveal: [bool].
    """
    match interaction, response:
        case (PickOne(options=shown), int(index)):
            return [shown[index]]
        case (PickMany(options=shown) | Order(items=shown), tuple() as chosen):
            return [shown[index] for index in chosen if isinstance(index, int)]
        case (Match(left=left, right=right), tuple() as chosen):
            return [[item, right[index]] for item, index in zip(left, chosen, strict=True) if isinstance(index, int)]
        case (_, tuple() as typed):
            return list(typed)
        case _:
            return [response]


def _is_index(value: Any, size: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < size


def _index_fault(answer: Any, size: int) -> str | None:
    return None if _is_index(answer, size) else tr("the answer is a number from 0 to {last}", last=size - 1)


def _indexes_fault(answer: Any, size: int) -> str | None:
    if not isinstance(answer, (list, tuple)) or not all(_is_index(value, size) for value in answer):
        return tr("the answer is a list of numbers from 0 to {last}", last=size - 1)
    return None if len(set(answer)) == len(answer) else tr("the same number stands in the list twice")


def _count_fault(answer: Any, choose: int | None) -> str | None:
    if choose is not None and len(answer) != choose:
        return tr("choose exactly {n}", n=choose)
    return None if answer else tr("choose at least one")


def _permutation_fault(answer: Any, size: int) -> str | None:
    return None if len(answer) == size else tr("the list names all {size} items, each once", size=size)


def _matching_fault(answer: Any, left: int, right: int) -> str | None:
    fits = isinstance(answer, (list, tuple)) and len(answer) == left and all(_is_index(v, right) for v in answer)
    if fits:
        return None
    return tr(
        "the answer is a list of {left} numbers from 0 to {last}, one for each left item", left=left, last=right - 1
    )


def _texts_fault(answer: Any, gaps: int) -> str | None:
    fits = isinstance(answer, (list, tuple)) and len(answer) == gaps and all(isinstance(v, str) for v in answer)
    return None if fits else tr("the answer is a list of {gaps} texts, one for each gap", gaps=gaps)
