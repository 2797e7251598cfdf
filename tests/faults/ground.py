"""Where faults happen: homes with three answers in them, and what must be true of a home afterwards."""

import os
import shutil
import sys
from pathlib import Path

from tests.cli.content import write_content
from tests.cli.program import Program, Ran
from tests.faults.outcome import Unavailable
from tests.terminal.screen import Terminal

QUIZ = ("quiz", "tides", "--kind", "choice")
"""Three questions in a row whose right answer is the first."""

ROOT = Path(__file__).parents[2]
LONG_WAIT = 60.0


class Ground:
    """A folder of homes, each a copy of one in which three answers were given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = write_content(folder / "content")
        self.seed = Program(folder / "seed", self.content)
        assert self.seed.run("quiz", "tides", "-n", "2", "--seed", "1", "--plain", stdin="1\n2\n2\n").code == 0
        self.count = 0

    def home(self) -> Program:
        """A home that nothing else uses, a quarter of an hour after the three answers."""
        self.count += 1
        program = self.seed.copy(self.folder / f"home-{self.count}")
        for _ in range(15):
            program.environment()
        return program

    def empty(self) -> Program:
        """A home that is not there yet."""
        self.count += 1
        return Program(self.folder / f"home-{self.count}", self.content)


def sound(program: Program, answers: int, *, repaired: bool = False) -> str:
    """Check that the doctor finds nothing (after `--repair` if it was to), and that so many answers are kept."""
    if repaired:
        program.run("doctor", "--repair")
    doctor = program.run("doctor")
    assert (doctor.code, doctor.err) == (0, ""), doctor
    verified = program.run("log", "verify")
    assert verified.code == 0, verified
    kept = len(program.history())
    assert kept == answers, f"{kept} answers are kept, {answers} were seen graded"
    return f"all {answers} answers that were seen graded"


def process(program: Program, *arguments: str, knobs: tuple[str, ...] = (), stdin: str = "") -> Ran:
    """A run in a process of its own, with the surroundings that the knobs of `tests.faults.start` make."""
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.start", *knobs, "--", *arguments],
        input=stdin, capture_output=True, encoding="utf-8", env=program.environment(), cwd=ROOT, check=False,
        timeout=LONG_WAIT,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def screen(program: Program, *arguments: str, knobs: tuple[str, ...] = ()) -> Terminal:
    """`learn` in a pseudo-terminal."""
    env = {name: value for name, value in program.environment().items() if name.startswith("LEARN_")}
    command = (sys.executable, "-m", "tests.faults.start", *knobs, "--")
    return Terminal(*arguments, command=command, env=env, rows=50)


def last_said(terminal: Terminal) -> str:
    """What the program wrote from its last `learn:` on, once it has ended; not broken where the screen ends."""
    text = terminal.raw.decode(errors="replace").replace("\r", "")
    return text[text.rindex("learn: ") :]


def need(tool: str) -> None:
    """Unavailable where a program is not installed."""
    if shutil.which(tool) is None:
        raise Unavailable(tool)


def need_linux() -> None:
    """Unavailable elsewhere."""
    if sys.platform != "linux":
        raise Unavailable(os.name)


def need_full_device() -> None:
    """Unavailable where there is no device that is always full."""
    if not Path("/dev/full").exists():
        raise Unavailable("/dev/full")
