"""A long export shows how far it is, to a person at a terminal and to nobody else."""

import sys
from pathlib import Path

import pytest

from benchmarks.samples import big_bank
from tests.terminal.screen import Terminal


@pytest.mark.parametrize(("questions", "shown"), [(501, True), (20, False)])
def test_a_bar_for_many_questions(tmp_path: Path, questions: int, shown: bool) -> None:
    bank, out = big_bank(tmp_path / "big.yaml", questions), tmp_path / "big.xml"
    env = {"HOME": str(tmp_path), "LEARN_HOME": str(tmp_path / "learn")}
    arguments = ("bank", "export", str(bank), "--to", "moodle-xml", "-o", str(out))
    with Terminal(*arguments, command=(sys.executable, "-m", "learn"), env=env) as terminal:
        assert terminal.ended() == 0, terminal.text
        assert (b"Writing" in terminal.raw) == shown
        assert (b"100%" in terminal.raw) == shown
        assert f"{questions} exact" in terminal.text
    assert out.stat().st_size > 100 * questions
