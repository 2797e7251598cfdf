"""What can be wrong: faults in content as values, and the one exception for "cannot go on".

A fault in a file that a person wrote is a `Problem`: a value with a place, collected and shown all at once.
`LearnError` is for what stops a command; the command line turns it into a message and an exit code in one place.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from learn.language import tr

OK = 0
FINDINGS = 1
USAGE = 2
BROKEN_CONTENT = 3
NOT_FOUND = 4
STORE = 5
INTERRUPTED = 130

Severity = Literal["error", "warning"]


class Span(NamedTuple):
    """A place in a file: 1-based line and column (in characters), and how many characters it covers."""

    path: str
    line: int
    column: int
    width: int = 1


class Problem(NamedTuple):
    """One fault in content: a stable code, the rule's name, where it is, what is wrong and what to do.

    `source` is the text of the line it stands on (without its newline), kept so that a caret can be drawn
    without opening the file again.
    """

    code: str
    rule: str
    message: str
    span: Span
    hint: str = ""
    source: str = ""

    @property
    def severity(self) -> Severity:
        """Codes that begin with E are errors, those with W are warnings."""
        return "error" if self.code.startswith("E") else "warning"


class LearnError(Exception):
    """A command cannot go on: what happened, what to do about it, and the exit code."""

    exit_code = USAGE

    def __init__(self, message: str, *, hint: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problems = tuple(problems)


class UsageError(LearnError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = USAGE


class BrokenContent(LearnError):
    """The content that was asked for has errors."""

    exit_code = BROKEN_CONTENT


class NotFound(LearnError):
    """No such file, bank, lesson or question."""

    exit_code = NOT_FOUND


class StoreError(LearnError):
    """The store is busy, damaged, unwritable or newer than this program."""

    exit_code = STORE


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x' or 'y'?` for a name that is not among the known ones; "" when none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=2)
    return tr("did you mean {names}?", names=tr(" or ").join(repr(one) for one in near)) if near else ""
