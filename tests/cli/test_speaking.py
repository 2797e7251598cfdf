"""Questions read aloud, and extra time."""

import shlex
import sys
from pathlib import Path

import pytest
from msgspec import structs

from learn.interactions import Gaps, PickOne
from learn.session.asker import Asked, Feedback
from learn.terminal.speaking import Voice, feedback_aloud, question_aloud
from learn.verdict import Verdict
from tests.cli.program import Program

VOICE = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + '---\\n')"


def voice(path: Path) -> str:
    """A program that writes down what it is to say."""
    return shlex.join([sys.executable, "-c", VOICE, str(path)])


def test_the_end_is_heard_to_its_last_word(learn: Program, tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    learn.run("config", "set", "speak", voice(said))
    ran = learn.process("quiz", "tides", "--kind", "choice", "-n", "1", "--seed", "1", "--plain", stdin="1\n")
    assert ran.code == 0
    assert said.read_text(encoding="utf-8").split("---\n")[-2].startswith("100%, 1 of 1 points.\n")


def test_what_is_said_of_a_question() -> None:
    asked = Asked(
        n=3, of=10, question="tides/q", kind="choice", ask="What pulls?", interaction=PickOne(("The Moon", "Fish"))
    )
    assert question_aloud(asked) == "Question 3 of 10.\nWhat pulls?\n1: The Moon.\n2: Fish.\n"
    gaps = structs.replace(asked, ask="", interaction=Gaps(text="The ____ pulls.", gaps=1))
    assert question_aloud(gaps) == "Question 3 of 10.\nThe (gap 1) pulls.\n"


def test_what_is_said_of_a_verdict() -> None:
    asked = Asked(n=1, of=1, question="tides/q", kind="choice", ask="?", interaction=PickOne(("The Moon", "Fish")))
    verdict = Verdict(score=0.0, expected="The Moon")
    said = feedback_aloud(Feedback(n=1, asked=asked, response=1, verdict=verdict, recorded="x", explain="It is near."))
    assert said == "Wrong.\nYou answered: Fish.\nRight answer: The Moon.\nIt is near.\n"


@pytest.mark.parametrize(("own", "lang"), [("lang: de-CH\n", "de-CH"), ("", "")])
def test_a_voice_is_told_the_language_of_the_bank(
    learn: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str, lang: str
) -> None:
    bank = tmp_path / "seas.yaml"
    bank.write_text(f"bank: seas\n{own}questions:\n  - {{id: a, kind: card, front: Meer?, back: ja}}\n", "utf-8")
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(Voice, "say", lambda _, text, lang="": said.append((text.splitlines()[0], lang)))
    assert learn.run("quiz", str(bank), "--plain", stdin="\ny\n", LEARN_SPEAK="voice -v {lang}").code == 0
    assert said == [("Question 1 of 1.", lang), ("You knew it.", lang), ("100%, 1 of 1 points.", "")]


def test_the_language_stands_where_the_command_wants_it(tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    script = "import sys; open(sys.argv[1], 'a').write(sys.argv[2])"
    speak = Voice(shlex.join([sys.executable, "-c", script, str(told), "{lang}"]))
    for lang in ("de-CH", ""):
        speak.say("Meer?", lang)
        speak.finish()
    assert told.read_text(encoding="utf-8") == "de-CHen"


def test_marks_are_not_spelled() -> None:
    asked = Asked(
        n=1, of=1, question="t/q", kind="choice", ask="Is **this** `x`?", interaction=PickOne(("a · b", "a_b"))
    )
    assert question_aloud(asked) == "Question 1 of 1.\nIs this x?\n1: a; b.\n2: a_b.\n"
    words = structs.replace(asked, ask="", interaction=Gaps(text="The ____.", gaps=1, words=("Moon", "Sun")))
    assert question_aloud(words) == "Question 1 of 1.\nThe (gap 1).\n1: Moon.\n2: Sun.\n"


def test_a_voice_that_is_not_there_is_named(learn: Program) -> None:
    ran = learn.run("quiz", "tides", "--plain", LEARN_SPEAK="no-such-voice", stdin="1\n")
    assert ran.code == 2
    assert "no-such-voice cannot be run" in ran.err


def test_json_lines_are_never_spoken(learn: Program) -> None:
    assert learn.run("quiz", "tides", "--jsonl", LEARN_SPEAK="no-such-voice").code == 0


def test_extra_time_in_tests_alone(learn: Program) -> None:
    learn.run("config", "set", "extra_time", "50%")
    assert "15 minutes left" in learn.run("quiz", "tides", "--test", "--plain").out
    assert "5 minutes" in learn.run("quiz", "tides", "--minutes", "5", "--plain").out
    ran = learn.run("config", "set", "extra_time", "lots")
    assert ran.code == 2
    assert "percent, from 0 to 300" in ran.err
