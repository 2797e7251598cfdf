"""Multiple: any number of right answers among wrong ones."""

from math import comb
from random import Random
from typing import Any, ClassVar, Literal, cast

from learn.interactions import PickMany, Response
from learn.kinds import shorthand
from learn.kinds.base import Chance, Fault, Option, Question, Samples, Shown, shuffled
from learn.kinds.faults import among, crowd, empties, looks, twins
from learn.language import tr, translatable
from learn.verdict import Verdict


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

    @property
    def options(self) -> tuple[str, ...]:
        """All options as the author has them: the answers, then the distractors."""
        return (*self.answers, *(distractor.text for distractor in self.distractors))

    def present(self, rng: Random) -> Shown:
        order = shuffled(len(self.options), rng, self.shuffle)
        options = tuple(self.options[index] for index in order)
        return Shown(PickMany(options, choose=len(self.answers) if self.tell else None), order)

    def grade(self, shown: Shown, response: Response) -> Verdict:
        chosen = {shown.order[place] for place in cast("tuple[int, ...]", response)}
        right = sum(index < len(self.answers) for index in chosen)
        key = self._key(shown)
        return Verdict(
            score=self._score(right, len(chosen) - right),
            expected=tuple(self.options[shown.order[place]] for place in key),
            key=key,
            feedback=self._feedback(chosen),
        )

    def _key(self, shown: Shown) -> tuple[int, ...]:
        return tuple(place for place, index in enumerate(shown.order) if index < len(self.answers))

    def _score(self, right: int, wrong: int) -> float:
        """The score for so many right and wrong options chosen."""
        if self.scoring == "partial":
            return max(0, right - wrong) / len(self.answers)
        return float(right == len(self.answers) and not wrong)

    def _feedback(self, chosen: set[int]) -> str:
        """A line for each distractor that was chosen and has feedback."""
        distractors = enumerate(self.distractors, start=len(self.answers))
        return "\n".join(f"{one.text}: {one.feedback}" for at, one in distractors if at in chosen and one.feedback)

    def chance(self) -> Chance:
        """Blind: any of the 2^k - 1 ways to choose at least one, or of the C(k, m) where m is told, alike."""
        right, wrong = len(self.answers), len(self.distractors)
        earned = 0.0
        for hits in range(right + 1):
            for misses in range(wrong + 1):
                if not self.tell or hits + misses == right:
                    earned += comb(right, hits) * comb(wrong, misses) * self._score(hits, misses)
        ways = comb(right + wrong, right) if self.tell else 2 ** (right + wrong) - 1
        return Chance(1 / ways, earned / ways)

    def samples(self, shown: Shown) -> Samples:
        """Wrong: one distractor in the place of one answer."""
        key = self._key(shown)
        distractor = shown.order.index(len(self.answers))
        return Samples(right=key, wrong=(distractor, *key[1:]), malformed=())

    def faults(self) -> list[Fault]:
        right = looks((("answers", at), text) for at, text in enumerate(self.answers))
        wrong = looks((("distractors", at), one.text) for at, one in enumerate(self.distractors))
        faults = super().faults() + empties([*right, *wrong])
        if not right:
            faults.append(Fault(("answers",), tr("no answer is right"), code="E125"))
        if not wrong:
            faults.append(Fault(("distractors",), tr("there is no wrong answer to choose"), code="E122"))
        faults += among(wrong, right, "E123", tr("this distractor reads the same as an answer"))
        faults += twins(right, "E121", translatable("answer")) + twins(wrong, "E121", translatable("distractor"))
        return faults + crowd(("distractors",), len(self.options))
