"""What may be imported before a learner sees something: start-up is felt at every command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "rich",
    "prompt_toolkit",
    "questionary",
    "yaml",
    "rapidfuzz",
    "asyncio",
    "dataclasses",
    "importlib.metadata",
    "unittest",
    "http",
    "email",
    "tomllib",
}
"""No command may load these before its first line is on screen, unless the list below says so."""

ALLOWED = {
    "--help": set[str](),
    "--version": set[str](),
    "due": set[str](),
    "lessons": set[str](),
}

PROBE = """
import json, sys
sys.stdin = open(0, closefd=False)
from learn.cli import main
code = main({arguments!r})
print("MODULES " + json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(arguments: list[str], home: Path, stdin: str = "") -> tuple[int, set[str], str]:
    """Exit code, imported modules and stdout of a run of `learn`."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, "LEARN_HOME": str(home), "LEARN_LEARNER": "ada"},
        check=False,
    )
    line = next(line for line in run.stderr.splitlines() if line.startswith("MODULES "))
    code, modules = json.loads(line.removeprefix("MODULES "))
    return code, set(modules), run.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose content index is made and which holds an answer."""
    folder = tmp_path_factory.mktemp("home")
    code, _, _ = loaded(["quiz", "vietnam-precedent", "--kind", "choice", "-n", "1", "--plain"], folder, "1\n")
    assert code == 0
    return folder


@pytest.mark.parametrize("command", list(ALLOWED))
def test_commands_load_nothing_heavy(command: str, home: Path) -> None:
    code, modules, _ = loaded([command], home)
    assert code == 0
    assert (modules & HEAVY) - ALLOWED[command] == set()


def test_the_first_question_is_asked_without_anything_heavy(home: Path) -> None:
    code, modules, shown = loaded(["quiz", "vietnam-precedent", "--plain", "-n", "1"], home)
    assert code == 0
    assert "?" in shown or ":" in shown
    assert modules & HEAVY == set()


def test_json_lines_load_no_terminal(home: Path) -> None:
    _, modules, shown = loaded(["quiz", "vietnam-precedent", "--jsonl", "-n", "1"], home)
    assert '"event":"question"' in shown
    assert modules & (HEAVY | {"learn.terminal.plain"}) == set()


def test_the_program_needs_no_network() -> None:
    code = "import learn.cli, learn.cli.root, learn.app, sys; print('socket' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
