"""Number: a quantity typed from memory."""

from random import Random
from typing import TYPE_CHECKING, Any, ClassVar, cast

from learn.interactions import Line, Response
from learn.kinds import shorthand
from learn.kinds.base import Chance, Fault, Question, Samples, Shown
from learn.language import tr
from learn.text import clean, normalise, parse_number, plain_number, width
from learn.verdict import Malformed, Verdict

if TYPE_CHECKING:
    from decimal import Decimal


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

    @property
    def limits(self) -> "tuple[Decimal, Decimal]":
        """The least and the greatest number that is right. Call it on a question without faults."""
        if self.range is not None:
            low, high = (self._read(end) for end in self.range)
            return low, high
        value, tolerance = self._read(self.value), self._read(self.tolerance or "0")
        if self.tolerance.rstrip().endswith("%"):
            tolerance *= abs(value) / 100
        return value - tolerance, value + tolerance

    @property
    def expected(self) -> str:
        """The right answer as the author wrote it, with its unit."""
        return self._with_unit(self.value or " to ".join(self.range or ()))

    def _said(self) -> str:
        """The same in the interface's language."""
        low, high = self.range or ("", "")
        return self._with_unit(self.value or tr("{low} to {high}", low=low, high=high))

    def _with_unit(self, number: str) -> str:
        if not self.unit or number.endswith(self.unit):
            return number
        return number + ("" if width(self.unit[0]) == 2 else " ") + self.unit  # 1446년, 300,000 soldiers

    def _read(self, text: str) -> "Decimal":
        number = parse_number(text, self.unit)
        assert number is not None, text
        return number

    def present(self, rng: Random) -> Shown:  # noqa: ARG002 - there is nothing to shuffle
        return Shown(Line(unit=self.unit))

    def grade(self, shown: Shown, response: Response) -> Verdict | Malformed:  # noqa: ARG002
        typed = " ".join(clean(cast("str", response)).split())
        number = parse_number(typed, self.unit)
        if number is None:
            return Malformed(
                tr("not a number: {typed}", typed=typed[:60]) if normalise(typed) else tr("nothing was typed")
            )
        low, high = self.limits
        plain = plain_number(number)
        return Verdict(
            score=float(low <= number <= high),
            expected=self._said(),
            key=self.value or plain_number(low),
            note="" if plain == typed else tr("read as {number}", number=plain),
        )

    def chance(self) -> Chance:
        return Chance(0.0, 0.0)

    def samples(self, shown: Shown) -> Samples:  # noqa: ARG002
        low, high = self.limits
        return Samples(right=self.value or plain_number(low), wrong=plain_number(high + 1), malformed="many")

    def faults(self) -> list[Fault]:
        faults = super().faults() + self._unread()
        if not self.value and self.range is None:
            faults.append(Fault(("value",), tr("a number question needs a value or a range"), code="E130"))
        if self.tolerance and self.range is not None:
            faults.append(
                Fault(("tolerance",), tr("a range has no tolerance"), tr("leave one of them out"), code="E133")
            )
        return faults or self._contradictions()

    def _unread(self) -> list[Fault]:
        """E129 for each number that cannot be read."""
        written = [(("value",), self.value), (("tolerance",), self.tolerance)]
        placed = [(where, text) for where, text in written if text]
        placed += [(("range",), end) for end in self.range or ()]
        return [
            Fault(
                where,
                tr("this is not a number: {text}", text=text),
                tr('write digits, as in 10000 or "10,000"'),
                code="E129",
            )
            for where, text in placed
            if parse_number(text, self.unit) is None
        ]

    def _contradictions(self) -> list[Fault]:
        """What is wrong between numbers that can all be read."""
        low, high = self.limits
        if self.range is None:
            below = [Fault(("tolerance",), tr("a tolerance is not below 0"), code="E132")]
            return below if high < low else []
        if high < low:
            return [Fault(("range",), tr("this range ends before it begins"), tr("turn it round"), code="E134")]
        if self.value and not low <= self._read(self.value) <= high:
            return [Fault(("value",), tr("the value lies outside the range"), code="E131")]
        return []


def _text(value: Any) -> Any:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if number else value


def _ends(value: Any) -> Any:
    if isinstance(value, str) and value.count("..") == 1:
        return [end.strip() for end in value.split("..")]
    return shorthand.each(_text)(value)
