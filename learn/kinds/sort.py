"""Sort: items, each to be put under the right one of a few headings."""

from random import Random
from typing import Any, ClassVar

from msgspec import Struct

from learn.interactions import Response
from learn.kinds import shorthand
from learn.kinds.base import Chance, Fault, Item, Question, Samples, Shown
from learn.kinds.faults import crowd, empties, looks, twins
from learn.kinds.matching import Matching, blind_picks
from learn.language import tr, translatable, trc
from learn.verdict import Verdict


class Category(Struct, frozen=True):
    """A heading and the items that belong under it (possibly none)."""

    name: str
    items: tuple[Item, ...]


class Sort(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Put each item under its heading.

    ```yaml
    - id: fact-or-opinion
      kind: sort
      ask: Is it reported, or is it an expert's reading?
      categories:
        Reported: [South Korea sent troops to Vietnam, {text: A treaty was signed, fact: treaty-june}]
        Reading: [A proxy war is always on the horizon]
    ```

    Scores the share of items under the right heading. Items are always shuffled, the headings stay as written.
    """

    kind: ClassVar[str] = "sort"

    categories: tuple[Category, ...]

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, categories=shorthand.categories)

    @property
    def matching(self) -> Matching:
        """The items on the left, the headings on the right."""
        left = tuple((item.text, at, item.fact) for at, one in enumerate(self.categories) for item in one.items)
        return Matching(left, tuple(one.name for one in self.categories), guess=1 / len(self.categories))

    def present(self, rng: Random) -> Shown:
        return self.matching.present(rng, shuffle_left=True, shuffle_right=False)

    def grade(self, shown: Shown, response: Response) -> Verdict:
        return self.matching.grade(shown, response)

    def chance(self) -> Chance:
        return blind_picks(len(self.matching.left), len(self.categories))

    def samples(self, shown: Shown) -> Samples:
        return self.matching.samples(shown)

    def part_facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.fact for one in self.categories for item in one.items if item.fact))

    def faults(self) -> list[Fault]:
        names = looks((("categories", one.name), one.name) for one in self.categories)
        items = looks(
            (("categories", one.name, at), item.text) for one in self.categories for at, item in enumerate(one.items)
        )
        faults = super().faults() + empties([*names, *items])
        if len(names) < 2:
            faults.append(Fault(("categories",), tr("there are fewer than two categories"), code="E140"))
        if not items:
            faults.append(Fault(("categories",), tr("there is nothing to sort"), code="E142"))
        faults += twins(names, "E141", translatable("category")) + twins(items, "E136", trc("listed", "item"))
        return faults + crowd(("categories",), len(names))
