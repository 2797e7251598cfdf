"""Where hostile files lie: outside the repository."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def hostile() -> Path:
    """The folder of hostile files."""
    beside = Path(__file__).parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("LEARN_TEST_DATA", beside)) / "hostile"
    if not folder.is_dir():
        pytest.skip(f"no test data at {folder}: set LEARN_TEST_DATA to the folder that holds hostile/")
    return folder
