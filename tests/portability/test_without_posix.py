"""A learner's and a teacher's day on a Python without anything of POSIX's."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.content import write_content
from tests.cli.program import Program

PYTHON = (sys.executable, "-m", "tests.portability.without_posix")
ROOT = Path(__file__).parents[2]


class Bare(Program):
    """`learn` where POSIX is not. What it writes is read as code page 1252 unless it says JSON."""

    def bare(self, *arguments: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        env = {name: value for name, value in self.environment().items() if name != "PYTHONIOENCODING"}
        done = subprocess.run(
            [*PYTHON, *arguments], input=stdin, capture_output=True, cwd=ROOT, env=env, check=False, timeout=60
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode("cp1252")
        return done


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Bare:
    folder = tmp_path_factory.mktemp("windows")
    return Bare(folder / "home", write_content(folder / "content"), learner="정민지")


def test_questions_line_by_line(home: Bare) -> None:
    done = home.bare("quiz", "tides", "-n", "2", "--seed", "1", stdin=b"1\r\n2\r\n2\r\n")
    assert done.returncode == 0, done.stderr
    assert b"2/2" in done.stdout or b"1/2" in done.stdout or b"1 of 2" in done.stdout, done.stdout
    assert len(home.history()) >= 2


def test_lines_of_json_are_utf_8_whatever_the_console(home: Bare) -> None:
    done = home.bare("quiz", "tides", "-n", "1", "--jsonl", stdin=b'{"response": 99}\r\n{"command": "quit"}\r\n')
    lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [line["event"] for line in lines][:2] == ["session", "question"]
    assert lines[-1]["event"] == "paused", lines[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        ("due",),
        ("due", "--json"),
        ("stats",),
        ("history",),
        ("lessons",),
        ("bank", "list"),
        ("bank", "lint"),
        ("config",),
        ("doctor",),
        ("log", "verify"),
        ("read", "tides"),
    ],
    ids=" ".join,
)
def test_commands_that_read(home: Bare, arguments: tuple[str, ...]) -> None:
    test_questions_line_by_line(home) if not home.has_log else None
    done = home.bare(*arguments)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout


def test_commands_that_write(home: Bare, tmp_path: Path) -> None:
    test_questions_line_by_line(home) if not home.has_log else None
    copy, log = tmp_path / "백업.db", tmp_path / "기록.jsonl"
    assert home.bare("backup", str(copy)).returncode == 0
    assert home.bare("log", "export", "-o", str(log)).returncode == 0
    assert home.bare("log", "merge", str(log)).returncode == 0
    assert home.bare("config", "set", "speak", "").returncode in (0, 2)
    assert home.bare("undo").returncode == 0
    assert (copy.stat().st_size > 0, log.stat().st_size > 0) == (True, True)


def test_what_the_console_cannot_show_becomes_a_question_mark(home: Bare) -> None:
    done = home.bare("config", "set", "speak", "말하기")
    assert (done.returncode, b"???" in done.stdout) == (0, True), done
    assert "말하기" in (home.home / "config.toml").read_text("utf-8")
    home.bare("config", "unset", "speak")


def test_bytes_that_the_console_cannot_mean_are_no_crash(home: Bare) -> None:
    done = home.bare("quiz", "tides", "-n", "1", stdin=b"\x81\x8d\r\nq\r\n")
    assert done.returncode == 0, done.stderr
