"""Homes to run `learn` in."""

from pathlib import Path

import pytest

from tests.cli.content import write_content
from tests.cli.program import Program


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a lesson and a bank beside those that are shipped."""
    return write_content(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory, content: Path) -> Path:
    """A home in which nothing was done but read the content."""
    home = tmp_path_factory.mktemp("indexed") / "home"
    Program(home, content).run("lessons")
    return home


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory, indexed: Path, content: Path) -> Path:
    """A home with three answers on the tides: right, wrong and, when it came back, right."""
    program = Program(indexed, content).copy(tmp_path_factory.mktemp("answered") / "home")
    arguments = ("quiz", "tides", "-n", "2", "--seed", "1", "--plain")
    assert program.run(*arguments, stdin="1\n2\n2\n").code == 0
    return program.home


@pytest.fixture
def fresh(tmp_path: Path, content: Path) -> Program:
    """`learn` on a machine where it was never run."""
    return Program(tmp_path / "fresh", content)


@pytest.fixture
def learn(tmp_path: Path, indexed: Path, content: Path) -> Program:
    """`learn` with its content read and nothing else done."""
    return Program(indexed, content).copy(tmp_path / "learn")


@pytest.fixture
def after(tmp_path: Path, answered: Path, content: Path) -> Program:
    """`learn` after three answers; its clock stands a quarter of an hour later."""
    program = Program(answered, content).copy(tmp_path / "after")
    for _ in range(15):
        program.environment()
    return program
