"""What a fault came to, in words that are the same on every machine and every day."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from tests.cli.program import Ran

if TYPE_CHECKING:
    from tests.faults.ground import Ground

_ASIDE = re.compile(r" \([^()]*\)(?=\.| or|,)")  # SQLite's own words, which change with its version
_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_STAMP = re.compile(r"\b\d{8}T\d{6}Z\b")


class Outcome(Struct, frozen=True):
    """What the user reads, what is kept, and the exit code: one row of the table in docs/reliability.md."""

    reads: str
    kept: str
    code: str


class Unavailable(Exception):
    """This machine cannot play the scene: there is no such signal, or it takes privileges that are not there."""


Scenario = Callable[["Ground"], Outcome]
"""One fault; its docstring is its name in the table."""


def told(ran: Ran) -> str:
    """What a run said on stderr."""
    assert "Traceback" not in ran.whole_err, ran.whole_err
    return ran.err


def plain(text: str, **paths: object) -> str:
    """The text on one line, without what differs between machines: `HOME=path` puts HOME in place of the path."""
    for name, path in paths.items():
        text = text.replace(str(path), name)
    text = _STAMP.sub("TIME", _ID.sub("ID", text))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return _ASIDE.sub("", " ⏎ ".join(lines))
