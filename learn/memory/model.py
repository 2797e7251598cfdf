"""The numbers that turn answers into memory: FSRS parameters, and what guesses, hints and first sights weigh."""

from msgspec import Struct

from learn.language import tr
from learn.memory.fsrs import DEFAULT_PARAMETERS, PARAMETER_BOUNDS

VERSION = "fsrs6-guess-1"
"""Names the arithmetic itself: it changes when the same numbers would give another memory."""

PROBABILITIES = ("prior_read", "prior_unread", "slip", "guessed", "hint", "taught", "learned")


class Model(Struct, frozen=True, kw_only=True):
    """A learner's memory model, all of it. ValueError where a number is out of its range.

    `parameters`: the 21 of FSRS-6; `prior_read`, `prior_unread`: probability that a fact is known at first sight,
    its lesson read or not; `slip`: probability that one who knows picks wrongly; `guessed`, `hint`: what is left of
    an answer's weight when the learner says that she guessed, or used a hint; `taught`, `learned`: probability that
    the feedback on the first, and on each later day's, answer puts the fact into memory (only doubted where answers
    can be guessed; 1 is never).
    """

    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    prior_read: float = 0.5
    prior_unread: float = 0.3
    slip: float = 0.03
    guessed: float = 0.0
    hint: float = 0.5
    taught: float = 0.95
    learned: float = 0.02
    version: str = VERSION

    def __post_init__(self) -> None:
        faults = [*_parameter_faults(self.parameters), *self._probability_faults()]
        if faults:
            raise ValueError("; ".join(faults))

    def _probability_faults(self) -> list[str]:
        named = {name: getattr(self, name) for name in PROBABILITIES}
        return [
            tr("{name} = {value} is not within 0 to 1", name=name, value=value)
            for name, value in named.items()
            if not 0.0 <= value <= 1.0
        ]

    def prior(self, lesson_read: bool) -> float:
        """The recall (0–1) assumed at the first sight of a fact."""
        return self.prior_read if lesson_read else self.prior_unread

    def trust(self, guessed: bool = False, hint: bool = False) -> float:
        """What is left (0–1) of an answer's weight after what the learner said and used."""
        return (self.guessed if guessed else 1.0) * (self.hint if hint else 1.0)


def _parameter_faults(parameters: tuple[float, ...]) -> list[str]:
    if len(parameters) != len(PARAMETER_BOUNDS):
        return [tr("{needed} parameters are needed, not {given}", needed=len(PARAMETER_BOUNDS), given=len(parameters))]
    return [
        tr("parameter w{index} = {value} is not within {low} to {high}", index=index, value=value, low=low, high=high)
        for index, (value, (low, high)) in enumerate(zip(parameters, PARAMETER_BOUNDS, strict=True))
        if not low <= value <= high
    ]
