"""SIGKILL at random moments of sessions on a screen, line by line and over JSON lines: what was seen graded is kept.

Each victim goes on with the session that was killed, answers some questions right or wrong as it falls, and is killed
in the midst of an answer. Then the log is compared with what was on the screen, answer by answer.
"""

from random import Random
from time import sleep

from msgspec import Struct

from learn.app import App
from learn.store.doctor import examine
from tests.cli.program import Program
from tests.faults.ground import screen
from tests.faults.talk import Talk
from tests.terminal.screen import ENTER, Terminal

QUIZ = ("quiz", "alliance-shifts", "the-deployment", "--kind", "choice", "-n", "40")
GO_ON = "enter go on"
RIGHT, WRONG = "✓ Right", "✗ Wrong"
_SLOWEST_ANSWER = 0.02
"""Seconds within which the kill falls after an answer was sent: before, while and after it is written."""


class Tally(Struct):
    """What came of some kills: answers whose verdict was seen, those of them that are missing, broken logs."""

    kills: int = 0
    seen: int = 0
    lost: int = 0
    unsound: int = 0


class Victim:
    """A learner whose program is killed again and again. `way` is how she sees it: "screen" or "plain"."""

    def __init__(self, program: Program, way: str, rng: Random) -> None:
        self.program = program
        self.way = way
        self.rng = rng
        self.tally = Tally()
        self.kept = self._scores()

    def live_and_die(self) -> None:
        """Answer some questions, be killed, and compare."""
        command = ("resume",) if self._is_open() else QUIZ
        verdicts = self._on_a_screen(command) if self.way == "screen" else self._line_by_line(command)
        self.tally.kills += 1
        self.tally.seen += len(verdicts)
        self._compare(verdicts)

    def _on_a_screen(self, command: tuple[str, ...]) -> list[bool]:
        verdicts: list[bool] = []
        with screen(self.program, *command) as terminal:
            if self._dies_early():
                terminal.process.kill()
                return verdicts
            for n in range(self.rng.randrange(4) + 1):
                if not _question(terminal, n):
                    break
                terminal.send(self.rng.choice("12"))
                terminal.until(lambda text: GO_ON in text)
                verdicts.append(_verdict(terminal.text))
                terminal.send(ENTER)
            if _question(terminal, len(verdicts)):
                terminal.send(self.rng.choice("12"))
                sleep(self.rng.uniform(0, _SLOWEST_ANSWER))
            terminal.process.kill()
            terminal.process.wait(20)
            terminal.ended()
            if GO_ON in terminal.text:
                verdicts.append(_verdict(terminal.text))
        return verdicts

    def _line_by_line(self, command: tuple[str, ...]) -> list[bool]:
        with Talk(self.program, *command) as talk:
            if not self._dies_early():
                for _ in range(self.rng.randrange(4) + 1):
                    talk.answer(self.rng.choice("12"))
                talk.say(self.rng.choice("12"))
                sleep(self.rng.uniform(0, _SLOWEST_ANSWER))
            talk.kill()
            return talk.verdicts

    def _dies_early(self) -> bool:
        """Sometimes the kill comes before anything was asked."""
        if self.rng.random() < 0.9:
            return False
        sleep(self.rng.uniform(0, 0.3))
        return True

    def _compare(self, verdicts: list[bool]) -> None:
        scores = self._scores()
        fresh = [score == 1.0 for score in scores[len(self.kept) :]]
        if scores[: len(self.kept)] != self.kept:
            self.tally.lost += 1
        self.tally.lost += sum(1 for place, right in enumerate(verdicts) if fresh[place : place + 1] != [right])
        self.tally.unsound += len(fresh) > len(verdicts) + 1  # at most the one that was being written
        self.kept = scores

    def _app(self) -> App:
        return App({"home": self.program.home, "learner": self.program.learner}, env={})

    def _scores(self) -> list[float]:
        with self._app() as app:
            self.tally.unsound += bool(examine(app.store).findings)
            return [row.score for row in app.store.history(app.learner)]

    def _is_open(self) -> bool:
        with self._app() as app:
            return app.store.open_session(app.learner, None) is not None


def _verdict(text: str) -> bool:
    """Whether the last verdict on the screen is "right"."""
    return text.rfind(RIGHT) > text.rfind(WRONG)


def _question(terminal: Terminal, answered: int) -> bool:
    """Wait for the next question; False where the session is over."""
    terminal.until(lambda text: ("q quit" in text and GO_ON not in text) or "enter leave" in text)
    return "enter leave" not in terminal.text


def kill_often(program: Program, way: str, times: int, seed: int) -> Tally:
    """So many kills, one after the other, of one learner."""
    victim = Victim(program, way, Random(seed))
    for _ in range(times):
        victim.live_and_die()
    return victim.tally
