"""The options of a question in their author's order, the key marked: what a table of distractors begins with."""

from functools import cache
from random import Random

from learn.analysis.distractors import Option
from learn.classroom.items import Items
from learn.interactions import PickMany, PickOne, texts


class Options:
    """Options by `bank/question`, as the library has them today; none for what is typed, arranged, or gone."""

    def __init__(self, items: Items) -> None:
        self._items = items
        self.of = cache(self._of)

    def _of(self, item: str) -> tuple[Option, ...]:
        question = self._items.question(item)
        if question is None:
            return ()
        shown = question.present(Random(0))
        interaction = shown.interaction
        if not isinstance(interaction, PickOne | PickMany):
            return ()
        keys = set(texts(interaction, question.samples(shown).right))
        authored = sorted(zip(shown.order, interaction.options, strict=True))
        return tuple(Option(text, text in keys) for _, text in authored)
