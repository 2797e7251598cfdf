"""The modules and tests that mutation testing names are there."""

from tests.beside_source import ROOT, need_source
from tests.mutants.rooms import ROOMS

need_source()


def test_every_module_and_test_that_a_room_names_is_there() -> None:
    for room in ROOMS.values():
        for stem in room.only.split():
            assert (ROOT / room.folder / f"{stem}.py").is_file(), stem
        for argument in room.tests:
            assert (ROOT / argument.removeprefix("--ignore=")).exists(), argument
