"""Homes for pupils."""

from pathlib import Path

import pytest

from tests.app.pupil import Pupil
from tests.cli.content import write_content


@pytest.fixture
def pupil(tmp_path: Path) -> Pupil:
    """A learner who has a lesson on tides beside those that are shipped."""
    return Pupil(tmp_path / "home", write_content(tmp_path / "content"))
