"""1,000 students with 200 answers each: the page stays small, and so does the program that writes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.pages.markup import check
from tests.pages.simulated import take_test, write_bank

STUDENTS, QUESTIONS = 1_000, 200
MOST_BYTES, MOST_MB = 3_000_000, 300
RUN = """
import resource, sys
from learn.cli import main
code = main(sys.argv[1:])
print(code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_students(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "class.html"
    home.mkdir(mode=0o700)
    write_bank(home, QUESTIONS)
    take_test(home, [f"Student {n:04d}" for n in range(STUDENTS)], QUESTIONS)
    run = subprocess.run(
        [sys.executable, "-c", RUN, "scores", "report", "-o", str(path)],
        capture_output=True,
        encoding="utf-8",
        env={**Program(home).at(1).environment(), "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    code, peak = map(int, run.stdout.split()[-2:])
    assert code == 0
    assert peak < MOST_MB
    assert path.stat().st_size < MOST_BYTES
    found = check(path.read_text(encoding="utf-8"))
    assert found.figures()["handed in"] == str(STUDENTS - 2)
    assert len([text for text in found.texts["th"] if " with " in text]) == 10
