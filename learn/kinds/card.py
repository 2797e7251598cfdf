"""Card: a front, a back, and the learner's own judgement."""

from random import Random
from typing import ClassVar

from learn.interactions import Response, Reveal
from learn.kinds.base import Chance, Fault, Question, Samples, Shown
from learn.kinds.faults import blanks
from learn.text import is_blank
from learn.verdict import Verdict


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

    @property
    def prompt(self) -> str:
        return f"{self.ask}\n\n{self.front}" if self.ask else self.front

    def present(self, rng: Random) -> Shown:  # noqa: ARG002 - there is nothing to shuffle
        return Shown(Reveal(self.back))

    def grade(self, shown: Shown, response: Response) -> Verdict:  # noqa: ARG002
        return Verdict(score=float(response is True), expected=self.back, key=True)

    def chance(self) -> Chance:
        return Chance(0.0, 0.0)

    def samples(self, shown: Shown) -> Samples:  # noqa: ARG002
        return Samples(right=True, wrong=False, malformed="yes")

    def faults(self) -> list[Fault]:
        faults = super().faults()
        if is_blank(self.front) or is_blank(self.back):  # hardly one: they are not listed before
            faults += blanks([(("front",), self.front), (("back",), self.back)])
        return faults
