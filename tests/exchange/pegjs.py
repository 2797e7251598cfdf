"""gift-pegjs, a parser of GIFT that this project did not write, run by Node where both are installed."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_SCRIPT = """
const { parse } = require("gift-pegjs");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const outcome = (text) => {
  try { return { questions: parse(text) }; }
  catch (error) { return { error: error.message, line: error.location ? error.location.start.line : 0 }; }
};
process.stdout.write(JSON.stringify(texts.map(outcome)));
"""


def modules() -> Path:
    """The folder of Node modules that has gift-pegjs; skips the test where there is none, or no Node."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    folders = [Path(__file__).parents[1] / "node_modules"]
    if "LEARN_NODE_MODULES" in os.environ:
        folders.insert(0, Path(os.environ["LEARN_NODE_MODULES"]))
    found = next((folder for folder in folders if (folder / "gift-pegjs").is_dir()), None)
    if found is None:
        pytest.skip("gift-pegjs is not installed: npm install gift-pegjs, and set LEARN_NODE_MODULES to node_modules")
    return found


def parsed(texts: list[str]) -> list[dict[str, Any]]:
    """For each text `{"questions": […]}`, or `{"error": …, "line": …}`."""
    environment = {**os.environ, "NODE_PATH": str(modules())}
    done = subprocess.run(
        ["node", "--stack-size=4000", "-e", _SCRIPT],
        input=json.dumps(texts).encode("ascii"),
        capture_output=True,
        env=environment,
        timeout=120,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
