"""Homes whose results are shown, and the folder of node packages that drive a browser."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import after, answered, content, fresh, indexed, learn
from tests.cli.program import Program
from tests.pages.simulated import HOSTILE, take_test, write_bank

__all__ = ["after", "answered", "content", "fresh", "indexed", "learn"]

BROWSER = Path("/usr/bin/chromium")


def _class(home: Path, students: list[str], questions: int, hostile: bool) -> Program:
    home.mkdir(mode=0o700)
    write_bank(home, questions, hostile)
    take_test(home, students, questions, hostile=hostile)
    return Program(home, learner="teacher").at(1)


@pytest.fixture(scope="session")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Thirty students who handed in, one who did not finish and one who did nothing; question 2 has a wrong key."""
    students = [f"Student {n:02d}" for n in range(32)]
    return _class(tmp_path_factory.mktemp("class") / "home", students, 12, hostile=False)


@pytest.fixture(scope="session")
def lonely_classroom(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """One student who handed in, one who did not finish and one who did nothing."""
    return _class(tmp_path_factory.mktemp("lonely") / "home", ["Ada", "Ben", "Cai"], 4, hostile=False)


@pytest.fixture(scope="session")
def hostile_classroom(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The same with names, lessons, questions and options that would like to run."""
    students = [f"{HOSTILE[n % len(HOSTILE)]} {n}".replace("\0", "") for n in range(24)]
    return _class(tmp_path_factory.mktemp("hostile") / "home", students, 12, hostile=True)


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The packages playwright-core and axe-core; skips where they or the browser are not on this machine."""
    named = os.environ.get("LEARN_NODE_MODULES")
    if not named:
        pytest.skip("LEARN_NODE_MODULES names no folder with playwright-core and axe-core")
    missing = [name for name in ("playwright-core", "axe-core") if not (Path(named) / name).is_dir()]
    if missing:
        pytest.skip(f"{named} has no {' and no '.join(missing)}")
    if not BROWSER.exists():
        pytest.skip(f"there is no browser at {BROWSER}")
    return Path(named)
