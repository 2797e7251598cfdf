"""`learn lesson`: a teacher's work on lessons."""

from learn.cli.group import LazyGroup
from learn.cli.options import global_options

command = LazyGroup(
    "lesson",
    lazy={
        "lint": ("learn.cli.bank_lint", "Check lessons and banks; every fault with its line."),
        "schema": ("learn.cli.lesson_schema", "Print the JSON Schema of lessons, for editors."),
    },
    help="Work on lessons.",
    no_args_is_help=True,
    params=global_options(hidden=True),
    context_settings={"help_option_names": ["-h", "--help"]},
)
