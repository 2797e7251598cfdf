"""The schedulers that are compared, by name."""

from learn.lab.simulation.course import Arm, Level, project_rule
from learn.lab.simulation.schedulers import FIXED, LEITNER, Ladder, Remembering, Sm2
from learn.memory.model import Model
from learn.session.plan import RECONSTRUCTION_FROM

OURS = "ours"
BASELINE = "FSRS per question"
NEVER_DOUBTING = Model(taught=1.0, learned=1.0)


def remembering(
    name: str,
    *,
    per_fact: bool = True,
    aware: bool = True,
    model: Model | None = None,
    slips: bool = False,
    prior: float = 0.5,
    familiar: float = 0.0,
    level: Level | None = project_rule,
    tap: float = 0.0,
    repeat: bool = False,
) -> Arm:
    """An arm on `learn.memory`, with the program's constants unless told otherwise."""
    settled = model or Model()

    def make(pace: float) -> Remembering:
        return Remembering(pace, aware=aware, model=settled, slips=slips, prior=prior, familiar=familiar)

    return Arm(name, per_fact, make, level, tap, repeat)


def two_by_two() -> list[Arm]:
    """Memory per fact or per question, guess-aware or not: ours first, then what Anki does."""
    return [
        remembering(OURS),
        remembering(BASELINE, per_fact=False, aware=False),
        remembering("FSRS per fact", aware=False),
        remembering("guess-aware per question", per_fact=False),
    ]


def classics() -> list[Arm]:
    """The schedulers without a model of memory, per question as they are used."""
    return [
        Arm("SM-2", per_fact=False, make=Sm2),
        Arm("Leitner", per_fact=False, make=lambda pace: Ladder(pace, LEITNER)),
        Arm("fixed intervals", per_fact=False, make=lambda pace: Ladder(pace, FIXED)),
    ]


def repeats() -> list[Arm]:
    """Ours, ours that goes on recalling where recall suits a fact, and FSRS per question."""
    ours, baseline = two_by_two()[:2]
    return [ours, remembering("recall may repeat", repeat=True), baseline]


def doubts() -> list[Arm]:
    """Ours with other constants of doubt."""
    return [
        remembering(OURS),
        remembering("never doubting", model=NEVER_DOUBTING),
        remembering("taught 0.8", model=Model(taught=0.8)),
        remembering("learned 0.1", model=Model(learned=0.1)),
        remembering("learned 0.3", model=Model(learned=0.3)),
    ]


def changes() -> list[Arm]:
    """Ours, and ours with one rule changed."""
    return [
        remembering(OURS),
        remembering("never doubting", model=NEVER_DOUBTING),
        remembering("errors as slips", slips=True),
        remembering("half of the guesses told", tap=0.5),
        remembering("prior 0.2", prior=0.2),
        remembering("prior 0.8", prior=0.8),
        remembering("recognised anyway 0.25", familiar=0.25),
        remembering("recognised anyway 0.5", familiar=0.5),
        remembering("question by chance", level=None),
        remembering("recall from 1.5 days", level=lambda stability: 2 if stability >= RECONSTRUCTION_FROM else 0),
        remembering("recall first", level=lambda _: 2),
    ]
