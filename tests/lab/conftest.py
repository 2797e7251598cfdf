"""Homes to run `learn lab` in."""

from pathlib import Path

import pytest

from tests.cli.content import write_content
from tests.cli.program import Program


@pytest.fixture(scope="session")
def lab_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a lesson and a bank beside those that are shipped."""
    return write_content(tmp_path_factory.mktemp("content"))


@pytest.fixture
def learn(tmp_path: Path, lab_content: Path) -> Program:
    """`learn` on a machine where it was never run."""
    return Program(tmp_path / "home", lab_content)
