"""One learner on three machines: their logs, merged in any order and repeatedly, come to the same."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.cli.program import Program

QUIZZES = ("tides", "alliance-shifts", "vietnam-precedent")


def exported(program: Program, *options: str) -> str:
    """The machine's log as a file."""
    path = program.home.with_name(f"{program.home.name}.jsonl")
    ran = program.run("log", "export", "-o", str(path), "--force", *options)
    assert ran.code == 0, ran.err
    return str(path)


def answer_some(program: Program, quiz: str, day: int) -> None:
    """A few answers, right and wrong, and one taken back."""
    program.at(day).run("quiz", quiz, "--seed", str(day), "-n", "4", "--plain", stdin="1\n2\n1\n7\n2 1 3\n1\n1\n1\n")
    program.run("undo")
    program.run("review", "--plain", stdin="1\n1\n2\n1\n")


@pytest.fixture
def machines(learn: Program) -> list[Program]:
    """Three machines: the second and third begin with what the first had by then, names included."""
    answer_some(learn, "tides", day=0)
    begun = exported(learn, "--names")
    found = [learn]
    for n in (2, 3):
        other = Program(learn.home.with_name(f"machine-{n}"), learn.content)
        assert other.run("log", "merge", begun).code == 0
        found.append(other)
    for day, (program, quiz) in enumerate(zip(found, QUIZZES, strict=True), start=1):
        answer_some(program, quiz, day)
        answer_some(program, QUIZZES[day % 3], day + 3)
    return found


def state(program: Program) -> tuple[object, object, object]:
    """Everything that a learner sees of her memory and her past."""
    program.at(20)
    lessons = program.run("lessons", "--json").json
    return program.at(20).due(), program.history(), lessons


def test_any_order_gives_the_same(machines: list[Program], tmp_path: Path) -> None:
    files = [exported(machine, "--names") for machine in machines]
    states = []
    for n, order in enumerate(permutations(files)):
        merged = Program(tmp_path / f"merged-{n}", machines[0].content)
        for file in (*order, order[0], *order):  # and again, which changes nothing
            assert merged.run("log", "merge", file).code == 0
        states.append(state(merged))
        assert merged.run("doctor").code == 0
        assert merged.run("log", "verify").code == 0
    assert all(one == states[0] for one in states)
    assert len(states[0][1]) > 12  # type: ignore[arg-type]


def test_each_machine_ends_with_the_same(machines: list[Program]) -> None:
    files = [exported(machine) for machine in machines]
    for machine in machines:
        assert machine.run("log", "merge", *files).code == 0
    assert state(machines[0]) == state(machines[1]) == state(machines[2])


def test_all_at_once_and_from_stdin(machines: list[Program], tmp_path: Path) -> None:
    files = [exported(machine, "--names") for machine in machines]
    one, other = (Program(tmp_path / name, machines[0].content) for name in ("one", "other"))
    one.run("log", "merge", *files)
    for file in files:
        other.run("log", "merge", "-", stdin=Path(file).read_text(encoding="utf-8"))
    assert state(one) == state(other)


def test_an_own_log_without_a_name_becomes_the_own_one_on_a_new_machine(after: Program, tmp_path: Path) -> None:
    """Names do not travel by themselves; where nobody has answered yet, the answers of one learner are one's own."""
    new = Program(tmp_path / "new", after.content)
    ran = new.run("log", "merge", exported(after))
    assert ran.code == 0
    assert "these answers are now those of 'ada'" in ran.out
    assert new.history() == after.history()
    assert new.at(3).due() == after.at(3).due()


def test_a_class_is_not_taken_for_oneself(after: Program, tmp_path: Path) -> None:
    after.run("quiz", "tides", "-n", "1", "--plain", "--learner", "grace", stdin="1\n")
    new = Program(tmp_path / "new", after.content)
    new.run("log", "merge", exported(after, "--everyone"))
    assert new.history() == []


@pytest.fixture
def two(learn: Program, tmp_path: Path) -> tuple[Program, Program]:
    """Who answered on two machines before their logs ever met."""
    other = Program(tmp_path / "other", learn.content)
    learn.run("quiz", "tides", "--kind", "choice", "--plain", stdin="1\n1\n1\n")
    other.run("quiz", "alliance-shifts", "--kind", "choice", "-n", "3", "--plain", stdin="1\n1\n1\n")
    return learn, other


@pytest.mark.parametrize(("export", "merge"), [(("--names",), ()), ((), ("--mine",))])
def test_who_began_on_two_machines_has_one_memory(
    two: tuple[Program, Program], export: tuple[str, ...], merge: tuple[str, ...]
) -> None:
    """Under one name, or by her own word."""
    one, other = two
    answers = len(one.history()) + len(other.history())
    files = exported(one, *export), exported(other, *export)
    for program, file in ((other, files[0]), (one, files[1])):
        assert program.run("log", "merge", file, *merge).code == 0
    assert len(one.history()) == answers
    assert state(one) == state(other)
    assert one.run("doctor").code == 0


def test_who_merges_a_nameless_log_is_told_how_to_make_it_her_own(two: tuple[Program, Program]) -> None:
    one, other = two
    file = exported(other)
    assert "learn log merge --mine FILE" in one.run("log", "merge", file).out
    assert len(one.history()) == 3
    assert "--mine" not in one.run("log", "merge", "--mine", file).out
    assert len(one.history()) > 3


def test_a_class_cannot_be_claimed(after: Program, tmp_path: Path) -> None:
    after.run("quiz", "tides", "-n", "1", "--plain", "--learner", "grace", stdin="1\n")
    ran = Program(tmp_path / "new", after.content).run("log", "merge", "--mine", exported(after, "--everyone"))
    assert ran.code == 2
    assert "the answers of 2 learners" in ran.err
