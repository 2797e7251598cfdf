"""Short: a line typed from memory."""

from random import Random
from typing import Any, ClassVar, cast

from learn.interactions import Line, Response
from learn.kinds import shorthand
from learn.kinds.base import Chance, Fault, Option, Question, Samples, Shown
from learn.kinds.faults import empties, looks
from learn.kinds.named import Names
from learn.kinds.typed import Accepted, Typos, is_named, name_faults, pattern_faults, read, wrong_line
from learn.language import tr
from learn.text import is_wildcard, matches, normalise
from learn.verdict import Malformed, Verdict


class Short(Question, frozen=True, kw_only=True, omit_defaults=True):
    r"""Type the answer.

    ```yaml
    - id: who-asked
      kind: short
      fact: vietnam-us-asked
      ask: Who asked South Korea to send troops to Vietnam?
      accept: [The United States, the US*, America]   # * stands for anything; \* is a star
      reject:                                         # known wrong answers, never taken for a misspelling
        - South Vietnam: He names Washington.
      case: false                                     # true: capitals matter
      typos: auto                                     # 0, 1, or auto (default): by the length of each word
    - id: head-of-intelligence
      kind: short
      ask: Who spoke for the intelligence services?
      accept: [Jo Tae-yong, 조태용]
      names: korean                                   # takes Cho Taeyong, Tae Yong Jo, 조 태용 … as well
    ```

    Scores 1 when the typed line is one of `accept`, else 0. Capitals (unless `case: true`), accents, spaces, full
    width, quotes and dashes do not matter (`learn.text.normalise`). A near miss is right too, and its spelling is
    shown (`learn.kinds.typed`). The first of `accept` is the one shown as the answer. `names: korean` takes the Korean
    names among them in every customary spelling, and those of `reject` too (docs/names.md).
    """

    kind: ClassVar[str] = "short"
    closed: ClassVar[bool] = False
    recall: ClassVar[int] = 2

    accept: tuple[str, ...]
    reject: tuple[Option, ...] = ()
    case: bool = False
    typos: Typos = "auto"
    names: Names = "listed"

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, accept=shorthand.texts, reject=shorthand.each(shorthand.option))

    @property
    def accepted(self) -> Accepted:
        """What is right and what is known to be wrong."""
        return Accepted(self.accept, self.reject, self.case, self.typos, self.names)

    def present(self, rng: Random) -> Shown:  # noqa: ARG002 - there is nothing to shuffle
        return Shown(Line())

    def grade(self, shown: Shown, response: Response) -> Verdict | Malformed:  # noqa: ARG002
        typed = cast("str", response)
        if not normalise(typed):
            return Malformed(tr("nothing was typed"))
        reading = read(typed, self.accepted)
        return Verdict(
            score=float(reading.right),
            expected=self.accepted.shown,
            key=self.accepted.shown,
            feedback=reading.feedback,
            note=tr("spelled {spelled}", spelled=reading.spelled) if reading.spelled else "",
        )

    def chance(self) -> Chance:
        return Chance(0.0, 0.0)

    def samples(self, shown: Shown) -> Samples:  # noqa: ARG002
        return Samples(right=self.accepted.shown, wrong=wrong_line(self.accept), malformed=" ")

    def faults(self) -> list[Fault]:
        faults = super().faults() + pattern_faults((("accept", at), text) for at, text in enumerate(self.accept))
        faults += empties(looks((("reject", at), one.text) for at, one in enumerate(self.reject)))
        if not self.accept:
            faults.append(Fault(("accept",), tr("no answer is accepted"), code="E125"))
        else:
            faults += name_faults([self.accepted])
        exact = [text for text in self.accept if not is_wildcard(text)]
        exact += [self.accepted.shown] if self.accept else []
        return faults + [
            Fault(("reject", at), tr("this answer is accepted as well"), tr("remove it here or there"), code="E127")
            for at, wrong in enumerate(self.reject)
            if any(matches(wrong.text, answer, self.case) for answer in exact) or is_named(wrong.text, self.accepted)
        ]
