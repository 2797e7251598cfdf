"""Where the test data of FSRS lies: outside the repository, so tests that need it skip without."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def fsrs_data() -> Path:
    """The folder with `vectors.json` and `review_log.csv`."""
    beside = Path(__file__).parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("LEARN_TEST_DATA", beside)) / "fsrs"
    if not folder.is_dir():
        pytest.skip(f"no test data at {folder}: set LEARN_TEST_DATA to the folder that holds fsrs/")
    return folder
