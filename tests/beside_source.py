"""For tests of the source: where only the built wheel can be seen (docs/platforms.md) they have nothing to do."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def need_source() -> None:
    """Skip the module that calls this where the source is not there."""
    if not (ROOT / "learn").is_dir():
        pytest.skip("these tests are beside an installed wheel, not beside the source", allow_module_level=True)
