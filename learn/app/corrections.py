"""Taking back what was answered, from outside a session."""

from learn.app import App
from learn.events import RetractBody
from learn.language import tr
from learn.problems import NotFound, UsageError


def undo_last(app: App) -> str:
    """Retract the learner's newest answer and reopen its session; returns `bank/id`. NotFound without an answer."""
    last = app.store.last_answer(app.learner)
    if last is None:
        raise NotFound(tr("there is no answer to take back"), hint=tr("see what there is: learn history"))
    session = app.store.open_session(app.learner, last.body.session)
    if session is not None and session.finished and session.body.mode == "test":
        raise UsageError(
            tr("the last answer belongs to a finished test"), hint=tr("its verdicts have been shown: it stands")
        )
    app.record([RetractBody(target=last.event)])
    return f"{last.body.bank}/{last.body.question}"
