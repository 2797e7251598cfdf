"""The index behind the library: when it reads files again, and what it survives."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from learn.content import files
from learn.problems import StoreError
from learn.store import index_refresh, index_schema
from learn.store.library import Library, Root
from tests.store.shelves import Shelf, bank, lesson, library, settle


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "content").two_lessons()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were parsed."""
    names: list[str] = []
    original = files.read

    def noted(path: str, *rest: object) -> object:
        names.append(Path(path).name)
        return original(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(index_refresh, "read", noted)
    return names


def questions(books: Library) -> list[str]:
    return [one.question for one in books.candidates()]


def all_settled(shelf: Shelf) -> None:
    for path in shelf.path.rglob("*.yaml"):
        settle(path)


def test_nothing_is_read_twice(tmp_path: Path, shelf: Shelf, read: list[str]) -> None:
    library(tmp_path, shelf).close()
    assert sorted(read) == ["01-later.yaml", "02-earlier.yaml", "later.yaml", "sources.yaml"]
    library(tmp_path, shelf).close()
    assert len(read) == 4


def test_a_settled_library_is_opened_without_a_look_into_its_files(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_settled(shelf)
    library(tmp_path, shelf).close()
    monkeypatch.setattr(index_refresh, "refresh", None)
    assert questions(library(tmp_path, shelf)) == ["q1", "q2", "own"]


def test_opening_an_unchanged_library_imports_neither_yaml_nor_kinds(tmp_path: Path, shelf: Shelf) -> None:
    all_settled(shelf)
    library(tmp_path, shelf).close()
    program = (
        "import sys; from pathlib import Path; from learn.store.library import Library, Root\n"
        f"books = Library.open(Path({str(tmp_path / 'cache')!r}), [Root(Path({str(shelf.path)!r}), 1)])\n"
        "assert len(books.candidates()) == 3\n"
        "print(*(name for name in sys.modules if name.split('.')[0] == 'yaml' or name.startswith('learn.kinds')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_an_edit_is_seen(tmp_path: Path, shelf: Shelf, read: list[str]) -> None:
    library(tmp_path, shelf).close()
    read.clear()
    shelf.bank("later", bank("later", "q1, fact: later-b", "new"))
    books = library(tmp_path, shelf)
    assert read == ["later.yaml"]
    assert questions(books) == ["q1", "new"]
    assert list(books.candidates_for(["later-a", "later-b", "later/own", "later/new"])) == ["later-b", "later/new"]
    assert books.fact_count() == 2


def test_an_edit_of_the_same_size_at_the_same_time_is_seen(tmp_path: Path, shelf: Shelf) -> None:
    path = shelf.bank("later", bank("later", "q1"))
    status = path.stat()
    library(tmp_path, shelf).close()
    shelf.bank("later", bank("later", "q2"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert questions(library(tmp_path, shelf)) == ["q2"]


def test_a_touched_file_is_not_parsed_again(tmp_path: Path, shelf: Shelf, read: list[str]) -> None:
    all_settled(shelf)
    library(tmp_path, shelf).close()
    read.clear()
    (shelf.path / "question_banks" / "later.yaml").touch()
    assert questions(library(tmp_path, shelf)) == ["q1", "q2", "own"]
    assert read == []


def test_a_file_that_is_taken_away(tmp_path: Path, shelf: Shelf) -> None:
    library(tmp_path, shelf).close()
    (shelf.path / "question_banks" / "later.yaml").unlink()
    (shelf.path / "lessons" / "02-earlier.yaml").unlink()
    books = library(tmp_path, shelf)
    assert books.banks() == []
    assert books.candidates() == []
    assert [row.id for row in books.lessons()] == ["later"]
    assert books.fact_count() == 0
    assert books.fact("earlier-a") is None


def test_the_shadowed_file_comes_back(tmp_path: Path, shelf: Shelf, read: list[str]) -> None:
    near = Shelf(tmp_path / "near", rank=0)
    path = near.bank("copy", bank("later", "mine"))
    assert questions(library(tmp_path, shelf, near)) == ["mine"]
    read.clear()
    path.unlink()
    books = library(tmp_path, shelf, near)
    assert questions(books) == ["q1", "q2", "own"]
    assert list(books.candidates_for(["later-a", "later/mine"])) == ["later-a"]
    assert books.notices == ()
    assert read == []


def test_a_new_lesson_gives_facts_their_place(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "content")
    shelf.bank("bank", bank("bank", "q, fact: late-a"))
    books = library(tmp_path, shelf)
    assert books.candidates()[0].lesson == ""
    assert len(books.notices) == 1
    books.close()
    shelf.lesson("late", lesson("late"))
    books = library(tmp_path, shelf)
    assert books.candidates()[0].lesson == "late"
    assert [row.questions for row in books.lessons()] == [1]
    assert books.notices == ()
    books.close()
    (shelf.path / "lessons" / "late.yaml").unlink()
    assert library(tmp_path, shelf).candidates()[0].lesson == ""


def test_a_repaired_file_is_no_longer_broken(tmp_path: Path, shelf: Shelf) -> None:
    shelf.bank("later", bank("later", "q1, points: many"))
    assert library(tmp_path, shelf).notices
    shelf.bank("later", bank("later", "q1, points: 2"))
    books = library(tmp_path, shelf)
    assert books.notices == ()
    assert books.bank("later").questions == 1


def test_an_index_changed_piece_by_piece_is_one_made_at_once(tmp_path: Path, shelf: Shelf) -> None:
    near = Shelf(tmp_path / "near", rank=0)
    steps: list[Callable[[], object]] = [
        lambda: shelf.bank("b", bank("b", "x, fact: earlier-a", "y")),
        lambda: near.bank("b", bank("b", "x, fact: earlier-b, formerly: z")),
        lambda: shelf.lesson("03-third", lesson("third", "later")),
        (shelf.path / "lessons" / "01-later.yaml").unlink,
        lambda: shelf.bank("c", bank("c", "x, fact: later-a", "w, fact: third-a", head="formerly: b\n")),
        (near.path / "question_banks" / "b.yaml").unlink,
        lambda: shelf.bank("b", bank("b", "y", "x, fact: earlier-a")),
        lambda: shelf.lesson("01-later", lesson("later").replace("id: later-a", "id: later-c\n    formerly: later-a")),
    ]
    for number, step in enumerate(steps):
        step()
        with library(tmp_path, shelf, near) as grown:
            fresh = Library.open(tmp_path / f"fresh-{number}", [shelf.root, near.root])
            assert contents(grown.path) == contents(fresh.path)
            fresh.close()


def contents(index: Path) -> dict[str, list[tuple[object, ...]]]:
    """What other rooms see of an index."""
    db = sqlite3.connect(index)
    tables = {
        "fact": "id, lesson, position, questions, bank",
        "question_fact": "fact, bank, question, recall, position",
        "rename": "kind, old, new",
        "bank": "id, title, questions, ids",
        "bank_chunk": "bank, n, candidates",
        "lesson": "id, position, facts",
        "bank_lesson": "lesson, bank, questions",
        "meta": "key, value",
    }
    found = {name: sorted(db.execute(f"SELECT {columns} FROM {name}")) for name, columns in tables.items()}
    db.close()
    return found


# ------------------------------------------------------------------------------------------------------ several at once


def test_two_processes_at_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "content")
    for number in range(5):
        shelf.bank(f"b{number}", bank(f"b{number}", *(f"q{n}" for n in range(300))))
    program = (
        "import sys; from pathlib import Path; from learn.store.library import Library, Root\n"
        "for _ in range(5):\n"
        "    books = Library.open(Path(sys.argv[1]), [Root(Path(sys.argv[2]), 1)])\n"
        "    assert len(books.candidates()) == 1500 and not books.notices, books.notices\n"
        "    assert books.path.parent == Path(sys.argv[1])\n"
        "    books.close()\n"
        "    (Path(sys.argv[2]) / 'question_banks' / 'b0.yaml').touch()\n"
    )
    argv = [sys.executable, "-c", program, str(tmp_path / "cache"), str(shelf.path)]
    running = [subprocess.Popen(argv, stderr=subprocess.PIPE) for _ in range(4)]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, b"")


def test_libraries_of_other_folders_do_not_disturb_each_other(tmp_path: Path, shelf: Shelf, read: list[str]) -> None:
    one = library(tmp_path, shelf)
    other = Shelf(tmp_path / "other", rank=0)
    other.bank("later", bank("later", "theirs"))
    read.clear()
    two = library(tmp_path, shelf, other)
    assert read == ["later.yaml"]  # the new index began as a copy of the old one
    assert one.path != two.path
    assert (questions(one), questions(two)) == (["q1", "q2", "own"], ["theirs"])


def test_old_indexes_are_removed(tmp_path: Path, shelf: Shelf) -> None:
    for number in range(12):
        Library.open(tmp_path / "cache", [shelf.root, Root(tmp_path / f"empty-{number}", 2)]).close()
    assert len(list((tmp_path / "cache").iterdir())) <= 9


# --------------------------------------------------------------------------------------------------------- bad weather


def test_a_cache_that_cannot_be_written(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    books = library(tmp_path, shelf)
    assert questions(books) == ["q1", "q2", "own"]
    assert books.path.exists()
    books.close()
    assert not books.path.exists()


def test_without_a_cache(shelf: Shelf) -> None:
    with Library.open(None, [shelf.root]) as books:
        assert questions(books) == ["q1", "q2", "own"]
        folder = books.path.parent
    assert not folder.exists()


def test_nowhere_to_write(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(index_schema, "connect", refuse)
    with pytest.raises(StoreError):
        Library.open(None, [shelf.root])


@pytest.mark.parametrize("damage", ["garbage", "torn", "empty", "page", "foreign"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, shelf: Shelf, damage: str) -> None:
    books = library(tmp_path, shelf)
    path = books.path
    books.close()
    whole = path.read_bytes()
    foreign = sqlite3.connect(tmp_path / "foreign.db")
    foreign.execute("CREATE TABLE song (title TEXT)")
    foreign.close()
    path.write_bytes(
        {
            "foreign": (tmp_path / "foreign.db").read_bytes(),
            "garbage": b"no database at all, but long enough to look at " * 100,
            "torn": whole[: len(whole) // 2],
            "empty": b"",
            "page": whole[:4096] + b"\xff" * (len(whole) - 4096),
        }[damage]
    )
    again = library(tmp_path, shelf)
    assert again.path == path
    assert questions(again) == ["q1", "q2", "own"]


def test_damage_found_later_is_mended_as_well(tmp_path: Path, shelf: Shelf) -> None:
    all_settled(shelf)
    books = library(tmp_path, shelf)
    path = books.path
    page = books._db.execute("PRAGMA page_size").fetchone()[0]
    roots = dict(books._db.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage"))
    books.close()
    data = bytearray(path.read_bytes())
    place = (roots["chunk"] - 1) * page
    data[place : place + page] = b"\xff" * page
    path.write_bytes(data)
    again = library(tmp_path, shelf)
    assert again.question("later", "q1").id == "q1"
    assert library(tmp_path, shelf).question("later", "q2").id == "q2"


def test_an_index_of_other_code_is_not_trusted(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    first = library(tmp_path, shelf).path
    monkeypatch.setattr(index_schema, "fingerprint", lambda: "ffffffff")
    assert library(tmp_path, shelf).path != first


def test_the_cache_is_private(tmp_path: Path, shelf: Shelf) -> None:
    books = Library.open(tmp_path / "home" / "cache", [shelf.root])
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
    assert books.path.parent.stat().st_mode & 0o777 == 0o700


def test_no_folders_at_all(tmp_path: Path) -> None:
    books = Library.open(tmp_path / "cache", [Root(tmp_path / "nothing", 1)])
    assert (books.banks(), books.lessons(), books.candidates(), books.notices) == ([], [], [], ())


def test_the_store_can_attach_the_index(tmp_path: Path, shelf: Shelf) -> None:
    books = library(tmp_path, shelf)
    log = sqlite3.connect(":memory:", uri=True)
    log.execute("ATTACH ? AS library", (f"{books.path.absolute().as_uri()}?mode=ro",))
    log.execute("CREATE TABLE state (fact TEXT)")
    log.execute("INSERT INTO state VALUES ('later-a'), ('gone')")
    query = "SELECT DISTINCT s.fact FROM state AS s JOIN library.question_fact AS q ON q.fact = s.fact"
    assert log.execute(query).fetchall() == [("later-a",)]
    assert log.execute("SELECT id FROM library.fact WHERE questions > 0 ORDER BY position LIMIT 1").fetchall() == [
        ("later-a",)
    ]
    log.close()


def test_a_file_of_the_future_is_read_with_care(tmp_path: Path, shelf: Shelf) -> None:
    path = shelf.bank("later", bank("later", "q1"))
    ahead = time.time_ns() + 10**15
    os.utime(path, ns=(ahead, ahead))
    library(tmp_path, shelf).close()
    shelf.bank("later", bank("later", "q2"))
    os.utime(path, ns=(ahead, ahead))
    assert questions(library(tmp_path, shelf)) == ["q2"]
