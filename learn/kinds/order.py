"""Order: items to put in their right order."""

from itertools import combinations
from math import factorial
from random import Random
from typing import Any, ClassVar, cast

from learn import interactions
from learn.interactions import Response
from learn.kinds import shorthand
from learn.kinds.base import Chance, Fault, Item, Question, Samples, Shown, shuffled
from learn.kinds.faults import crowd, empties, looks, twins
from learn.language import tr, trc
from learn.verdict import Part, Verdict


class Order(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Put the items in order.

    ```yaml
    - id: timeline
      kind: order
      ask: Put these in the order in which they happened.
      items:                            # in the right order
        - The summit of September 2023
        - {text: The treaty of June 2024, fact: treaty-june}
        - The troop dispatch
    ```

    Scores the share of pairs of items that stand in the right order (Kendall's tau, from 0 to 1). The items are
    always shuffled. An item's part is the share of its own pairs, so that the score is the mean of the parts. Blind,
    an item earns a half of its part on average; whoever knows the order of all the others puts it in its right
    place among them once in n times, which is taken for the part's guess.
    """

    kind: ClassVar[str] = "order"
    recall: ClassVar[int] = 1

    items: tuple[Item, ...]

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, items=shorthand.each(shorthand.item))

    def present(self, rng: Random) -> Shown:
        order = shuffled(len(self.items), rng)
        return Shown(interactions.Order(tuple(self.items[index].text for index in order)), order)

    def grade(self, shown: Shown, response: Response) -> Verdict:
        given = [shown.order[place] for place in cast("tuple[int, ...]", response)]
        pairs_right = [0] * len(given)
        for earlier, later in combinations(given, 2):
            if earlier < later:
                pairs_right[earlier] += 1
                pairs_right[later] += 1
        others = len(given) - 1
        return Verdict(
            score=sum(pairs_right) / (len(given) * others),
            expected=tuple(item.text for item in self.items),
            key=self._key(shown),
            parts=tuple(self._part(at, right / others, given.index(at)) for at, right in enumerate(pairs_right)),
        )

    def _part(self, at: int, score: float, place: int) -> Part:
        return Part(
            score=score,
            text=self.items[at].text,
            given=str(place + 1),
            expected=str(at + 1),
            guess=1 / len(self.items),
            chance=1 / 2,
            fact=self.items[at].fact,
        )

    def _key(self, shown: Shown) -> tuple[int, ...]:
        return tuple(shown.order.index(at) for at in range(len(self.items)))

    def chance(self) -> Chance:
        """Blind: any of the n! orders, alike; each pair stands right in half of them."""
        return Chance(1 / factorial(len(self.items)), 1 / 2)

    def samples(self, shown: Shown) -> Samples:
        key = self._key(shown)
        return Samples(right=key, wrong=key[::-1], malformed=key[1:])

    def part_facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.fact for item in self.items if item.fact))

    def faults(self) -> list[Fault]:
        items = looks((("items", at), item.text) for at, item in enumerate(self.items))
        faults = super().faults() + empties(items) + twins(items, "E136", trc("listed", "item"))
        if len(items) < 2:
            faults.append(Fault(("items",), tr("an order needs at least two items"), code="E135"))
        return faults + crowd(("items",), len(items))
