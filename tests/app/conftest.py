"""Homes for pupils."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.pupil import Pupil
from tests.cli.content import write_content


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder that lies in memory where there is one: thousands of answers, each synced, take their time on a disk."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def pupil(tmp_path: Path) -> Pupil:
    """A learner who has a lesson on tides beside those that are shipped."""
    return Pupil(tmp_path / "home", write_content(tmp_path / "content"))
