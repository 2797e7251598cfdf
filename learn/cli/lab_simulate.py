"""`learn lab simulate`: schedulers compared on learners whose memory is not our model."""

import click

from learn.cli.options import FiniteRange, json_option, make_command, say
from learn.cli.output import print_json, print_lines
from learn.problems import OK

STUDIES = ("primary", "schedulers", "sharing", "doubt", "repeat", "changes", "blind")
FORGETTING = ("actr", "power", "exponential")
MIXES = ("module", "typed", "true_false", "choice", "sort")

EPILOG = """\b
Studies:
  primary      memory per fact or per question, guess-aware or not
  schedulers   the same, with SM-2, Leitner and fixed intervals
  sharing      ours and FSRS per question, at every rho
  doubt        ours with other constants of doubt
  repeat       ours, where a question to recall may come twice running
  changes      ours with one rule changed
  blind        what is believed of one who answers blindly
\b
Without options it is the comparison that was fixed before its first run
(docs/lab-protocol.md), which takes some minutes. The same options give the
same numbers."""


@make_command("simulate", epilog=EPILOG)
@click.option("--study", type=click.Choice(STUDIES), default="primary", show_default=True, help="What to compare.")
@click.option(
    "--forgetting", type=click.Choice(FORGETTING), default="actr", show_default=True, help="How the learners forget."
)
@click.option(
    "--rho",
    type=FiniteRange(0, 1),
    default=0.5,
    show_default=True,
    help="How much of an answer's strengthening reaches the other questions of its fact.",
)
@click.option("--mix", type=click.Choice(MIXES), default="module", show_default=True, help="Kinds of questions.")
@click.option(
    "--ability", type=FiniteRange(-1, 2), default=0.0, show_default=True, help="How well the learners remember."
)
@click.option(
    "--recognised",
    type=FiniteRange(0, 1),
    default=0.7,
    show_default=True,
    help="What recognising an answer strengthens, where recalling it counts 1.",
)
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="Length of a course.")
@click.option("--facts", type=click.IntRange(1, 10_000), default=120, show_default=True, help="Facts of a course.")
@click.option("--seeds", type=click.IntRange(2, 100_000), default=200, show_default=True, help="Learners.")
@click.option(
    "--tuning", type=click.IntRange(1, 1_000), default=20, show_default=True, help="Learners to tune workloads on."
)
@click.option(
    "--retention",
    type=FiniteRange(0.3, 0.99),
    default=0.9,
    show_default=True,
    help="Desired retention of ours; it sets the workload of all.",
)
@click.option(
    "--match",
    "measure",
    type=click.Choice(["minutes", "answers"]),
    default="minutes",
    show_default=True,
    help="What equal workload means.",
)
@json_option
def command(
    study: str,
    forgetting: str,
    rho: float,
    mix: str,
    ability: float,
    recognised: float,
    days: int,
    facts: int,
    seeds: int,
    tuning: int,
    retention: float,
    measure: str,
    as_json: bool,
) -> int:
    """Compare schedulers at equal workload on simulated learners whose memory is not our model."""
    import msgspec

    from learn.lab.simulation.comparison import Plan
    from learn.lab.simulation.report import study_lines
    from learn.lab.simulation.studies import run

    world = {
        "forgetting": forgetting,
        "rho": rho,
        "mix": mix,
        "ability": ability,
        "recognised": recognised,
        "facts": facts,
    }
    plan = msgspec.convert(
        {
            "world": world,
            "days": days,
            "seeds": seeds,
            "tuning": tuning,
            "retention": retention,
            "measure": measure,
        },
        Plan,
    )
    found = run(study, plan, lambda text: say(f"learn: {text}"))
    if as_json:
        print_json(found)
        return OK
    print_lines(study_lines(found))
    return OK
