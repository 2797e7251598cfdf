"""Addresses of files: SQLite finds the file again whatever its name, and nothing heavy is loaded for it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PurePath, PureWindowsPath

import pytest

from learn.store.addresses import address


@pytest.mark.parametrize("name", ["a b", "a?b#c", "100%", "%41", "é", "전쟁", "a&mode=ro", "a;b", "a+b"])
def test_a_file_is_found_again(tmp_path: Path, name: str) -> None:
    with closing(sqlite3.connect(tmp_path / name)) as db:
        db.execute("PRAGMA user_version = 7")
    with closing(sqlite3.connect(address(tmp_path / name, "mode=rw"), uri=True)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (7,)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff")
    with closing(sqlite3.connect(os.fsencode(path))) as db:
        db.execute("PRAGMA user_version = 7")
    with closing(sqlite3.connect(address(path, "mode=ro"), uri=True)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (7,)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PureWindowsPath(r"C:\Users\a b\learn.db"), "file:///C:/Users/a%20b/learn.db?mode=ro"),
        (PureWindowsPath(r"\\school\homes\learn.db"), "file:////school/homes/learn.db?mode=ro"),
    ],
)
def test_paths_of_windows_as_sqlite_says_they_are_written(path: PurePath, expected: str) -> None:
    """https://sqlite.org/uri.html, section 3.1"""
    assert address(path, "mode=ro") == expected


def test_nothing_heavy_is_loaded() -> None:
    use = "from pathlib import Path; from learn.store.addresses import address; address(Path('/x'), 'mode=ro')"
    command = [sys.executable, "-c", f"{use}; import sys; print('http.client' in sys.modules)"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
