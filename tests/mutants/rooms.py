"""Which modules of a room are mutated, and by which of its tests the mutants are to be noticed."""

from pathlib import Path

from msgspec import Struct

LOG = (
    "append apart codec derive facts following judgement learners lines log marks merge partition projector renames "
    "sessions settings taking_in verify wire writer"
)
"""What an answer passes through in the store: recording, folding, merging, checking."""


class Room(Struct, frozen=True):
    """A folder of modules (only some of them, where `only` names them) and what pytest is to collect for it."""

    folder: Path
    tests: tuple[str, ...]
    only: str = ""

    @property
    def modules(self) -> list[Path]:
        """The modules to mutate."""
        wanted = self.only.split()
        return [path for path in sorted(self.folder.glob("*.py")) if not wanted or path.stem in wanted]


ROOMS = {
    "memory": Room(Path("learn/memory"), ("tests/memory",)),
    "session": Room(Path("learn/session"), ("tests/session",)),
    "kinds": Room(Path("learn/kinds"), ("tests/kinds", "tests/test_interactions.py")),
    "store": Room(
        Path("learn/store"),
        (
            "tests/store",
            "tests/classroom/test_class_store.py",
            *(f"--ignore=tests/store/test_{name}.py" for name in ("library", "library_cache", "processes")),
        ),
        LOG,
    ),
}
