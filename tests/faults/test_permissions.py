"""Whatever the program writes is for its owner only, whatever the umask; and it writes through no symbolic link."""

import os
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from stat import S_IMODE

import pytest

from tests.cli.program import Program
from tests.faults.ground import Ground

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file modes and links as POSIX has them")

WRITERS = {
    "quiz tides --kind choice --plain": "",
    "config set name Ada": "",
    "config set student_id 4711": "",
    "exam tides --on friday": "",
    "backup": "",
    "backup {work}/copy.db": "copy.db",
    "sync {work}/shared": "",
    "log export -o {work}/log.jsonl": "log.jsonl",
    "log export --fsrs {work}/reviews.csv": "reviews.csv",
    "due --ics {work}/due.ics": "due.ics",
    "stats --html {work}/page.html": "page.html",
    "scores submit -o {work}/ada.learnlog": "ada.learnlog",
    "class add 10b {work}/ada.learnlog --roster {work}/roster.csv": "",
    "scores report --class 10b -o {work}/report.html": "report.html",
    "scores export --class 10b -o {work}/grades.csv --format csv": "grades.csv",
    "bank export tides -o {work}/tides.gift --to gift": "tides.gift",
    "bank import {work}/tides.gift -o {work}/back.yaml": "back.yaml",
    "bank print tides -o {work}/tides.html": "tides.html",
}
"""Commands that write, one after the other, and which file in the work folder each makes (besides those at home)."""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A learner who has finished a test; her work folder beside her home, with a roster in it that others may read."""
    program = Ground(tmp_path).home()
    assert program.run("quiz", "tides", "--test", "--plain", stdin="1\n" * 9).code == 0
    (work_of(program) / "shared").mkdir(parents=True)
    (work_of(program) / "roster.csv").write_text("student_id,name\n4711,Ada\n", encoding="utf-8")
    return program


def work_of(program: Program) -> Path:
    return program.home.with_name("work")


@pytest.fixture(params=[0o000, 0o022, 0o277], ids=["umask 000", "umask 022", "umask 277"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def run(program: Program, command: str) -> None:
    words = [word.format(work=work_of(program)) for word in command.split()]
    ran = program.run(*words, stdin="1\n2\n1\n1\n1\n1\n")
    assert ran.code == 0, (command, ran)


def test_everything_is_for_its_owner_only(program: Program, umask: int) -> None:
    work = work_of(program)
    given = {work, work / "shared", work / "roster.csv"}
    for command, made in WRITERS.items():
        run(program, command)
        assert not made or (work / made).is_file(), command
    written = [path for path in (program.home, *program.home.rglob("*"), *work.rglob("*")) if path not in given]
    assert len(written) > 25
    open_to_others = {
        str(path): oct(S_IMODE(path.stat().st_mode))
        for path in written
        if S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }
    assert open_to_others == {}


def test_no_link_is_followed(program: Program, tmp_path: Path) -> None:
    """Each file that a command would write is a link to somebody else's file: that one stays as it is."""
    victim = tmp_path / "victim"
    for command, made in WRITERS.items():
        if not made:
            run(program, command)
            continue
        words = [word.format(work=work_of(program)) for word in command.split()]
        victim.write_text("somebody else's", encoding="utf-8")
        (work_of(program) / made).symlink_to(victim)
        named = list(takewhile(lambda word: not word.startswith("-"), words[:2]))  # the command, without options
        ran = program.run(*words, *(["--force"] if "--force" in program.run(*named, "--help").out else []))
        assert victim.read_text(encoding="utf-8") == "somebody else's", command
        assert ran.code != 0, (command, ran)
        (work_of(program) / made).unlink()
        run(program, command)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("config.toml", "config set questions 5"),
        ("exam.json", "exam tides --on friday"),
        ("sync.json", "sync {work}/shared"),
        ("classes/10b/roster.csv", "class add 10b --roster {work}/roster.csv"),
    ],
)
def test_nor_one_at_home(program: Program, tmp_path: Path, name: str, command: str) -> None:
    victim, link = tmp_path / "victim", program.home / name
    victim.write_text("", encoding="utf-8")
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(victim)
    ran = program.run(*[word.format(work=work_of(program)) for word in command.split()])
    assert victim.read_bytes() == b""
    assert ran.code == 5
    assert "symbolic link" in ran.err


def test_a_link_in_place_of_the_cache_is_replaced(program: Program, tmp_path: Path) -> None:
    assert program.run("bank", "list").code == 0
    indexes = list((program.home / "cache").glob("index-*.db"))
    victims = {index: tmp_path / index.name for index in indexes}
    for index, victim in victims.items():
        index.rename(victim)
        index.symlink_to(victim)
    before = [victim.read_bytes() for victim in victims.values()]
    assert program.run("quiz", "tides", "--kind", "choice", "--plain", stdin="1\n").code == 0
    assert [victim.read_bytes() for victim in victims.values()] == before
    assert not all(index.is_symlink() for index in indexes)
