"""The studies that can be asked for by name: which arms, in which settings."""

from collections.abc import Callable, Sequence

from msgspec import Struct, structs

from learn.lab.simulation.arms import changes, classics, doubts, repeats, two_by_two
from learn.lab.simulation.blind import Belief, blind_beliefs
from learn.lab.simulation.comparison import Comparison, Plan, Tell, compare
from learn.lab.simulation.course import Arm
from learn.lab.simulation.world import ONLY, World

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The values of rho that `sharing` goes through."""

REGISTERED = Plan(world=World())
"""The setting of the primary outcome."""


class Study(Struct, frozen=True):
    """What a study came to: comparisons, or beliefs about blind learners."""

    name: str
    comparisons: list[Comparison]
    beliefs: list[Belief]


class Design(Struct, frozen=True):
    """A study before it is run: its title, its arms, and the plans that it makes of one."""

    about: str
    arms: Callable[[], Sequence[Arm]]
    plans: Callable[[Plan], list[Plan]]


def _alone(plan: Plan) -> list[Plan]:
    return [plan]


def _shares(plan: Plan) -> list[Plan]:
    return [structs.replace(plan, world=structs.replace(plan.world, rho=rho)) for rho in SHARES]


DESIGNS = {
    "primary": Design("memory per fact or per question, guess-aware or not", two_by_two, _alone),
    "schedulers": Design("the same, with SM-2, Leitner and fixed intervals", lambda: two_by_two() + classics(), _alone),
    "sharing": Design("ours and FSRS per question, at every rho", lambda: two_by_two()[:2], _shares),
    "doubt": Design("ours with other constants of doubt", doubts, _alone),
    "repeat": Design("ours, where a question to recall may come twice running", repeats, _alone),
    "changes": Design("ours with one rule changed", changes, _alone),
}

BLIND = "blind"
NAMES = (*DESIGNS, BLIND)


def run(name: str, plan: Plan, tell: Tell) -> Study:
    """A study by its name. The blind one needs no equal workload, and no setting but days, facts, seeds, retention."""
    if name == BLIND:
        return Study(name, [], blind_beliefs(plan, list(ONLY), tell))
    design = DESIGNS[name]
    arms = design.arms()
    return Study(
        name,
        [compare(each, arms, tell, primary=name == "primary" and is_registered(each)) for each in design.plans(plan)],
        [],
    )


def is_registered(plan: Plan) -> bool:
    """Whether this is the setting that docs/lab-protocol.md fixed."""
    return plan == REGISTERED
