"""Cloze: a text with gaps."""

from typing import Any, ClassVar, Literal

from learn.kinds import shorthand
from learn.kinds.base import ByInstance, Question


class Cloze(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Fill the gaps of a text.

    ```yaml
    - id: request
      kind: cloze
      fact: vietnam-us-asked
      text: "{{The United States|America}} asked {{South Korea}} to send troops to {{text: Vietnam, fact: where}}."
      bank: [Japan, Laos]     # offers the gaps' words and these besides; `bank: true` offers the gaps' words only
      case: false
      typos: auto
    ```

    A gap stands between `{{` and `}}`: the answer, then other accepted ones behind `|`. A gap that is evidence
    for a fact of its own is written `{{text: answer|other, fact: id}}`. `ask` may be left out. Scores the share of
    gaps that are right; a gap is graded as a `short` answer is. With a word bank the words are shown in a random
    order (`shuffle: false`: as written), each once, and picking replaces remembering.
    """

    kind: ClassVar[str] = "cloze"
    closed: ClassVar[bool] = ByInstance(False, lambda question: question.bank is not None)  # type: ignore[assignment]
    recall: ClassVar[int] = ByInstance(2, lambda question: 2 if question.bank is None else 1)  # type: ignore[assignment]
    ask_optional: ClassVar[bool] = True

    text: str
    bank: tuple[str, ...] | None = None
    case: bool = False
    typos: Literal[0, 1, "auto"] = "auto"

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, bank=_bank)


def _bank(value: Any) -> Any:
    """`true` is a bank without words of its own, `false` is none."""
    named: dict[str, list[str] | None] = {"true": [], "false": None}
    key = str(value).lower() if isinstance(value, (str, bool)) else ""
    return named.get(key, value)
