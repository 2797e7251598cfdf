"""True or false: a statement to judge."""

from random import Random
from typing import Any, ClassVar, Literal

from learn.interactions import PickOne, Response
from learn.kinds import shorthand
from learn.kinds.base import Chance, Question, Samples, Shown
from learn.kinds.words import FALSE, TRUE, said
from learn.verdict import Verdict

OPTIONS = (TRUE, FALSE)


class TrueFalse(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Say whether the statement in `ask` is true.

    ```yaml
    - id: vietnam-largest
      kind: true_false
      fact: vietnam-second-largest
      ask: South Korea had more troops in Vietnam than the United States.
      answer: false
      correction: Only the United States had more troops there.
    ```

    Scores 1 or 0. The correction says how things are and is shown after either answer. The options are always
    True and False, in this order. `answer` is `true` or `false`, in any case, and nothing else.
    """

    kind: ClassVar[str] = "true_false"

    answer: Literal["true", "false"]
    correction: str = ""

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, answer=_lower)

    @property
    def key(self) -> int:
        """The index of the right one of the two options."""
        return 0 if self.answer == "true" else 1

    def present(self, rng: Random) -> Shown:  # noqa: ARG002 - this order is never shuffled
        return Shown(PickOne(OPTIONS), order=(0, 1))

    def grade(self, shown: Shown, response: Response) -> Verdict:  # noqa: ARG002
        return Verdict(
            score=float(response == self.key),
            expected=said(OPTIONS[self.key], self.kind),
            key=self.key,
            feedback=self.correction,
        )

    def chance(self) -> Chance:
        return Chance(1 / 2, 1 / 2)

    def samples(self, shown: Shown) -> Samples:  # noqa: ARG002
        return Samples(right=self.key, wrong=1 - self.key, malformed=2)


def _lower(value: Any) -> Any:
    return str(value).lower() if isinstance(value, (str, bool)) else value
