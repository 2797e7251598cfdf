"""Cloze: a text with gaps."""

from math import prod
from random import Random
from typing import Any, ClassVar, cast

from learn.interactions import Gaps, Response
from learn.kinds import shorthand
from learn.kinds.base import ByInstance, Chance, Fault, Option, Question, Samples, Shown, shuffled
from learn.kinds.cloze_text import ClozeText, Gap, parse
from learn.kinds.faults import crowd, empties, looks, twins
from learn.kinds.matching import blind_injection, elimination_floor
from learn.kinds.named import Names
from learn.kinds.typed import Accepted, Reading, Typos, name_faults, pattern_faults, read, takes, wrong_line
from learn.kinds.words import FILL
from learn.language import tr, translatable
from learn.text import literal, normalise
from learn.verdict import Malformed, Part, Verdict


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
    - id: who-spoke
      kind: cloze
      text: "The head of the intelligence services, {{Jo Tae-yong|조태용}}, spoke on {{October 23}}."
      names: korean           # Korean names in the gaps are taken in every customary spelling (docs/names.md)
    ```

    A gap stands between `{{` and `}}`: the answer, then other accepted ones behind `|`. A gap that is evidence
    for a fact of its own is written `{{text: answer|other, fact: id}}`. `ask` may be left out. Scores the share of
    gaps that are right; a gap is graded as a `short` answer is, with the answers of the other gaps and the words of
    the bank as known wrong answers. The words of a bank are always shuffled and each is shown once.
    """

    kind: ClassVar[str] = "cloze"
    closed: ClassVar[bool] = ByInstance(False, lambda question: question.bank is not None)  # type: ignore[assignment]
    recall: ClassVar[int] = ByInstance(2, lambda question: 2 if question.bank is None else 1)  # type: ignore[assignment]
    ask_optional: ClassVar[bool] = True

    text: str
    bank: tuple[str, ...] | None = None
    case: bool = False
    typos: Typos = "auto"
    names: Names = "listed"

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, bank=_bank)

    @property
    def parsed(self) -> ClozeText:
        """The text taken apart."""
        return parse(self.text)

    @property
    def prompt(self) -> str:
        return self.ask or FILL

    @property
    def words(self) -> tuple[str, ...]:
        """The word bank as the author has it, each word once: what the gaps take, then the extra words."""
        if self.bank is None:
            return ()
        return tuple(dict.fromkeys((*(self._accepted(gap).shown for gap in self.parsed.gaps), *self.bank)))

    def _accepted(self, gap: Gap, wrong: tuple[str, ...] = ()) -> Accepted:
        return Accepted(gap.accept, tuple(map(Option, wrong)), self.case, self.typos, self.names)

    def _takes(self, gap: Gap, word: str) -> bool:
        return takes(word, self._accepted(gap))

    def present(self, rng: Random) -> Shown:
        parsed, words = self.parsed, self.words
        order = shuffled(len(words), rng)
        return Shown(Gaps(parsed.shown, len(parsed.gaps), tuple(words[at] for at in order)), order)

    def grade(self, shown: Shown, response: Response) -> Verdict | Malformed:  # noqa: ARG002 - words come as texts
        typed = cast("tuple[str, ...]", response)
        if not any(map(normalise, typed)):
            return Malformed(tr("nothing was typed"))
        gaps = self.parsed.gaps
        readings = [read(text, accepted) for text, accepted in zip(typed, self.accepted, strict=True)]
        guesses = self._guesses(gaps)
        parts = tuple(map(self._part, gaps, typed, readings, guesses))
        key = tuple(part.expected for part in parts)
        return Verdict(
            score=sum(part.score for part in parts) / len(parts),
            expected=key,
            key=key,
            parts=parts,
            note=" · ".join(
                tr("spelled {spelled}", spelled=reading.spelled) for reading in readings if reading.spelled
            ),
        )

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """What each gap takes, and what is known to be wrong there."""
        gaps = self.parsed.gaps
        return tuple(self._among_others(gap, gaps) for gap in gaps)

    def _among_others(self, gap: Gap, gaps: tuple[Gap, ...]) -> Accepted:
        """What the gap takes, with what belongs elsewhere as known wrong answers."""
        others = [literal(pattern) for other in gaps if other is not gap for pattern in other.accept]
        wrong = dict.fromkeys(word for word in (*others, *self.words) if not self._takes(gap, word))
        return self._accepted(gap, tuple(wrong))

    def _part(self, gap: Gap, given: str, reading: Reading, guess: float) -> Part:
        return Part(
            score=float(reading.right),
            given=given,
            expected=self._accepted(gap).shown,
            guess=guess,
            chance=guess,
            fact=gap.fact,
        )

    def _taken(self, gaps: tuple[Gap, ...]) -> list[list[str]]:
        """For each gap the words of the bank that it takes."""
        return [[word for word in self.words if self._takes(gap, word)] for gap in gaps]

    def _guesses(self, gaps: tuple[Gap, ...]) -> list[float]:
        """The floor of each gap: nothing without a bank, else as in a match."""
        words = len(self.words)
        if not words:
            return [0.0] * len(gaps)
        taken = self._taken(gaps)
        if _one_to_one(taken):
            return [elimination_floor(len(gaps), words - len(gaps))] * len(gaps)
        return [len(some) / words for some in taken]

    def chance(self) -> Chance:
        """Blind with a bank: each word at most once if every gap takes another one word, else any word in any gap."""
        gaps, words = self.parsed.gaps, len(self.words)
        if not words:
            return Chance(0.0, 0.0)
        taken = self._taken(gaps)
        if _one_to_one(taken):
            return blind_injection(len(gaps), words)
        floors = [len(some) / words for some in taken]
        return Chance(prod(floors), sum(floors) / len(floors))

    def samples(self, shown: Shown) -> Samples:  # noqa: ARG002
        right = tuple(self._accepted(gap).shown for gap in self.parsed.gaps)
        return Samples(
            right=right, wrong=(wrong_line(self.parsed.gaps[0].accept), *right[1:]), malformed=("",) * len(right)
        )

    def part_facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(gap.fact for gap in self.parsed.gaps if gap.fact))

    def faults(self) -> list[Fault]:
        parsed, text = self.parsed, ("text",)
        faults = super().faults() + pattern_faults((text, answer) for gap in parsed.gaps for answer in gap.accept)
        if not parsed.balanced:
            faults.append(
                Fault(text, tr("{{ and }} do not come in pairs"), tr("write a gap as {{answer}}"), code="E144")
            )
        elif not parsed.gaps:
            faults.append(Fault(text, tr("this text has no gap"), tr("write a gap as {{answer}}"), code="E143"))
        if parsed.has_underscores:
            faults.append(Fault(text, tr("____ here looks like a gap"), tr("write a gap as {{answer}}"), code="E146"))
        faults += name_faults(map(self._accepted, parsed.gaps)) if parsed.gaps else []
        return faults + self._bank_faults(parsed.gaps)

    def _bank_faults(self, gaps: tuple[Gap, ...]) -> list[Fault]:
        if self.bank is None:
            return []
        bank, words = looks((("bank", at), word) for at, word in enumerate(self.bank)), self.words
        faults = empties(bank) + twins(bank, "E145", translatable("word")) + crowd(("bank",), len(words))
        faults += [
            Fault(("bank", at), tr("this word is an answer already"), tr("remove it from the bank"), code="E145")
            for at, word in enumerate(self.bank)
            if any(self._takes(gap, word) for gap in gaps)
        ]
        if any(len(some) == len(words) for some in self._taken(gaps)):
            message = tr("a gap takes every word of this bank")
            faults.append(Fault(("bank",), message, tr("add words that are wrong"), code="E122"))
        return faults


def _one_to_one(taken: list[list[str]]) -> bool:
    """Whether every gap takes exactly one word, and each another."""
    words = [word for some in taken for word in some]
    return len(words) == len(taken) == len(set(words)) and all(taken)


def _bank(value: Any) -> Any:
    """`true` is a bank without words of its own, `false` is none."""
    named: dict[str, list[str] | None] = {"true": [], "false": None}
    key = str(value).lower() if isinstance(value, (str, bool)) else ""
    return named.get(key, value)
