"""How much work an answer makes, counted in calls of functions: that is the same on every machine."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from learn.app import App
from learn.app.sessions import Wish, begin
from learn.session.asker import Asked, Reply
from tests.app.pupil import Pupil, PupilAsker
from tests.app.test_sixty_days import typed_content


def calls(run: Callable[[], object]) -> int:
    """How many Python functions are called."""
    count = 0

    def profile(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


class Watched(PupilAsker):
    """Counts the work behind each question: predicting the recall of a fact, and saying when it comes back."""

    def __init__(self, app: App) -> None:
        super().__init__(lambda _question, _facts: True, patience=1_000)
        self.app = app
        self.effort: list[int] = []

    def ask(self, asked: Asked) -> Reply:
        assert self.conversation is not None
        world = self.conversation.world
        self.effort.append(calls(lambda: (world.predict(["word-1"]), world.returns(["word-1"]))))
        return super().ask(asked)


def test_a_late_question_of_a_session_makes_no_more_work_than_an_early_one(tmp_path: Path) -> None:
    pupil = Pupil(tmp_path / "home", typed_content(tmp_path / "content"))
    with pupil.app() as app:
        asker = Watched(app)
        asker.conversation = begin(app, Wish(banks=("words",), count=80, seed=1), asker)
        asker.conversation.run()
    early, late = min(asker.effort[5:10]), min(asker.effort[70:])
    assert late <= 1.5 * early


def test_a_large_bank_is_not_read_whole_where_what_is_due_will_do(tmp_path: Path) -> None:
    """The work before the first question does not grow with the bank."""
    efforts = []
    for facts in (1_000, 4_000):
        pupil = Pupil(tmp_path / f"home-{facts}", typed_content(tmp_path / f"content-{facts}", facts))
        with pupil.app() as app:
            pupil.session(app, Wish(banks=("words",), count=60, seed=1))
        pupil.day = 60
        with pupil.app() as app:
            app.library.banks()
            efforts.append(calls(lambda: pupil.session(app, Wish(banks=("words",), count=5), patience=0)))  # noqa: B023
    assert efforts[1] < 2 * efforts[0]
