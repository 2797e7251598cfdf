"""The homes of the tests of single commands, and a small test that students take."""

from pathlib import Path

import pytest

from benchmarks.class_of import Paper, paper
from tests.cli.conftest import content, fresh, indexed, learn
from tests.cli.program import Program

__all__ = ["content", "fresh", "indexed", "learn"]


@pytest.fixture(scope="session")
def exam_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bank `exam` of six questions."""
    folder = tmp_path_factory.mktemp("exam")
    paper(folder, 6)
    return folder


@pytest.fixture(scope="session")
def exam(exam_content: Path) -> Paper:
    """The test of that bank."""
    return paper(exam_content, 6)


@pytest.fixture
def teacher(tmp_path: Path, exam_content: Path) -> Program:
    """A teacher's `learn`, who has the bank."""
    return Program(tmp_path / "teacher", exam_content, "teacher")
