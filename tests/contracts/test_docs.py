"""Documentation is executed: every YAML block is read and checked, every `$ learn …` block is run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[tuple[str, str, str]]:
    """Page, info words and text of every fenced block in a language."""
    return [
        (str(page.relative_to(ROOT)), found.group(2).strip(), found.group(3))
        for page in PAGES
        if page.exists()
        for found in BLOCK.finditer(page.read_text(encoding="utf-8"))
        if found.group(1) == language
    ]


CONSOLE = [pytest.param(text, id=f"{page}-{n}") for n, (page, _, text) in enumerate(blocks("console"))]
YAML = [pytest.param(info, text, id=f"{page}-{n}") for n, (page, info, text) in enumerate(blocks("yaml"))]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a fresh learner at a fixed time, in an empty folder."""
    return {
        **os.environ,
        "LEARN_HOME": str(tmp_path / "home"),
        "LEARN_LEARNER": "ada",
        "LEARN_NOW": "2026-03-02T10:00:00+00:00",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
        "PYTHONIOENCODING": "utf-8",
    }


@pytest.mark.parametrize("text", CONSOLE)
def test_console_blocks_do_what_they_show(text: str, home: dict[str, str], tmp_path: Path) -> None:
    """Lines after `$` are run one after the other. Output shown under a command must be printed by it, line by line;
    a line `…` stands for any lines between. `# exit 3` behind a command is its exit code."""
    for command, code, shown in _commands(text):
        run = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, env=home, cwd=tmp_path, check=False, input=""
        )
        assert run.returncode == code, f"$ {command}\n{run.stdout}{run.stderr}"
        said = (run.stdout + run.stderr).splitlines()
        for line in filter(lambda one: one.strip() not in ("…", ""), shown):
            assert line.rstrip() in [one.rstrip() for one in said], f"$ {command}\n{run.stdout}{run.stderr}"


def _commands(text: str) -> list[tuple[str, int, list[str]]]:
    found: list[tuple[str, int, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            command, _, remark = line[2:].partition("  # ")
            code = re.search(r"exit (\d+)", remark)
            found.append((command, int(code.group(1)) if code else 0, []))
        elif found:
            found[-1][2].append(line)
    return found


@pytest.mark.parametrize(("info", "text"), YAML)
def test_yaml_blocks_are_read_and_checked(info: str, text: str, home: dict[str, str], tmp_path: Path) -> None:
    """A block is a whole bank or lesson (its first key says which) or, with `questions` behind ```yaml, questions."""
    if info == "sources" or text.startswith("sources:"):
        pytest.skip("sources are checked with the lessons that cite them")
    folder = tmp_path / ("lessons" if text.startswith("lesson:") else "question_banks")
    folder.mkdir()
    whole = text if text.startswith(("lesson:", "bank:")) else _as_bank(text)
    file = folder / "example.yaml"
    file.write_text(whole, encoding="utf-8")
    unknown_facts = [] if whole == text else ["--ignore", "E160"]
    command = shlex.join([sys.executable, "-m", "learn", "bank", "lint", *unknown_facts, str(file)])
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=home, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def _as_bank(text: str) -> str:
    body = (
        text if text.startswith("questions:") else "questions:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    )
    return f"bank: example\ntitle: An example\n{body}"


def test_there_is_something_to_execute() -> None:
    assert len(CONSOLE) >= 5
    assert len(YAML) >= 3
