"""Where the test data lie that this project did not write, and may not copy."""

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("LEARN_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))


def shared(path: str) -> Path:
    """A file or folder of the shared data; skips the test where it is not on this machine."""
    found = ROOT / path
    if not found.exists():
        pytest.skip(f"{path} is not under {ROOT}: set LEARN_TEST_DATA to the folder that has it")
    return found
