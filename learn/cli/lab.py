"""`learn lab`: measure the memory model."""

from learn.cli.group import LazyGroup
from learn.cli.options import global_options

command = LazyGroup(
    "lab",
    lazy={
        "evaluate": ("learn.cli.lab_evaluate", "Compare memory models on a log of answers."),
        "fit": ("learn.cli.lab_fit", "Fit the memory model to your own answers."),
        "simulate": ("learn.cli.lab_simulate", "Compare schedulers on simulated learners."),
    },
    help="Measure the memory model: how well it predicts, and whether another would do better.",
    no_args_is_help=True,
    params=global_options(hidden=True),
    context_settings={"help_option_names": ["-h", "--help"]},
)
