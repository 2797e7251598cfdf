"""What a learner can do beside answering: hint, guess, skip, undo, correct, flag, leave and come back."""

import pytest

from tests.cli.program import Program
from tests.endtoend.dialogue import Dialogue
from tests.endtoend.screens import in_terminal
from tests.terminal.screen import ENTER

QUIZ = ("quiz", "tides", "--kind", "choice", "--seed", "1")
RIGHT, WRONG = {"answer": 0}, {"answer": 1}


def questions(program: Program) -> list[str]:
    """The questions of the answers that stand, oldest first."""
    return [one["question"] for one in program.history() if not one["retracted"]]


# -- leaving and coming back ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["end of input", "/quit"])
def test_resume_goes_on_with_the_question_that_was_open(learn: Program, how: str) -> None:
    first = learn.run(*QUIZ, "--plain", stdin="1\n" + ("/quit\n" if how == "/quit" else ""))
    assert first.code == 0
    assert "Stopped here. Go on with: learn resume" in first.out
    open_question = first.out.split("Question 2 of 3, Tides.\n")[1].split("\n\n")[0]
    rest = learn.run("resume", "--plain", stdin="1\n1\n")
    assert rest.out.split("Question 2 of 3, Tides.\n")[1].startswith(open_question)
    assert len(set(questions(learn))) == 3
    assert learn.run("resume").code == 4


def test_a_session_can_be_resumed_in_another_way_than_it_was_begun(learn: Program) -> None:
    learn.run(*QUIZ, "--plain", stdin="1\n")
    with Dialogue(learn, "resume") as dialogue:
        assert dialogue.until("session")["answered"] == 1
        assert dialogue.until("question")["n"] == 2
        dialogue.ask("question", **RIGHT)
        assert dialogue.ask("finished", **RIGHT)["points"] == 3.0


def test_a_session_can_be_named(learn: Program) -> None:
    learn.run(*QUIZ, "--plain", stdin="1\n")
    older = learn.history()[0]["session"]
    learn.run("quiz", "tides", "--tag", "names", "--plain", stdin="1\n")
    assert "Question 2 of 3" in learn.run("resume", "--session", older, "--plain").out
    assert "Question 2 of 2" in learn.run("resume", "--plain").out


def test_a_new_quiz_begins_also_while_one_is_paused(learn: Program) -> None:
    learn.run(*QUIZ, "--plain", stdin="1\n")
    assert "Question 1 of 3" in learn.run(*QUIZ, "--plain").out


def test_skipped_questions_come_at_the_end_and_twice_skipped_ones_not(learn: Program) -> None:
    with Dialogue(learn, *QUIZ) as dialogue:
        assert dialogue.until("question")["n"] == 1
        assert dialogue.ask("question", command="skip")["n"] == 2
        assert dialogue.ask("question", **RIGHT)["n"] == 3
        assert dialogue.ask("question", **RIGHT)["n"] == 1
        end = dialogue.ask("finished", command="skip")
    assert (end["points"], end["max"], end["answered"]) == (2.0, 3.0, 2)


# -- taking back ---------------------------------------------------------------------------------------------------


def test_undo_in_a_session_opens_the_question_again(learn: Program) -> None:
    with Dialogue(learn, *QUIZ) as dialogue:
        first = dialogue.until("question")
        dialogue.ask("question", **WRONG)
        again = dialogue.ask("question", command="undo")
        assert (again["n"], again["question"], again["interaction"]) == (1, first["question"], first["interaction"])
        dialogue.ask("question", **RIGHT)
        dialogue.ask("question", **RIGHT)
        assert dialogue.ask("finished", **RIGHT)["percent"] == 100.0
    assert [one["retracted"] for one in learn.history()] == [True, False, False, False]
    assert next(fact for fact in learn.due()["facts"] if fact["fact"] == "moon-pulls")["reviews"] == 1


def test_undo_from_outside_reopens_the_session(learn: Program) -> None:
    learn.run(*QUIZ, "--plain", stdin="1\n1\n1\n")
    assert learn.run("resume").code == 4
    taken = learn.run("undo")
    assert taken.out == f"Taken back: your answer to {learn.history()[-1]['question']}. `learn resume` asks it again.\n"
    assert len(learn.due()["facts"]) == 2
    assert "Question 3 of 3" in learn.run("resume", "--plain", stdin="1\n").out
    assert len(learn.due()["facts"]) == 3
    assert learn.run("doctor").code == 0


def test_undo_goes_back_answer_by_answer(learn: Program) -> None:
    learn.run(*QUIZ, "--plain", stdin="1\n1\n1\n")
    for left in (2, 1, 0):
        learn.run("undo")
        assert len(questions(learn)) == left
        assert len(learn.due()["facts"]) == left
    assert learn.run("undo").code == 4
    assert learn.run("doctor").code == 0


def test_undo_ahead_of_the_end_by_pipe(learn: Program) -> None:
    """A line that is there already when the last verdict is shown."""
    ran = learn.process(*QUIZ, "--plain", stdin="1\n1\n2\n/undo\n1\n")
    assert ran.out.count("Taken back: the question is open again.") == 1
    assert "100%, 3 of 3 points" in ran.out
    assert [one["retracted"] for one in learn.history()] == [False, False, True, False]


def test_undo_on_the_final_screen(learn: Program) -> None:
    with in_terminal(learn, *QUIZ) as terminal:
        for _ in range(3):
            terminal.until("q quit")
            terminal.send("1")
            terminal.until("enter go on")
            terminal.send(ENTER)
            terminal.until(lambda text: "enter go on" not in text)
        terminal.until("enter leave")
        terminal.send("u")
        terminal.until("Taken back")
        terminal.until("q quit")
        terminal.send("1")
        terminal.until("enter go on")
        terminal.send(ENTER)
        terminal.until("enter leave")
        terminal.send(ENTER)
        assert terminal.ended() == 0
    assert [one["retracted"] for one in learn.history()] == [False, False, True, False]
    assert learn.run("resume").code == 4
    assert learn.run("doctor").code == 0


def test_a_session_undone_on_its_final_screen_and_left_can_be_resumed(learn: Program) -> None:
    with in_terminal(learn, *QUIZ, "-n", "1") as terminal:
        terminal.until("q quit")
        terminal.send("1")
        terminal.until("enter go on")
        terminal.send(ENTER)
        terminal.until("enter leave")
        terminal.send("u")
        terminal.until("Taken back")
        terminal.until("q quit")
        terminal.send("q")
        assert terminal.ended() == 0
    assert "Question 1 of 1" in learn.run("resume").out


# -- what else there is to say -------------------------------------------------------------------------------------


def test_an_override_counts_as_right_and_calls_its_comeback_off(learn: Program) -> None:
    with Dialogue(learn, *QUIZ) as dialogue:
        dialogue.until("question")
        dialogue.ask("question", **WRONG)
        dialogue.say(command="override")
        dialogue.ask("question", **RIGHT)
        end = dialogue.ask("finished", **RIGHT)
    assert (end["percent"], len(dialogue.said("question"))) == (100.0, 3)
    history = learn.history()
    assert [(one["score"], one["overridden"]) for one in history] == [(1.0, True), (1.0, False), (1.0, False)]
    assert learn.run("doctor").code == 0


def test_a_right_answer_cannot_be_overridden(learn: Program) -> None:
    with Dialogue(learn, *QUIZ) as dialogue:
        dialogue.until("question")
        dialogue.ask("question", **RIGHT)
        assert dialogue.ask("error", command="override")["message"]


def test_a_flag_goes_into_the_log_with_its_remark(learn: Program) -> None:
    with Dialogue(learn, *QUIZ) as dialogue:
        asked = dialogue.until("question")["question"]
        dialogue.ask("notice", command="flag", remark="The moon is made of cheese.")
        dialogue.ask("verdict", **RIGHT)
        dialogue.leave()
    flags = [event["body"] for event in learn.run("log", "export").lines[1:] if event["type"] == "flag"]
    assert [(f"{body['bank']}/{body['question']}", body["remark"]) for body in flags] == [
        (asked, "The moon is made of cheese.")
    ]


def test_a_hint_is_shown_once_asked_for_and_weakens_the_evidence(learn: Program) -> None:
    other = learn.copy(learn.home.with_name("other"))
    with Dialogue(learn, *QUIZ) as dialogue:
        assert dialogue.until("question")["hint"]
        assert dialogue.ask("hint", command="hint")["text"] == "You see it at night."
        dialogue.ask("verdict", **RIGHT)
        dialogue.leave()
    other.run(*QUIZ, "--plain", stdin="1\n")
    assert learn.history()[0]["hint"]
    assert learn.due()["facts"][0]["stability"] < other.due()["facts"][0]["stability"]


def test_a_question_without_a_hint_says_so(learn: Program) -> None:
    with Dialogue(learn, "quiz", "tides", "--tag", "names") as dialogue:
        assert not dialogue.until("question")["hint"]
        assert dialogue.ask("error", command="hint")["message"]


@pytest.mark.parametrize("lines", ["/guess\n1\n", "/g\n1\n"])
def test_a_guess_is_no_knowledge(learn: Program, lines: str) -> None:
    other = learn.copy(learn.home.with_name("other"))
    learn.run(*QUIZ, "--plain", stdin=lines)
    other.run(*QUIZ, "--plain", stdin="1\n")
    assert learn.history()[0]["guessed"]
    assert learn.history()[0]["correct"]
    assert learn.due()["facts"][0]["stability"] < other.due()["facts"][0]["stability"] / 2


def test_without_schedule_answers_are_kept_and_memory_left_alone(learn: Program) -> None:
    learn.run(*QUIZ, "--no-schedule", "--plain", stdin="1\n1\n1\n")
    assert len(learn.history()) == 3
    assert learn.due()["facts"] == []


def test_malformed_lines_leave_the_question_open(learn: Program) -> None:
    with Dialogue(learn, *QUIZ) as dialogue:
        dialogue.until("question")
        for line in ({"answer": 9}, {"answer": "A"}, {"answer": None}, {"command": "dance"}, {"nothing": 1}):
            assert dialogue.ask("error", **line)["message"]
        dialogue.ask("verdict", **RIGHT)
        dialogue.leave()
    assert len(dialogue.said("question")) == 2
    assert len(learn.history()) == 1
