"""Sort: items, each to be put under the right one of a few headings."""

from typing import Any, ClassVar

from msgspec import Struct

from learn.kinds import shorthand
from learn.kinds.base import Item, Question


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
