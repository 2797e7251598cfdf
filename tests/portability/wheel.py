"""`python -m tests.portability.wheel`: the tests against the wheel, where the source cannot be seen.

A wheel is built and installed into an environment of its own; the tests, and all that they read but the package, are
copied elsewhere and run there. Further arguments go to pytest. The wheel alone is tried first, in an empty folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LEFT = ("learn", ".*", "dist", "build", "*.egg-info", "__pycache__", "node_modules")


def built(folder: Path) -> Path:
    """The wheel of this source, in the folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


def main(arguments: list[str]) -> int:
    """The exit code of pytest."""
    with tempfile.TemporaryDirectory(prefix="learn-wheel-") as folder:
        wheel = built(Path(folder) / "dist")
        python = _installed(wheel, Path(folder) / "environment")
        copy = Path(folder) / "tests"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_LEFT))
        env = {"LEARN_TEST_DATA": str(ROOT.parent / "shared" / "data"), **os.environ}
        command = [str(python), "-m", "pytest", *(arguments or ["-n", "auto", "--dist", "worksteal"])]
        return subprocess.run(command, cwd=copy, env=env, check=False).returncode


def _installed(wheel: Path, folder: Path) -> Path:
    """The Python of an environment that has the wheel: tried with no extra, then with what the tests need."""
    venv.create(folder, with_pip=True)
    python = next(path for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if path.exists())
    install = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    for one in (str(wheel), f"{wheel}[all,analytics,test]"):
        subprocess.run([*install, "--constraint", str(ROOT / "constraints.txt"), one], check=True)
        _runs(python, folder.parent)
    return python


def _runs(python: Path, beside: Path) -> None:
    """What a user does first, in an empty folder with an empty home."""
    with tempfile.TemporaryDirectory(dir=beside) as empty:
        env = {**os.environ, "LEARN_HOME": str(Path(empty) / "home")}
        for arguments in (
            ("--version",),
            ("quiz", "vietnam-precedent", "--kind", "choice", "-n", "1", "--plain"),
            ("due",),
            ("doctor",),
        ):
            command = [str(python), "-m", "learn", *arguments]
            subprocess.run(command, cwd=empty, env=env, input=b"1\n2\n1\n", check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
