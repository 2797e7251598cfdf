"""`learn scores`: results, from a hand-in to a gradebook."""

from learn.cli.group import LazyGroup
from learn.cli.options import global_options

command = LazyGroup(
    "scores",
    lazy={
        "submit": ("learn.cli.scores_submit", "Write a file with your tests, to hand in."),
        "list": ("learn.cli.scores_list", "List who scored what in which test."),
        "items": ("learn.cli.scores_items", "Find the questions that do not measure what they should."),
        "export": ("learn.cli.scores_export", "Write scores for a gradebook, or every answer."),
        "regrade": ("learn.cli.scores_regrade", "Grade old answers again, after a bank was corrected."),
        "report": ("learn.cli.scores_report", "Write a class's results as a page with charts."),
    },
    help="Results of tests and practice: hand them in, list them, judge the questions, fill a gradebook.",
    no_args_is_help=True,
    params=global_options(hidden=True),
    context_settings={"help_option_names": ["-h", "--help"]},
)
