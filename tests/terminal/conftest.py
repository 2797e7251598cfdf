"""Snapshots of screens: text files beside the tests, written anew with `pytest tests/terminal --update`."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.cli.conftest import after, answered, content, indexed

__all__ = ["after", "answered", "content", "indexed"]

Approved: TypeAlias = Callable[[str, str], None]
"""approved(name, text): compares the text with the file of that name."""

FOLDER = Path(__file__).parent / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", dest="update_screens", help="write tests/terminal/snapshots anew")


@pytest.fixture
def approved(request: pytest.FixtureRequest) -> Approved:
    """Compare a screen with the one that a human eye has approved."""
    update = bool(request.config.getoption("update_screens", default=False))

    def compare(name: str, text: str) -> None:
        path = FOLDER / f"{name}.txt"
        shown = "\n".join(line.rstrip() for line in text.splitlines()).rstrip() + "\n"
        if update:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(shown, encoding="utf-8")
        assert path.exists(), f"no snapshot {name}: run pytest tests/terminal --update and look at it"
        assert shown == path.read_text(encoding="utf-8")

    return compare
