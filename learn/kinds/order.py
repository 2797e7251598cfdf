"""Order: items to put in their right order."""

from typing import Any, ClassVar

from learn.kinds import shorthand
from learn.kinds.base import Item, Question


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
    always shuffled. An item's part is the share of its own pairs.
    """

    kind: ClassVar[str] = "order"
    recall: ClassVar[int] = 1

    items: tuple[Item, ...]

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, items=shorthand.each(shorthand.item))
