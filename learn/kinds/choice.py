"""Choice: one right answer among wrong ones."""

from typing import Any, ClassVar

from learn.kinds import shorthand
from learn.kinds.base import Option, Question


class Choice(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Pick the one right answer.

    ```yaml
    - id: alliance-model
      kind: choice
      fact: alliance-equal-to-south
      ask: According to Hong Min, whose alliance does Pyongyang want to equal?
      answer: The one between South Korea and the United States
      distractors:
        - The one between China and Russia: China is part of the grouping, but he names another pair.
        - NATO
        - {text: The one between Japan and the United States, feedback: Japan is not mentioned.}
    ```

    Scores 1 for the answer, else 0; the feedback of a chosen distractor is shown. `shuffle: false` shows the
    answer first and the distractors behind it, as written.
    """

    kind: ClassVar[str] = "choice"

    answer: str
    distractors: tuple[Option, ...]

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, distractors=shorthand.each(shorthand.option))
