"""Number: a quantity typed from memory."""

from typing import Any, ClassVar

from learn.kinds import shorthand
from learn.kinds.base import Question


class Number(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Type a number.

    ```yaml
    - id: vietnam-troops
      kind: number
      fact: vietnam-300000
      ask: How many troops did South Korea send to Vietnam, by Harrison Kim's count?
      value: 300000
      tolerance: 10000        # or 5%; default: exactly the value
      unit: soldiers          # shown behind the field; may be typed or not
    - id: rough-number
      kind: number
      ask: And roughly?
      range: [250000, 350000] # or 250000..350000, both ends included; a `value` inside it is shown as the answer
    ```

    Scores 1 when the number lies within value ± tolerance, or within the range, else 0. Numbers are compared as
    decimals, exactly; how they may be written says `learn.text.parse_number`, for the author as for the learner.
    """

    kind: ClassVar[str] = "number"
    closed: ClassVar[bool] = False
    recall: ClassVar[int] = 2

    value: str = ""
    tolerance: str = ""
    range: tuple[str, str] | None = None
    unit: str = ""

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, value=_text, tolerance=_text, range=_ends)


def _text(value: Any) -> Any:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if number else value


def _ends(value: Any) -> Any:
    if isinstance(value, str) and value.count("..") == 1:
        return [end.strip() for end in value.split("..")]
    return shorthand.each(_text)(value)
