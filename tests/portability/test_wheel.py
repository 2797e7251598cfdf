"""The wheel holds every file of the program and of what is shipped with it, byte for byte, and nothing else."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.beside_source import need_source
from tests.portability.wheel import ROOT, built

need_source()

SHIPPED = {"lessons": "learn/shipped/lessons", "question_banks": "learn/shipped/question_banks"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    with ZipFile(built(tmp_path_factory.mktemp("dist"))) as archive:
        return {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}


def source() -> dict[str, Path]:
    """Where each file of the wheel comes from."""
    folders = {"learn": "learn", **SHIPPED}
    found = {
        f"{there}/{path.relative_to(ROOT / here).as_posix()}": path
        for here, there in folders.items()
        for path in (ROOT / here).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert len(found) > 300
    return found


def test_every_file_is_in_the_wheel_as_it_is_here(wheel: dict[str, bytes]) -> None:
    missing = [name for name, path in source().items() if wheel.get(name) != path.read_bytes()]
    assert not missing


def test_nothing_else_is_in_the_wheel(wheel: dict[str, bytes]) -> None:
    assert not set(wheel) - set(source())


@pytest.mark.parametrize(
    "name",
    [
        "learn/py.typed",
        "learn/pages/style.css",
        "learn/publishing/page.js",
        "learn/publishing/page.css",
        "learn/publishing/noble-hashes.LICENSE",
        "learn/shipped/lessons/sources.yaml",
        "learn/shipped/lessons/LICENSE",
        "learn/shipped/question_banks/final-test.yaml",
    ],
)
def test_what_is_no_python_is_there(wheel: dict[str, bytes], name: str) -> None:
    assert name in wheel
