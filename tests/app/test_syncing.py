"""Three machines and a folder between them: whatever happens on the way, all end with the same and nothing is lost."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.app import App
from learn.app.syncing import Synced, again, days_since_sync, remembered, sync
from learn.events import AnswerBody, RetractBody
from learn.problems import NotFound, UsageError
from learn.store.digest import digest
from tests.store.histories import answer

FACTS = ("alliance", "dispatch", "vietnam", "hedging", "drone")


class Machine:
    """A home of the learner, on a clock that is given in days."""

    def __init__(self, home: Path, learner: str = "ada") -> None:
        self.home = home
        self.learner = learner
        self.recorded: list[str] = []

    def app(self, day: int) -> App:
        moment = f"2026-{1 + day // 28 % 12:02d}-{1 + day % 28:02d}T10:00:00+09:00"
        return App({"home": self.home, "learner": self.learner}, env={"LEARN_NOW": moment})

    def answer(self, day: int, body: AnswerBody) -> None:
        with self.app(day) as app:
            self.recorded.append(app.record([body])[0].id)

    def sync(self, folder: Path, day: int, mine: bool = True) -> Synced:
        with self.app(day) as app:
            return sync(app, folder, mine=mine)

    def digest(self) -> object:
        with self.app(0) as app:
            return digest(app.store)

    def events(self) -> set[str]:
        with self.app(0) as app:
            return {row.event for row in app.store.history(app.learner)}


def half(path: Path, rng: Random) -> None:
    """A copy that broke off somewhere."""
    whole = path.read_bytes()
    path.write_bytes(whole[: rng.randrange(len(whole) + 1)])


def mischief(folder: Path, rng: Random) -> None:
    """What carriers of files do to them: cut, duplicate under another name, bring back an old one, lose."""
    files = sorted(folder.glob("*.learnlog"))
    if not files:
        return
    file = rng.choice(files)
    match rng.randrange(5):
        case 0:
            half(file, rng)
        case 1:
            copy = folder / f"{file.stem[:36]}.sync-conflict-2026-{rng.randrange(9)}.learnlog"
            copy.write_bytes(file.read_bytes())
        case 2:
            (folder / f".{file.name}.tmp").write_bytes(file.read_bytes()[:100])
        case 3:
            file.unlink()
        case _:
            file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-2]))


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_200_random_days_with_crashes_and_broken_files(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    rng = Random(seed)
    base = tmp_path_factory.mktemp("sync")
    folder = base / "shared"
    folder.mkdir()
    machines = [Machine(base / name) for name in ("laptop", "desktop", "tablet")]
    for day in range(200):
        machine = rng.choice(machines)
        for n in range(rng.randrange(3)):
            machine.answer(day, answer(rng.choice(FACTS), rng.choice((0.0, 1.0)), n=n + 1))
        if rng.random() < 0.5:
            machine.sync(folder, day)
        if rng.random() < 0.1:
            (machine.home / "sync.json").unlink(missing_ok=True)  # a crash before the note was written
        if rng.random() < 0.4:
            mischief(folder, rng)
    for _ in range(2):
        for machine in machines:
            machine.sync(folder, 200)
    written = {event for machine in machines for event in machine.recorded}
    assert all(machine.events() == written for machine in machines)
    assert len({machine.digest() for machine in machines}) == 1
    assert not any(machine.sync(folder, 201).written for machine in machines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


def test_a_machine_that_has_nothing_takes_what_is_there_as_its_own(tmp_path: Path, folder: Path) -> None:
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other")
    one.answer(1, answer("alliance"))
    assert one.sync(folder, 1).written
    found = other.sync(folder, 2, mine=False)
    assert (found.added, found.troubles) == (1, [])
    with other.app(2) as app:
        assert [state.fact for state in app.store.all_states(app.learner)] == ["alliance"]


def test_someone_elses_folder_is_refused(tmp_path: Path, folder: Path) -> None:
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other", "bob")
    one.answer(1, answer("alliance"))
    other.answer(1, answer("drone"))
    one.sync(folder, 1)
    with pytest.raises(UsageError, match="not known to be those of 'bob'"):
        other.sync(folder, 2, mine=False)
    assert other.sync(folder, 2, mine=True).added == 1
    assert other.sync(folder, 3, mine=False).added == 0  # known from now on


def test_the_rest_of_a_half_copied_file_comes_with_the_next_sync(tmp_path: Path, folder: Path) -> None:
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other")
    for n in (1, 2, 3):
        one.answer(n, answer("alliance", n=n))
    one.sync(folder, 3)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    first = other.sync(folder, 4)
    assert (first.added, first.waiting) == (2, [file.name])
    file.write_bytes(whole)
    second = other.sync(folder, 5)
    assert (second.added, second.waiting) == (1, [])


def test_a_line_that_is_none_is_told_and_the_rest_taken(tmp_path: Path, folder: Path) -> None:
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other")
    for n in (1, 2):
        one.answer(n, answer("alliance", n=n))
    one.sync(folder, 2)
    (file,) = folder.iterdir()
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([lines[0], b"{}\n", *lines[1:]]))
    found = other.sync(folder, 3)
    assert found.added == 2
    assert found.troubles[0].startswith(f"{file.name}: line 2: ")


def test_names_travel_only_when_told(tmp_path: Path, folder: Path) -> None:
    machine = Machine(tmp_path / "one", "Ada Lovelace")
    machine.answer(1, answer("alliance"))
    machine.sync(folder, 1)
    (file,) = folder.iterdir()
    assert b"Ada" not in file.read_bytes()
    with machine.app(2) as app:
        sync(app, folder, names=True)
    assert b"Ada Lovelace" in file.read_bytes()


def test_what_was_taken_back_and_forgotten_travels(tmp_path: Path, folder: Path) -> None:
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other")
    one.answer(1, answer("alliance"))
    with one.app(1) as app:
        app.record([RetractBody(target=one.recorded[0])])
    one.sync(folder, 1)
    other.sync(folder, 2)
    with other.app(2) as app:
        assert [row.retracted for row in app.store.history(app.learner)] == [True]


def test_a_file_only_grows(tmp_path: Path, folder: Path) -> None:
    machine = Machine(tmp_path / "one")
    before = b""
    for n in range(1, 5):
        machine.answer(n, answer("alliance", n=n))
        machine.sync(folder, n)
        (file,) = folder.iterdir()
        assert file.read_bytes().startswith(before)
        before = file.read_bytes()


def test_the_last_folder_is_remembered(tmp_path: Path, folder: Path) -> None:
    machine = Machine(tmp_path / "one")
    machine.answer(1, answer("alliance"))
    with machine.app(1) as app:
        assert days_since_sync(app) is None
        with pytest.raises(UsageError, match="which folder"):
            again(app, None, names=False)
    machine.sync(folder, 1)
    with machine.app(11) as app:
        assert again(app, None, names=False) == (folder.resolve(), False)
        assert days_since_sync(app) == 9
        (machine.home / "sync.json").write_bytes(b"{broken")
        assert remembered(app).folder == ""


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such folder"):
        Machine(tmp_path / "one").sync(tmp_path / "gone", 1)
