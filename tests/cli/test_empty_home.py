"""Every command on a machine where nothing was ever answered."""

import pytest

from learn.cli.root import COMMANDS
from tests.cli.program import Program, Ran

SAYS = {
    "": "learn study",
    "lessons": "Tides",
    "read tides": "The Moon's pull raises the tides.",
    "due": "Nothing is due today (2026-03-02).",
    "stats": "0 answers",
    "history": "No answers yet. `learn quiz` asks the first question.",
    "review": "Nothing to review yet: `learn study` begins the first lesson.",
    "bank list": "6 questions  Tides",
    "bank show tides": "what-pulls  (choice, core)",
    "log verify": "0 events",
    "log export": '{"format":"learn-log","version":1}',
    "doctor": "Everything is as it should be.",
    "config": "questions = 10   (default)",
    "quiz": "Question 1 of 6, Tides.",
    "study": "Question 1 of 3, Tides.",
    "quiz alliance-shifts": "Question 1 of 10, Alliance against alliance.",
    "study tides": "Question 1 of 3, Tides.",
    "quiz tides --test": "Question 1 of 3, Tides, 10 minutes left.",
    "next": "Question 1 of 1, Tides.",
    "exam tides --on friday": "Expected on the day: 1 of 3 if you stop now",
    "class list": "No classes yet.",
    "scores list": "No results yet. A test is taken with `learn quiz BANK --test`.",
}

REFUSES = {
    "resume": "there is no unfinished session",
    "undo": "there is no answer to take back",
    "backup": "there is no log to copy yet",
    "log forget --yes": "there is no answer of 'ada' to remove",
    "exam": "no exam is planned",
    "scores submit -o x.learnlog": "there is nothing to hand in",
    "class report 10b": "there is no class '10b'",
    "lab evaluate": "there is nothing to measure yet",
    "sync nowhere": "no such folder: nowhere",
}


@pytest.mark.parametrize("line", list(SAYS))
def test_it_says_what_there_is(fresh: Program, line: str) -> None:
    ran = fresh.run(*line.split())
    assert (ran.code, ran.err) == (0, "")
    assert SAYS[line] in ran.out


@pytest.mark.parametrize("line", list(REFUSES))
def test_what_cannot_be_done_yet_is_said_with_a_remedy(fresh: Program, line: str) -> None:
    ran = fresh.run(*line.split())
    assert (ran.code, ran.out) == (4, "")
    assert REFUSES[line] in ran.err
    assert len(ran.err.splitlines()) >= 2


READING = [line for line in (*SAYS, *REFUSES) if line not in ("read tides", "study", "study tides")]


@pytest.mark.parametrize("line", READING)
def test_no_log_is_made(fresh: Program, line: str) -> None:
    """Not by reading commands, and not by a session that is left before its first answer."""
    fresh.run(*line.split())
    assert not fresh.has_log


def test_reading_a_lesson_to_its_end_is_the_one_thing_noted_before_the_first_answer(fresh: Program) -> None:
    fresh.run("study", "tides")
    events = fresh.run("log", "export").lines[1:]
    assert [(event["type"], event["body"]) for event in events] == [("read", {"lesson": "tides"})]


def test_every_command_is_tried() -> None:
    tried = {line.split()[0] for line in (*SAYS, *REFUSES) if line}
    assert set(COMMANDS) - tried == {"lesson"}


def test_a_fresh_machine_is_welcomed_with_the_first_lesson(fresh: Program) -> None:
    assert welcome(fresh.run()) == ["Welcome to learn. · 107 facts to learn", "Study “Tides”.", "learn study"]


def welcome(ran: Ran) -> list[str]:
    """The lines on screen, without blank ones."""
    return [line.strip() for line in ran.out.splitlines() if line.strip()]
