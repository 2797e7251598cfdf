"""Match: left items, each with the right one that belongs to it."""

from random import Random
from typing import Any, ClassVar

from msgspec import Struct

from learn.interactions import Response
from learn.kinds import shorthand
from learn.kinds.base import Chance, Fault, Question, Samples, Shown
from learn.kinds.faults import Look, among, crowd, empties, looks, twins
from learn.kinds.matching import Matching, blind_injection, blind_picks, elimination_floor
from learn.language import tr, translatable
from learn.verdict import Verdict


class Pair(Struct, frozen=True, omit_defaults=True):
    """What belongs together; `fact`, where named, is what the verdict on this pair is evidence for."""

    left: str
    right: str
    fact: str = ""


class Match(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Give each left item its right one.

    ```yaml
    - id: who-said
      kind: match
      ask: Who said it?
      pairs:
        - Hong Min: An alliance as strong as the South's      # left: right
        - [Harrison Kim, A proxy war is on the horizon]       # [left, right]
        - {left: Yang Mu-jin, right: The initiative is Seoul's, fact: of-its-own-accord}
      extra: [Nobody will be drawn in]                        # right sides that belong to nothing
    ```

    `pairs` may also be one mapping `{left: right, …}`. Two pairs may have the same right side: it is shown once.
    Scores the share of pairs that are right. Extra right sides make guessing harder: the last pair cannot be had
    by elimination. `shuffle: false` leaves the left side as written; the right side is always shuffled.
    """

    kind: ClassVar[str] = "match"

    pairs: tuple[Pair, ...]
    extra: tuple[str, ...] = ()

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        return shorthand.with_fields(plain, pairs=shorthand.pairs, extra=shorthand.texts)

    @property
    def right(self) -> tuple[str, ...]:
        """The right sides as the author has them, each once, then the extra ones."""
        return (*dict.fromkeys(pair.right for pair in self.pairs), *self.extra)

    @property
    def one_to_one(self) -> bool:
        """Whether every right side belongs to one left item at most."""
        return len({pair.right for pair in self.pairs}) == len(self.pairs)

    @property
    def matching(self) -> Matching:
        """The two sides. The floor of a part is that of elimination, if right sides serve only once."""
        right = self.right
        left = tuple((pair.left, right.index(pair.right), pair.fact) for pair in self.pairs)
        guess = elimination_floor(len(left), len(right) - len(left)) if self.one_to_one else 1 / len(right)
        return Matching(left, right, guess)

    def present(self, rng: Random) -> Shown:
        return self.matching.present(rng, shuffle_left=self.shuffle, shuffle_right=True)

    def grade(self, shown: Shown, response: Response) -> Verdict:
        return self.matching.grade(shown, response)

    def chance(self) -> Chance:
        blind = blind_injection if self.one_to_one else blind_picks
        return blind(len(self.pairs), len(self.right))

    def samples(self, shown: Shown) -> Samples:
        return self.matching.samples(shown)

    def part_facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(pair.fact for pair in self.pairs if pair.fact))

    def faults(self) -> list[Fault]:
        left = looks((("pairs", at), pair.left) for at, pair in enumerate(self.pairs))
        right = looks((("pairs", at), pair.right) for at, pair in enumerate(self.pairs))
        extra = looks((("extra", at), text) for at, text in enumerate(self.extra))
        faults = super().faults() + empties([*left, *right, *extra]) + twins(left, "E138", translatable("left side"))
        if len(left) < 2 or len(self.right) < 2:
            faults.append(Fault(("pairs",), tr("a match needs two pairs and two right sides"), code="E137"))
        faults += twins(self._written_differently(right), "E139", translatable("right side"))
        faults += twins(extra, "E139", translatable("extra right side"))
        faults += among(extra, right, "E139", tr("this extra right side belongs to a pair"), tr("remove it"))
        return faults + crowd(("pairs",), max(len(left), len(self.right)))

    def _written_differently(self, right: list[Look]) -> list[Look]:
        """The right sides without those written exactly as an earlier one: two pairs may share one."""
        first = {pair.right: at for at, pair in reversed(list(enumerate(self.pairs)))}
        return [right[at] for at in sorted(first.values())]
