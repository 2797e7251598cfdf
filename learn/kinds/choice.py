"""Choice: one right answer among wrong ones."""

from random import Random
from typing import Any, ClassVar, cast

from learn.interactions import PickOne, Response
from learn.kinds import shorthand
from learn.kinds.base import Chance, Fault, Option, Question, Samples, Shown, shuffled
from learn.kinds.faults import among, crowd, empties, looks, twins
from learn.language import tr, translatable
from learn.verdict import Verdict


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

    @property
    def options(self) -> tuple[str, ...]:
        """All options as the author has them: the answer, then the distractors."""
        return (self.answer, *(distractor.text for distractor in self.distractors))

    def present(self, rng: Random) -> Shown:
        order = shuffled(len(self.options), rng, self.shuffle)
        return Shown(PickOne(tuple(self.options[index] for index in order)), order)

    def grade(self, shown: Shown, response: Response) -> Verdict:
        chosen = shown.order[cast("int", response)]
        return Verdict(
            score=float(chosen == 0),
            expected=self.answer,
            key=shown.order.index(0),
            feedback=self.distractors[chosen - 1].feedback if chosen else "",
        )

    def chance(self) -> Chance:
        return Chance(1 / len(self.options), 1 / len(self.options))

    def samples(self, shown: Shown) -> Samples:
        return Samples(right=shown.order.index(0), wrong=shown.order.index(1), malformed=len(shown.order))

    def faults(self) -> list[Fault]:
        right = looks([(("answer",), self.answer)])
        wrong = looks((("distractors", at), one.text) for at, one in enumerate(self.distractors))
        faults = super().faults() + empties([*right, *wrong])
        if not wrong:
            faults.append(Fault(("distractors",), tr("there is no wrong answer to choose"), code="E122"))
        faults += among(wrong, right, "E123", tr("this distractor reads the same as the answer"))
        return faults + twins(wrong, "E121", translatable("distractor")) + crowd(("distractors",), len(self.options))
