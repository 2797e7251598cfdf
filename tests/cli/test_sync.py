"""`learn sync` as it is typed."""

from pathlib import Path

from tests.cli.program import Program


def test_on_the_command_line(learn: Program, tmp_path: Path) -> None:
    learn.run("quiz", "tides", "-n", "2", "--plain", stdin="1\n1\n")
    shared = tmp_path / "stick"
    assert learn.run("sync", str(shared)).code == 4
    shared.mkdir()
    ran = learn.run("sync", str(shared))
    assert (ran.code, ran.err) == (0, "")
    assert "your file there was brought up to date" in ran.out
    other = Program(tmp_path / "other", learn.content)
    assert other.run("sync", str(shared)).code == 0
    assert len(other.history()) == len(learn.history()) > 0
    assert other.run("sync", "--json").json["added"] == 0
    assert other.run("doctor").code == 0


def test_an_old_sync_is_named_on_the_first_screen(learn: Program, tmp_path: Path) -> None:
    learn.run("quiz", "tides", "-n", "2", "--plain", stdin="1\n1\n")
    assert "sync" not in learn.run().out
    learn.run("sync", str(tmp_path))
    assert "sync" not in learn.run().out
    assert "Last synced 8 days ago: learn sync" in learn.at(9).run().out


def test_without_a_folder(learn: Program) -> None:
    ran = learn.run("sync")
    assert ran.code == 2
    assert "learn sync FOLDER" in ran.err
