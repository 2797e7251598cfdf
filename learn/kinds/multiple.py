"""Multiple: any number of right answers among wrong ones."""

from typing import Any, ClassVar, Literal

from learn.kinds import shorthand
from learn.kinds.base import Option, Question


class Multiple(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Pick all the right answers.

    ```yaml
    - id: three-motives
      kind: multiple
      fact: three-motives
      ask: Which motives does Harrison Kim list?
      answers: [Economics, Survival, Technology]
      distractors:
        - Revenge: The word does not occur in his list.
        - Prestige
      scoring: partial      # all (default): everything or nothing
      tell: true            # says that there are three; default: not said
    ```

    Scoring `all` gives 1 for exactly the right answers, else 0. Scoring `partial` gives (right ones chosen - wrong
    ones chosen) / (number of right ones), never below 0. `shuffle: false` shows the answers first.
    """

    kind: ClassVar[str] = "multiple"

    answers: tuple[str, ...]
    distractors: tuple[Option, ...]
    scoring: Literal["all", "partial"] = "all"
    tell: bool = False

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, answers=shorthand.texts, distractors=shorthand.each(shorthand.option))
