"""SIGKILL at random moments: no answer whose verdict was printed is missing, and the open question stays open."""

import time
from pathlib import Path
from random import Random

import pytest

from learn.app import App
from learn.store.doctor import examine
from tests.cli.program import Program
from tests.endtoend.dialogue import Dialogue, Line, some_answer

QUIZ = ("quiz", "alliance-shifts", "-n", "8")


def same_question(asked: Line) -> Line:
    """What must be the same when a question is put again."""
    return {key: asked[key] for key in ("n", "question", "comeback", "interaction")}


class Victim:
    """A learner whose program is killed again and again, and what she saw of it."""

    def __init__(self, program: Program, rng: Random) -> None:
        self.program = program
        self.rng = rng
        self.seen: set[str] = set()  # answers whose verdict was printed
        self.open: Line = {}  # the question that stood open when the last kill came
        self.finished = True
        self.kills = 0

    def live_and_die(self) -> None:
        """Begin a session or go on with the one that was killed, answer some questions, and be killed."""
        self.kills += 1
        arguments = QUIZ if self.finished else ("resume",)
        with Dialogue(self.program, *arguments) as dialogue:
            if self.rng.random() < 0.2:
                time.sleep(self.rng.uniform(0, 0.4))  # perhaps before anything was asked
            else:
                self._answer_some(dialogue)
            dialogue.kill()
        self._remember(dialogue)

    def _answer_some(self, dialogue: Dialogue) -> None:
        line = dialogue.until("question", "finished")
        for _ in range(self.rng.randrange(5)):
            if line.get("event") == "question":
                line = dialogue.ask("question", "finished", answer=some_answer(line["interaction"], self.rng))
        if line.get("event") == "question":
            dialogue.say(answer=some_answer(line["interaction"], self.rng))
            time.sleep(self.rng.uniform(0, 0.03))

    def _remember(self, dialogue: Dialogue) -> None:
        put = dialogue.said("question")
        if put and self.open and not self.finished and self._is_unanswered(self.open):
            assert same_question(put[0]) == same_question(self.open)
        self.seen |= {line["recorded"] for line in dialogue.said("verdict")}
        self.finished = bool(dialogue.said("finished")) if put or dialogue.said("finished") else self.finished
        if put:
            self.open = put[-1]

    def _is_unanswered(self, asked: Line) -> bool:
        """Whether the kill came before the answer to the open question was on disk."""
        return asked["n"] not in self.answered_places

    def check(self) -> None:
        """Nothing is missing and nothing is wrong. Looked at in this process: it is many times."""
        with App({"home": str(self.program.home), "learner": self.program.learner}) as app:
            assert examine(app.store).findings == []
            events = {row.event for row in app.store.history(app.learner)}
            record = app.store.open_session(app.learner, None)
            self.answered_places = set() if record is None else {event.body["n"] for event in record.answers}
            self.finished = record is None
        assert events >= self.seen


def kill_often(program: Program, times: int, seed: int) -> Victim:
    victim = Victim(program, Random(seed))
    for _ in range(times):
        victim.live_and_die()
        victim.check()
    return victim


def test_twenty_kills(learn: Program) -> None:
    victim = kill_often(learn, 20, seed=1)
    assert len(victim.seen) >= 10


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_hundred_kills(learn: Program) -> None:
    victim = kill_often(learn, 200, seed=2)
    assert len(victim.seen) >= 200


def test_a_session_is_gone_on_with_to_its_end_after_a_kill(learn: Program) -> None:
    victim = kill_often(learn, 3, seed=5)
    rng = Random(9)
    if victim.finished:
        victim.live_and_die()
    with Dialogue(learn, "resume") as dialogue:
        line = dialogue.until("question", "finished")
        while line.get("event") == "question":
            line = dialogue.ask("question", "finished", answer=some_answer(line["interaction"], rng))
        assert line["event"] == "finished"
        assert dialogue.leave() == 0
    assert learn.run("resume").code == 4
    assert learn.run("doctor").code == 0


def test_a_kill_in_the_midst_of_indexing_leaves_a_program_that_works(tmp_path: Path, content: Path) -> None:
    """The index is a cache: half of one is thrown away."""
    rng = Random(3)
    for n in range(6):
        program = Program(tmp_path / f"home-{n}", content)
        with Dialogue(program, "quiz", "tides") as dialogue:
            time.sleep(rng.uniform(0.1, 0.6))
            dialogue.kill()
        ran = program.run("quiz", "tides", "-n", "1", "--plain")
        assert (ran.code, ran.err) == (0, "")
        assert "Question 1 of 1" in ran.out
