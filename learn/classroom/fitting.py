"""An old answer put to a question as it is now: read by the words that were shown then, not by their places."""

from collections.abc import Sequence
from random import Random
from typing import Any

from learn.events import AnswerBody
from learn.interactions import Gaps, Interaction, Line, Match, Order, PickMany, PickOne, Response, Reveal, fault
from learn.kinds.base import Question, Shown
from learn.language import tr
from learn.text import normalise


class Unfit(Exception):
    """The answer says nothing about the question as it is now; the message says why."""


def fitted(question: Question, body: AnswerBody) -> tuple[Shown, Response]:
    """The question as shown by the answer's seed, and the answer as a response to that. Raises Unfit."""
    if body.kind != question.kind:
        raise Unfit(
            tr(
                "the question was of kind {before} when it was answered, and is of kind {now} now",
                before=body.kind,
                now=question.kind,
            )
        )
    shown = question.present(Random(body.seed))
    response = _response(shown.interaction, body.chosen)
    misfit = fault(_without_count(shown.interaction), response)
    if misfit is not None:
        raise Unfit(tr("the answer does not fit the question any longer: {why}", why=misfit))
    return shown, response


def _without_count(interaction: Interaction) -> Interaction:
    """How many are to be chosen is told today; who answered may not have been told."""
    return PickMany(interaction.options) if isinstance(interaction, PickMany) else interaction


def _response(interaction: Interaction, chosen: Sequence[Any]) -> Response:
    match interaction:
        case PickOne(options=options):
            return _place(options, _only(chosen))
        case PickMany(options=shown) | Order(items=shown):
            return tuple(_place(shown, text) for text in chosen)
        case Match(left=left, right=right):
            return _matched(left, right, chosen)
        case Gaps():
            return tuple(map(str, chosen))
        case Line():
            return str(_only(chosen))
        case Reveal():
            return _only(chosen) is True


def _matched(left: Sequence[str], right: Sequence[str], chosen: Sequence[Any]) -> Response:
    """For each left item of today the right one that it was given."""
    given = {_place(left, item): _place(right, beside) for item, beside in chosen}
    missing = [item for at, item in enumerate(left) if at not in given]
    if missing:
        raise Unfit(tr("“{item}” was not to be matched then", item=missing[0]))
    return tuple(given[at] for at in range(len(left)))


def _only(chosen: Sequence[Any]) -> Any:
    if len(chosen) != 1:
        raise Unfit(tr("the log does not say what was answered"))
    return chosen[0]


def _place(options: Sequence[str], text: Any) -> int:
    """Where a text of then stands now: as it was written, else the one that reads the same."""
    if text in options:
        return list(options).index(text)
    alike = [at for at, option in enumerate(options) if normalise(option) == normalise(str(text))]
    if len(alike) != 1:
        raise Unfit(tr("“{text}” was chosen, and is not there any longer", text=text))
    return alike[0]
