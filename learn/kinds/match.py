"""Match: left items, each with the right one that belongs to it."""

from typing import Any, ClassVar

from msgspec import Struct

from learn.kinds import shorthand
from learn.kinds.base import Question


class Pair(Struct, frozen=True, omit_defaults=True):
    """What belongs together; `fact`, where named, is what the verdict on this pair is evidence for."""

    left: str
    right: str
    fact: str = ""


class Match(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Give each left item its right one.

    ```yaml
    - id: who-said
      kind: match
      ask: Who said it?
      pairs:
        - Hong Min: An alliance as strong as the South's      # left: right
        - [Harrison Kim, A proxy war is on the horizon]       # [left, right]
        - {left: Yang Mu-jin, right: Why enter this war?, fact: of-its-own-accord}
      extra: [Nobody will be drawn in]                        # right sides that belong to nothing
    ```

    `pairs` may also be one mapping `{left: right, …}`. Two pairs may have the same right side: it is shown once.
    Scores the share of pairs that are right. Extra right sides make guessing harder: the last pair cannot be had
    by elimination. `shuffle: false` leaves the left side as written; the right side is always shuffled.
    """

    kind: ClassVar[str] = "match"

    pairs: tuple[Pair, ...]
    extra: tuple[str, ...] = ()

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, pairs=shorthand.pairs, extra=shorthand.texts)
