"""`learn undo`: the last answer taken back."""

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.language import tr
from learn.problems import OK


@make_command("undo")
@with_app
def command(app: App) -> int:
    """Take your last answer back. The session it belongs to can then be resumed."""
    from learn.app.corrections import undo_last

    taken = undo_last(app)
    print_lines([tr("Taken back: your answer to {question}. `learn resume` asks it again.", question=taken)])
    return OK
