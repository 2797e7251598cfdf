"""True or false: a statement to judge."""

from typing import Any, ClassVar, Literal

from learn.kinds import shorthand
from learn.kinds.base import Question


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


def _lower(value: Any) -> Any:
    return str(value).lower() if isinstance(value, (str, bool)) else value
