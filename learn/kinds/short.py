"""Short: a line typed from memory."""

from typing import Any, ClassVar, Literal

from learn.kinds import shorthand
from learn.kinds.base import Option, Question

Typos = Literal[0, 1, "auto"]


class Short(Question, frozen=True, kw_only=True, omit_defaults=True):
    r"""Type the answer.

    ```yaml
    - id: who-asked
      kind: short
      fact: vietnam-us-asked
      ask: Who asked South Korea to send troops to Vietnam?
      accept: [The United States, the US*, America]   # * stands for anything; \* is a star
      reject:                                         # known wrong answers, never taken for a misspelling
        - South Vietnam: He names Washington.
      case: false                                     # true: capitals matter
      typos: auto                                     # 0, 1, or auto (default): by the length of each word
    ```

    Scores 1 when the typed line is one of `accept`, else 0. Capitals (unless `case: true`), accents, spaces, full
    width, quotes and dashes do not matter (`learn.text.normalise`). A near miss is right too, and its spelling is
    shown. The first of `accept` is the one shown as the answer.
    """

    kind: ClassVar[str] = "short"
    closed: ClassVar[bool] = False
    recall: ClassVar[int] = 2

    accept: tuple[str, ...]
    reject: tuple[Option, ...] = ()
    case: bool = False
    typos: Typos = "auto"

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, accept=shorthand.texts, reject=shorthand.each(shorthand.option))
