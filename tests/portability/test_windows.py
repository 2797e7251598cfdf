"""What Windows does otherwise, simulated one by one."""

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from learn.app.files import replace_file
from learn.cli.root import reader_left
from learn.problems import StoreError
from learn.store import files
from learn.terminal import lines, speaking, surroundings, tty


@pytest.fixture
def in_use(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Replacing a file is refused so many times (the one number of the list), as while a scanner reads it."""
    left = [3]
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "used by another process", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(files, "_PAUSES", (0.0,) * 8)
    return left


def test_a_file_in_use_for_a_moment_is_replaced(
    tmp_path: Path, in_use: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "refuses_open_files", lambda: True)
    (tmp_path / "config.toml").write_text("old")
    replace_file(tmp_path / "config.toml", b"new")
    assert ((tmp_path / "config.toml").read_text(), in_use) == ("new", [0])


def test_a_file_that_stays_in_use_is_told_and_kept(
    tmp_path: Path, in_use: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "refuses_open_files", lambda: True)
    in_use[0] = 100
    (tmp_path / "config.toml").write_text("old")
    with pytest.raises(StoreError, match="cannot be written: used by another process"):
        replace_file(tmp_path / "config.toml", b"new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("config.toml", "old")]


def test_elsewhere_a_refusal_is_final(tmp_path: Path, in_use: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "refuses_open_files", lambda: False)
    with pytest.raises(StoreError):
        replace_file(tmp_path / "config.toml", b"new")
    assert in_use == [2]


def test_a_private_file_where_modes_cannot_be_set_on_handles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fchmod", raising=False)
    monkeypatch.delattr(os, "O_NOFOLLOW", raising=False)
    files.create_private(tmp_path / "learn.db")
    replace_file(tmp_path / "config.toml", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "learn.db"]


def test_a_broken_pipe_has_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = OSError(errno.EINVAL, "Invalid argument")
    bad_name = OSError(errno.EINVAL, "Invalid argument", "what?.yaml")
    assert reader_left(BrokenPipeError())
    assert not reader_left(broken)
    monkeypatch.setattr(os, "name", "nt")
    assert (reader_left(broken), reader_left(bad_name)) == (True, False)


def test_lines_from_a_pipe_that_cannot_be_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "SELECTS", False)
    monkeypatch.setattr(lines, "_readable", None)  # it would be called in vain
    reading, writing = os.pipe()
    os.write(writing, "{é}\r\nnext\r\n".encode())
    os.close(writing)
    with os.fdopen(reading, encoding="cp1252") as stream:
        found = lines.Lines(stream, "utf-8")
        assert not found.ready()
        assert found.readline(0.5) == "{é}\n"
        assert found.ready()
        assert (found.readline(0.5), found.readline(0.5)) == ("next\n", "")


def test_a_console_is_read_in_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "SELECTS", False)

    class Console(io.StringIO):
        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            raise AssertionError("its bytes are of another encoding")

    assert lines.Lines(Console("답\n")).readline(1.0) == "답\n"


def test_prompts_are_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "is_tty", lambda _: True)
    assert surroundings.is_interactive(sys.stdin, sys.stdout, {"TERM": "xterm"})
    monkeypatch.setattr(os, "name", "nt")
    assert not surroundings.is_interactive(sys.stdin, sys.stdout, {"TERM": "xterm"})


def test_the_terminal_is_left_alone_where_it_cannot_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tty, "termios", None)
    quiet = tty.Quiet(sys.stdin)
    quiet.begin()
    quiet.end()


def test_a_path_with_backslashes_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert speaking.Voice(r"C:\espeak\espeak.exe -v en")._command == [r"C:\espeak\espeak.exe", "-v", "en"]
