"""Card: a front, a back, and the learner's own judgement."""

from typing import ClassVar

from learn.kinds.base import Question


class Card(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Think of the answer, look at the back, and say whether you knew it.

    ```yaml
    - id: de-facto
      kind: card
      fact: de-facto
      front: What does "de facto" mean?
      back: In fact, whatever the law or a declaration says.
    ```

    Scores 1 when the learner says that she knew it, else 0. `ask` may be left out; written, it stands above the
    front.
    """

    kind: ClassVar[str] = "card"
    closed: ClassVar[bool] = False
    recall: ClassVar[int] = 2
    ask_optional: ClassVar[bool] = True

    front: str
    back: str
