"""`learn bank`: a teacher's work on question banks."""

from learn.cli.group import LazyGroup

command = LazyGroup(
    "bank",
    lazy={
        "list": ("learn.cli.bank_list", "List the banks."),
        "show": ("learn.cli.bank_show", "Show a bank and its questions."),
        "lint": ("learn.cli.bank_lint", "Check banks and lessons; every fault with its line."),
    },
    help="Work on question banks: list, show and check them.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
