"""Names that Windows keeps for devices: no file is made under one, on any system, and the remedy is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from learn.app.files import new_file, replace_file
from learn.problems import UsageError
from learn.store.files import create_private, private_folder, refuse_device
from tests.cli.program import Program

RESERVED = ["CON", "nul", "aux.yaml", "Prn.tar.gz", "com1.csv", "LPT9", "COM².txt", "nul .txt", "CONIN$", "conout$.log"]
FREE = ["console", "null", "auxiliary.yaml", "com.csv", "com10", "lpt", "my.con", "con-1.yaml", ".nul", "a con.txt"]


@pytest.fixture
def learn(tmp_path: Path) -> Program:
    return Program(tmp_path / "home")


@pytest.mark.parametrize("name", RESERVED)
def test_nothing_is_made_under_a_reserved_name(name: str, tmp_path: Path) -> None:
    makers: list[Callable[[], object]] = [
        lambda: replace_file(tmp_path / name, b"x"),
        lambda: new_file(tmp_path / name, b"x", force=True),
        lambda: private_folder(tmp_path / name / "within"),
    ]
    for make in makers:
        with pytest.raises(UsageError, match="Windows keeps it for a device"):
            make()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FREE)
def test_names_that_only_look_like_one_are_free(name: str, tmp_path: Path) -> None:
    refuse_device(tmp_path / name)
    replace_file(tmp_path / name, b"x")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_remedy_is_free(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        refuse_device(tmp_path / "Aux.tar.gz")
    assert told.value.hint == "choose another name, such as Aux-1.tar.gz"
    refuse_device(tmp_path / "Aux-1.tar.gz")


def test_what_is_there_already_can_be_written(tmp_path: Path) -> None:
    create_private(tmp_path / "aux.yaml")
    replace_file(tmp_path / "aux.yaml", b"new")
    assert (tmp_path / "aux.yaml").read_bytes() == b"new"


@pytest.mark.parametrize(
    "arguments",
    [
        ["bank", "new", "aux", "--title", "Aux"],
        ["bank", "new", "planets", "--title", "Planets", "-o", "{home}/Nul.yaml"],
        ["bank", "export", "vietnam-precedent", "--to", "csv", "-o", "{home}/com3.csv"],
        ["bank", "print", "vietnam-precedent", "-o", "{home}/prn.md"],
        ["log", "export", "-o", "{home}/con.jsonl"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_the_commands_refuse_with_a_remedy(arguments: list[str], learn: Program) -> None:
    ran = learn.run(*(one.format(home=learn.home) for one in arguments))
    assert ran.code == 2, ran
    assert "Windows keeps it for a device" in ran.err
    assert "such as" in ran.err


def test_a_backup_is_not_made_under_a_reserved_name(learn: Program) -> None:
    learn.run("quiz", "vietnam-precedent", "--kind", "choice", "-n", "1", "--plain", stdin="1\n")
    ran = learn.run("backup", str(learn.home / "lpt1.db"))
    assert (ran.code, "Windows keeps it for a device" in ran.err) == (2, True)
    assert not (learn.home / "lpt1.db").exists()
