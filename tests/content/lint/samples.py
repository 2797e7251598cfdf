"""Questions written out in a test, and what the rules say about them."""

from collections.abc import Callable

from learn.content.files import AnyLoaded, read
from learn.content.lint.run import warnings
from learn.problems import Problem


def bank(*questions: str, head: str = "") -> str:
    """The text of a bank: each question as the lines behind its id, indented or not."""
    listed = []
    for number, one in enumerate(questions, start=1):
        lines = [line.strip() if not line.startswith("  ") else line for line in one.strip("\n").splitlines()]
        listed += [f"  - id: q-{number}", *(f"    {line}" for line in lines)]
    return "\n".join([f"bank: sample\n{head}questions:", *listed]) + "\n"


def loaded(text: str, path: str = "sample.yaml") -> AnyLoaded:
    """The bank, which must be without errors."""
    found = read(path, text)[1]
    assert not found.problems, found.problems
    return found


def lint(text: str, wanted: Callable[[str], bool] | None = None) -> list[Problem]:
    """The warnings on a bank."""
    return warnings([loaded(text)], wanted=wanted)


def codes(text: str) -> list[str]:
    """The codes of the warnings on a bank, in order of place."""
    return [one.code for one in lint(text)]


def choice(ask: str, answer: str, *distractors: str, more: str = "") -> str:
    """A choice."""
    lines = ["kind: choice", f"ask: {_quoted(ask)}", f"answer: {_quoted(answer)}", "distractors:"]
    return "\n".join([*lines, *(f"  - {_quoted(one)}" for one in distractors), *more.splitlines()])


def true_false(ask: str, answer: str = "true") -> str:
    """A statement to judge."""
    return f"kind: true_false\nask: {_quoted(ask)}\nanswer: {answer}"


def short(ask: str, *accept: str) -> str:
    """A question to be answered by typing."""
    return "\n".join(["kind: short", f"ask: {_quoted(ask)}", "accept:", *(f"  - {_quoted(one)}" for one in accept)])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
