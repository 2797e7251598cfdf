"""Several programs at once."""

from tests.faults.figures import at_once
from tests.faults.ground import QUIZ, Ground, sound
from tests.faults.outcome import Outcome
from tests.faults.talk import Talk


def two_at_once(ground: Ground) -> Outcome:
    """Two sessions of one learner at the same time, in a home that is not there yet"""
    at_once(ground.empty(), 2)
    return Outcome("nothing: both go on to their end", "all answers of both", "0")


def eight_at_once(ground: Ground) -> Outcome:
    """Eight sessions of one learner at the same time"""
    at_once(ground.empty(), 8)
    return Outcome("nothing: all go on to their end", "all answers of all eight", "0")


def others_at_work(ground: Ground) -> Outcome:
    """`learn doctor --repair`, `learn backup` and `learn sync` in another window during a session"""
    program = ground.home()
    shared = program.home / "shared"
    shared.mkdir()
    with Talk(program, *QUIZ) as talk:
        for command in ("doctor --repair", "backup", f"sync {shared}"):
            assert program.run(*command.split()).code in (0, 1)
            assert talk.answer("1")
        assert talk.ended() == 0
        assert talk.errors == ""
    shared.joinpath(next(shared.iterdir()).name).unlink()
    shared.rmdir()
    return Outcome("nothing: the session goes on to its end", sound(program, 6), "0")


SCENES = (two_at_once, eight_at_once, others_at_work)
