"""The tests that are run on Windows can be imported there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portability.without_posix import MODULES

ROOT = Path(__file__).parents[2]
PYTEST = f"""
import sys, pytest
sys.modules.update(dict.fromkeys({[name for name in MODULES if name not in ("readline", "curses")]!r}))
sys.exit(pytest.main(["--collect-only", "-q", "tests"]))
"""


@pytest.mark.slow
def test_without_posix_every_test_that_is_left_is_found() -> None:
    env = {**os.environ, "LEARN_TESTS_WITHOUT_POSIX": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PYTEST], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=170
    )
    assert done.returncode == 0, done.stdout[-3000:]
