"""`learn class`: what students handed in, one class after the other."""

from learn.cli.group import LazyGroup
from learn.cli.options import global_options

command = LazyGroup(
    "class",
    lazy={
        "add": ("learn.cli.class_add", "Take hand-ins (and a roster) into a class."),
        "list": ("learn.cli.class_list", "List the classes."),
        "report": ("learn.cli.class_report", "Show who handed in what, and what does not fit."),
        "forget": ("learn.cli.class_forget", "Remove a student, or a whole class, for good."),
    },
    help="Classes: take in what students handed in, and see who did what.",
    no_args_is_help=True,
    params=global_options(hidden=True),
    context_settings={"help_option_names": ["-h", "--help"]},
)
