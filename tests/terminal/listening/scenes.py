"""The screens of plain mode, made by running `learn` as a screen reader's user would: name by name what is said."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tests.cli.program import Program
from tests.terminal.listening.content import ANSWERS, write

CHOICE = ("quiz", "dispatch", "-n", "1", "--kind", "choice")
TEST = ("quiz", "dispatch", "--test", "--seed", "1")


class Screen(Struct, frozen=True):
    """What one command said, on both streams; `name` is what the documentation calls it."""

    name: str
    command: str
    code: int
    said: str


def screens(folder: Path, lang: str = "en") -> Iterator[Screen]:
    """All screens, in the order in which a learner and then a teacher meet them; each run builds on those before."""
    program = Program(folder / "home", write(folder))
    for name, day, arguments, typed in _runs(folder):
        program.at(day)
        ran = program.run(*arguments, "--plain", stdin=typed, LEARN_LANG=lang, COLUMNS="80")
        command = " ".join(("learn", *arguments)).replace(str(folder), ".")
        yield Screen(name, command, ran.code, ran.out + _without_clock(ran.whole_err))


def _without_clock(err: str) -> str:
    return "".join(line for line in err.splitlines(keepends=True) if "LEARN_NOW" not in line)


def _runs(folder: Path) -> Iterator[tuple[str, int, tuple[str, ...], str]]:
    """Name, day, arguments and the lines typed."""
    hand_in, sync = str(folder / "ada.learnlog"), str(folder / "shared")
    yield "start, new", 0, (), ""
    yield "lessons, new", 0, ("lessons",), ""
    yield "due, new", 0, ("due",), ""
    yield "stats, new", 0, ("stats",), ""
    yield "history, new", 0, ("history",), ""
    yield "read", 0, ("read", "dispatch"), ""
    for question, typed in ANSWERS.items():
        yield f"question: {question}", 0, ("bank", "preview", "dispatch", question, "--seed", "1"), f"{typed}\n"
    yield "right answer", 0, CHOICE, "1\n"
    yield "wrong answer", 0, CHOICE, "2\n1\n"
    yield "commands", 0, ("quiz", "dispatch", "-n", "2", "--kind", "choice", "--kind", "short"), COMMANDS
    yield "hint", 0, CHOICE, "/hint\n1\n"
    yield "quit", 0, (*CHOICE, "--kind", "true_false", "-n", "2"), "1\n/quit\n"
    yield "resume", 0, ("resume",), "/quit\n"
    yield "test", 0, TEST, "1\n1\n1\n1\n1\n1\n"
    yield "study", 0, ("study", "dispatch"), "1\n/skip\n" * 15
    yield "next", 1, ("next",), "1 2\n1 1 1\n"
    yield "undo", 1, ("undo",), ""
    yield "review", 8, ("review",), "1\n/skip\n" * 15
    yield "start", 9, (), ""
    yield "lessons", 9, ("lessons",), ""
    yield "due", 9, ("due",), ""
    yield "stats", 9, ("stats",), ""
    yield "history", 9, ("history", "-n", "6"), ""
    yield "exam, planned", 9, ("exam", "dispatch", "--on", "2026-03-20"), ""
    yield "exam", 9, ("exam",), ""
    yield "config", 9, ("config",), ""
    yield "config set name", 9, ("config", "set", "name", "Ada Lovelace"), ""
    yield "config set number", 9, ("config", "set", "student_id", "4711"), ""
    yield "hand in", 9, ("scores", "submit", "-o", hand_in, "--practice"), ""
    yield "scores", 9, ("scores", "list"), ""
    yield "sync", 9, ("sync", sync), ""
    yield "doctor", 9, ("doctor",), ""
    yield "error: no bank", 9, ("quiz", "dispach"), ""
    yield "error: an option", 9, ("quiz", "dispatch", "-n", "0"), ""
    yield "error: broken bank", 9, ("quiz", str(folder / "broken.yaml")), ""
    yield "bank list", 9, ("bank", "list"), ""
    yield "bank show", 9, ("bank", "show", "dispatch"), ""
    yield "bank lint", 9, ("bank", "lint", str(folder / "broken.yaml")), ""
    yield "bank flags", 9, ("bank", "flags"), ""
    yield "class add", 9, ("class", "add", "11b", hand_in, "--roster", str(folder / "roster.csv")), ""
    yield "class list", 9, ("class", "list"), ""
    yield "class report", 9, ("class", "report", "11b"), ""
    yield "scores of a class", 9, ("scores", "list", "--class", "11b"), ""
    yield "scores items", 9, ("scores", "items", "--class", "11b"), ""
    yield "regrade", 9, ("scores", "regrade", "dispatch", "--dry-run"), ""


COMMANDS = "/?\n/hint\n/guess\n/flag the key is old\n/dance\n9\n/skip\n/undo\nFrance\n1\n1\n1\n"
