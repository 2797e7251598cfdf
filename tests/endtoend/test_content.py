"""Banks of one's own, by path and by folder; several learners in one home; banks that change."""

from pathlib import Path

import pytest

from tests.cli.content import BANK
from tests.cli.program import Program
from tests.endtoend.dialogue import Dialogue

OWN = BANK.replace("bank: tides", "bank: own").replace("lesson: tides\n", "").replace("    fact: ", "    # ")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A bank whose questions are facts of their own."""
    path = tmp_path / "bank.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_a_bank_by_its_path(learn: Program, own: Path) -> None:
    ran = learn.run("quiz", str(own), "--kind", "choice", "--plain", stdin="1\n1\n1\n")
    assert ran.code == 0
    assert "100%, 3 of 3 points" in ran.out
    assert {one["question"].split("/")[0] for one in learn.history()} == {"own"}
    assert {(fact["fact"], fact["lesson"]) for fact in learn.due()["facts"]} == {
        ("own/what-pulls", ""),
        ("own/how-often", ""),
        ("own/in-line", ""),
    }


def test_a_bank_by_a_relative_path_without_yaml_at_its_end(learn: Program, own: Path) -> None:
    own.with_suffix("").write_text(OWN, encoding="utf-8")
    ran = learn.shell(f"cd {own.parent} && learn quiz ./bank -n 1 --plain")
    assert ran.code == 0
    assert "Question 1 of 1" in ran.out


def test_several_banks_at_once(learn: Program, own: Path) -> None:
    ran = learn.run("quiz", "tides", str(own), "-n", "12", "--plain")
    assert "12 questions" in ran.out


def test_a_session_on_a_file_is_resumed_from_where_the_file_lies(learn: Program, own: Path) -> None:
    learn.run("quiz", str(own), "--kind", "choice", "--seed", "1", "--plain", stdin="1\n")
    folder = own.parent / "more" / "question_banks"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    ran = learn.run("resume", "--content", str(folder.parent), "--plain", stdin="1\n1\n")
    assert "Question 2 of 3" in ran.out
    assert "3 of 3 points" in ran.out


def test_a_session_whose_bank_is_gone_says_so(learn: Program, own: Path) -> None:
    learn.run("quiz", str(own), "--kind", "choice", "--plain", stdin="1\n")
    own.unlink()
    ran = learn.run("resume")
    assert ran.code == 4
    assert "own" in ran.err
    assert len(learn.history()) == 1


def test_facts_whose_bank_is_gone_stay_known_and_are_not_asked(learn: Program, own: Path) -> None:
    learn.run("quiz", str(own), "--kind", "choice", "--plain", stdin="1\n1\n1\n")
    own.unlink()
    learn.at(30)
    assert len(learn.due()["facts"]) == 3
    assert learn.due()["due"] == 0
    assert learn.run("review").code == 0
    assert learn.run("stats").code == 0
    assert learn.run().code == 0


def test_an_edited_text_resets_nothing(learn: Program, own: Path) -> None:
    learn.run("quiz", str(own), "--kind", "choice", "--plain", stdin="1\n1\n1\n")
    before = learn.due()["facts"]
    own.write_text(OWN.replace("What pulls at the sea?", "What is it that pulls at the sea?"), encoding="utf-8")
    ran = learn.run("quiz", str(own), "--kind", "choice", "-n", "3", "--seed", "2", "--plain")
    assert ran.code == 0
    assert learn.due()["facts"] == before


def test_a_renamed_question_keeps_its_memory(learn: Program, own: Path) -> None:
    learn.run("quiz", str(own), "--kind", "choice", "--plain", stdin="1\n1\n1\n")
    renamed = OWN.replace("id: what-pulls\n", "id: the-pull\n    formerly: what-pulls\n")
    folder = own.parent / "more" / "question_banks"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(renamed, encoding="utf-8")
    facts = learn.run("due", "--json", "--content", str(folder.parent)).json["facts"]
    assert {fact["fact"]: fact["reviews"] for fact in facts} == {
        "own/the-pull": 1,
        "own/how-often": 1,
        "own/in-line": 1,
    }


def test_the_home_is_a_content_folder_too(learn: Program) -> None:
    (learn.home / "question_banks").mkdir()
    (learn.home / "question_banks" / "own.yaml").write_text(OWN, encoding="utf-8")
    assert "Question 1 of 6" in learn.run("quiz", "own").out


def test_the_nearer_of_two_banks_with_one_id_is_used_with_a_notice(learn: Program, own: Path) -> None:
    own.write_text(BANK.replace("What pulls at the sea?", "What tugs at the sea?"), encoding="utf-8")
    ran = learn.run("quiz", str(own), "--kind", "choice", "-n", "3", "--plain", stdin="1\n1\n1\n")
    assert "What tugs at the sea?" in ran.out
    assert ran.err.count("learn: The bank tides is taken from") == 1


def test_each_learner_has_a_memory_of_her_own(learn: Program) -> None:
    learn.run("quiz", "tides", "--kind", "choice", "--plain", stdin="1\n1\n1\n")
    learn.run("quiz", "tides", "-n", "1", "--plain", "--learner", "grace", stdin="2\n")
    assert len(learn.history()) == 3
    assert [len(learn.run("due", "--json", "--learner", name).json["facts"]) for name in ("ada", "grace", "hedy")] == [
        3,
        1,
        0,
    ]
    assert {one["learner"] for one in learn.run("history", "--json", "--everyone").lines} == {"ada", "grace"}
    assert learn.run("resume", "--learner", "hedy").code == 4
    assert "Again" in learn.run("resume", "--learner", "grace").out


def test_a_forgotten_learner_leaves_the_others(learn: Program) -> None:
    learn.run("quiz", "tides", "-n", "1", "--plain", stdin="1\n")
    learn.run("quiz", "tides", "-n", "1", "--plain", "--learner", "grace", stdin="1\n")
    grace = next(one for one in learn.run("log", "export", "--learner", "grace").lines if "learner" in one)["learner"]
    beside = learn.home / "cache"
    assert any(grace in path.read_bytes().decode("latin-1") for path in beside.iterdir())
    assert learn.run("log", "forget", "--yes", "--learner", "grace").code == 0
    assert not any(grace in path.read_bytes().decode("latin-1") for path in beside.iterdir())
    assert len(learn.run("history", "--json", "--everyone").lines) == 1
    assert b"grace" not in (learn.home / "learn.db").read_bytes()
    assert learn.run("doctor").code == 0


def test_study_reads_then_asks_one_question_on_each_fact(learn: Program) -> None:
    ran = learn.run("study", "--plain", stdin="1\n1\n1\n")
    assert "The **Moon** pulls at the sea." in ran.out or "The Moon pulls at the sea." in ran.out
    assert ran.out.index("spring tide") < ran.out.index("Question 1 of 3")
    assert "3 of 3 points" in ran.out
    assert next(one for one in learn.run("lessons", "--json").lines[0] if one["lesson"] == "tides")["read"]
    assert "Soldiers for Russia" in learn.run().out


def test_a_lesson_that_was_read_is_not_shown_again(learn: Program) -> None:
    learn.run("study", "tides", "--plain")
    ran = learn.run("study", "tides", "--plain")
    assert "You have read this lesson; `learn read tides` shows it again." in ran.out
    assert "Why the sea rises and falls" not in ran.out


def test_study_over_json_lines_prints_json_alone(learn: Program) -> None:
    with Dialogue(learn, "study", "tides") as dialogue:
        assert dialogue.until("question")["n"] == 1
        assert dialogue.leave() == 0
