"""The options of a question in their author's order, the key marked: what a table of distractors begins with."""

from collections.abc import Callable
from functools import cache
from random import Random

from learn.analysis.distractors import Option
from learn.classroom.items import Items
from learn.interactions import PickMany, PickOne, texts
from learn.kinds.base import Question


def options_in(items: Items) -> Callable[[str], tuple[Option, ...]]:
    """The options of a `bank/question` as the library has it today; none for one that is gone."""

    @cache
    def of(item: str) -> tuple[Option, ...]:
        question = items.question(item)
        return () if question is None else options(question)

    return of


def options(question: Question) -> tuple[Option, ...]:
    """The options of a question that is answered by picking; none for what is typed or arranged."""
    shown = question.present(Random(0))
    interaction = shown.interaction
    if not isinstance(interaction, PickOne | PickMany):
        return ()
    keys = set(texts(interaction, question.samples(shown).right))
    authored = sorted(zip(shown.order, interaction.options, strict=True))
    return tuple(Option(text, text in keys) for _, text in authored)
