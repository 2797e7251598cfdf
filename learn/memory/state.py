"""What is kept in memory of one fact for one learner: always derived from her answers, never stored as truth."""

from msgspec import Struct

LEECH_LAPSES = 8
"""So many lapses make a fact a leech, as in Anki: more asking will not teach it, another look at its lesson may."""


class MemoryState(Struct, frozen=True, gc=False):
    """Memory of one fact after its latest answer.

    `stability` in days and `difficulty` 1–10 as in FSRS; `last_day` the ordinal calendar day that recall is counted
    from, which is that of the last answer; `day_recall` the recall predicted before that day's first answer (at first
    sight the prior); `reviews` all answers so far; `lapses` how often a later day's first answer showed no recall;
    `proved` whether there was a full right answer of a kind that cannot be guessed; `known` the chance (0–1) that the
    fact is in memory at all and not answered blindly time and again (1 as long as no answer could be guessed).
    """

    stability: float
    difficulty: float
    last_day: int
    day_recall: float
    reviews: int = 1
    lapses: int = 0
    proved: bool = False
    known: float = 1.0

    def leech(self, lapses: int = LEECH_LAPSES) -> bool:
        """Whether the fact was forgotten so often that asking again is a waste of time."""
        return self.lapses >= lapses
