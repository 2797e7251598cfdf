"""`learn bank`: a teacher's work on question banks."""

from learn.cli.group import LazyGroup
from learn.cli.options import global_options

command = LazyGroup(
    "bank",
    lazy={
        "list": ("learn.cli.bank_list", "List the banks."),
        "show": ("learn.cli.bank_show", "Show a bank and its questions."),
        "new": ("learn.cli.bank_new", "Make a new bank."),
        "add": ("learn.cli.bank_add", "Add a question, guided or by options."),
        "edit": ("learn.cli.bank_edit", "Open a bank in your editor; only a good one replaces it."),
        "preview": ("learn.cli.bank_preview", "Take a bank as a student would; nothing is recorded."),
        "import": ("learn.cli.bank_import", "Read banks of other systems."),
        "export": ("learn.cli.bank_export", "Write a bank for another system."),
        "fmt": ("learn.cli.bank_fmt", "Write banks and lessons in canonical form; comments stay."),
        "print": ("learn.cli.bank_print", "Lay a test out for printing, with answer sheet and key."),
        "publish": ("learn.cli.bank_publish", "Write banks as one page for a browser; results come back as files."),
        "flags": ("learn.cli.bank_flags", "Show what learners say is wrong with questions."),
        "schema": ("learn.cli.bank_schema", "Print the JSON Schema of banks, for editors."),
        "lint": ("learn.cli.bank_lint", "Check banks and lessons; every fault with its line."),
    },
    help="Work on question banks: write, check, preview, import and export them.",
    no_args_is_help=True,
    params=global_options(hidden=True),
    context_settings={"help_option_names": ["-h", "--help"]},
)
