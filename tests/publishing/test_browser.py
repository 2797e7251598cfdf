"""The page in a real browser: all kinds by keyboard and by touch, offline, and what comes of the file it writes.

    LEARN_NODE_MODULES=FOLDER/node_modules pytest tests/publishing/test_browser.py

FOLDER is one in which `npm install playwright-core axe-core` was run; /usr/bin/chromium is Debian's. With LEARN_SHOTS
the screens are kept in that folder, to be looked at.
"""

import json
import os
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from learn.content.bank import read_bank
from learn.interactions import texts
from learn.kinds.base import Question
from learn.kinds.hashing import content_hash
from learn.publishing.words import words
from learn.verdict import Verdict
from tests.cli.program import Program
from tests.pages.conftest import BROWSER
from tests.publishing.bank import (
    KOREAN_RIGHT,
    KOREAN_WRONG,
    QUESTIONS,
    RIGHT,
    WRONG,
    write_bank,
    write_korean_bank,
)
from tests.publishing.table import table
from tests.publishing.test_grading import as_json, differences

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
DRIVER = Path(__file__).with_name("taking.cjs")
PAGES: dict[str, tuple[str, ...]] = {
    "practice": ("everything",),
    "test": ("everything", "--test", "--minutes", "20", "--require", "60"),
    "korean": ("modu", "--lang", "ko", "--test", "--minutes", "20", "--require", "60"),
    "korean-practice": ("modu", "--lang", "ko"),
}
WHOLE = ["small", "keys", "test", "private"]
Seen = dict[str, Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A teacher's home that has the bank."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "content" / "question_banks").mkdir(parents=True)
    write_bank(folder / "content" / "question_banks")
    write_korean_bank(folder / "content" / "question_banks")
    program = Program(folder / "home", folder / "content", learner="teacher")
    return program.at(20_000)  # the browser has a clock of its own, and nothing may come from the future


@pytest.fixture(scope="module")
def seen(node_modules: Path, home: Program) -> dict[str, Any]:
    """What happened to learners of several sorts, by name."""
    folder = home.home.parent
    for name, options in PAGES.items():
        assert home.run("bank", "publish", "-o", str(folder / f"{name}.html"), *options).code == 0
    told = {"name": "Ada Lovelace", "number": "4711", "answers": WRONG}
    jobs: dict[str, dict[str, Any]] = {
        "small": {"page": "practice", "width": 320, "colorScheme": "dark", "by": "touch", "answers": RIGHT},
        "keys": {"page": "practice", "width": 1200, "colorScheme": "light", "by": "keys", "reload": 5,
                 "malformed": True, "second": RIGHT, "forget": True, "flag": [1, "two keys?"], "undo": 2},
        "test": {"page": "test", "width": 390, "colorScheme": "light", "by": "touch", "reload": 3,
                 "flag": [2, "한글로"], "undo": 3, "extra": 25},
        "korean": {"page": "korean", "width": 320, "colorScheme": "light", "by": "touch", "answers": KOREAN_WRONG},
        "desk": {"page": "korean-practice", "width": 1200, "colorScheme": "dark", "by": "keys",
                 "answers": KOREAN_WRONG, "second": KOREAN_RIGHT},
        "private": {"page": "test", "width": 1200, "colorScheme": "dark", "by": "keys", "noStorage": True,
                    "late": "Why?"},
        "left": {"page": "practice", "width": 320, "colorScheme": "light", "by": "touch", "stop": 3},
        "twice": {"page": "test", "sort": "twice", "minutes": 20},
        "composing": {"page": "practice", "sort": "composing"},
    }  # fmt: skip
    for name, job in jobs.items():
        shots = Path(os.environ["LEARN_SHOTS"], name) if "LEARN_SHOTS" in os.environ else None
        job |= {**told, **job, "page": str(folder / f"{job['page']}.html"), "folder": str(folder / name)}
        job["shots"] = str(shots) if shots else None
        job["words"] = words("ko" if name in ("korean", "desk") else "en")
        for made in filter(None, (folder / name, shots)):
            made.mkdir(parents=True, exist_ok=True)
    return dict(zip(jobs, driven(node_modules, list(jobs.values())), strict=True))


def driven(node_modules: Path, jobs: list[dict[str, Any]]) -> list[Any]:
    """What the browser saw in each job."""
    command = ["node", str(DRIVER), str(node_modules), str(BROWSER)]
    done = subprocess.run(
        command, input=json.dumps(jobs), capture_output=True, encoding="utf-8", check=False, timeout=580
    )
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def takers(seen: dict[str, Any]) -> list[Seen]:
    """Those who went through a whole quiz."""
    return [one for one in seen.values() if "requests" in one]


def test_nothing_is_said_on_the_console_and_nothing_is_fetched(seen: dict[str, Any]) -> None:
    assert [said for one in takers(seen) for said in one["said"]] == []
    assert [url for one in takers(seen) for url in one["requests"] if not url.startswith(("data:", "blob:"))] == []


def test_no_screen_has_a_fault_of_accessibility_or_scrolls_sideways(seen: dict[str, Any]) -> None:
    screens = [screen for one in takers(seen) for screen in one["screens"]]
    assert len(screens) > 100
    assert [screen for screen in screens if screen["faults"] or screen["overflow"] > 0] == []


def test_no_option_is_squeezed_beside_its_mark(seen: dict[str, Any]) -> None:
    narrow = [screen["narrowest"] for one in takers(seen) for screen in one["screens"] if screen["narrowest"]]
    assert min(narrow) >= 90, narrow


def test_every_kind_is_answered_right_by_touch_on_a_small_phone(seen: dict[str, Any]) -> None:
    small = seen["small"]
    assert len(small["told"]) == len(QUESTIONS)
    assert [told for told in small["told"] if not told.startswith("✓ Right")] == []
    assert small["score"] == "12 of 12 points, 100 %"


def test_every_kind_is_answered_by_keys_and_what_was_wrong_comes_back_once(seen: dict[str, Any]) -> None:
    keys = seen["keys"]
    wrong = [place for place, told in enumerate(keys["told"]) if not told.startswith("✓ Right")]
    assert len(wrong) == 5
    assert max(wrong) < len(QUESTIONS) + 1, "what came back was answered right"
    assert keys["asked"][len(QUESTIONS) + 1 :] == [keys["asked"][place] for place in wrong]
    assert keys["score"] == "6.33 of 12 points, 52.78 %"
    assert keys["malformed"] == "Choose one of them."
    assert "A port. </script>" in keys["told"][0]


def test_a_test_tells_nothing_before_its_end(seen: dict[str, Any]) -> None:
    assert seen["test"]["told"] == seen["private"]["told"] == []
    assert seen["test"]["score"] == "6.33 of 12 points, 52.78 %"


def test_a_second_window_gives_way_and_time_ends_a_test(seen: dict[str, Any]) -> None:
    assert seen["twice"]["notice"].startswith("This quiz was continued in another window")
    assert seen["twice"]["ended"] == "The time is up."
    assert "10 not answered" in seen["twice"]["unanswered"]


@pytest.mark.parametrize(("who", "place"), [("keys", 1), ("test", 2)])
def test_the_last_answer_is_taken_back_and_its_question_asked_again(who: str, place: int, seen: dict[str, Any]) -> None:
    assert seen[who]["undone"] == "Taken back: the question is open again."
    assert seen[who]["asked"][place] == seen[who]["asked"][place + 1]
    events = events_of(seen[who]["file"])
    (back,) = [event for event in events if event["type"] == "retract"]
    before = [event for event in events if event["seq"] < back["seq"]]
    assert before[-1]["type"] == "answer"
    assert back["body"] == {"target": before[-1]["id"]}


@pytest.mark.parametrize(("who", "remark"), [("keys", "two keys?"), ("test", "한글로")])
def test_a_flag_is_shown_to_the_teacher_beside_its_question(
    who: str, remark: str, seen: dict[str, Any], home: Program, tmp_path: Path
) -> None:
    assert seen[who]["flagged"] == "⚑ Noted. It goes to your teacher with the results."
    (flag,) = [event["body"] for event in events_of(seen[who]["file"]) if event["type"] == "flag"]
    assert flag["hash"] == content_hash({one.id: one for one in loaded(tmp_path)}[flag["question"]])
    home.run("class", "add", f"flags-{who}", seen[who]["file"])
    (shown,) = home.run("bank", "flags", "--class", f"flags-{who}", "--json").json
    assert shown["question"] == f"everything/{flag['question']}"
    assert [(one["learner"], one["remark"]) for one in shown["flags"]] == [("Ada Lovelace", remark)]
    assert sum(one["count"] for one in shown["answers"]) == 1


def test_a_mistake_is_reported_when_the_key_is_seen(seen: dict[str, Any]) -> None:
    assert seen["private"]["late"] == f"⚑ {words('en')['flaggedLate']}"
    *_, finish, flag = events_of(seen["private"]["file"])
    assert (finish["type"], flag["type"], flag["body"]["remark"]) == ("finish", "flag", "Why?")


def test_extra_time_is_given_in_a_test_and_stands_in_its_session(seen: dict[str, Any]) -> None:
    assert "Time limit: 25 minutes." in seen["test"]["about"]
    assert "25 % of extra time is in it." in seen["test"]["about"]
    (session,) = [event["body"] for event in events_of(seen["test"]["file"]) if event["type"] == "session"]
    assert (session["minutes"], session["extra_time"]) == (25.0, 25.0)


def test_an_input_method_keeps_its_enter_and_no_syllable_is_lost(seen: dict[str, Any]) -> None:
    composing = seen["composing"]
    while_composing = [one for one in composing["screens"] if one[0] in ("composing", "composed")]
    assert {(headlines, error) for _, headlines, error, _ in while_composing} == {(0, "")}
    assert [flags for *_, flags in while_composing] == [1, 1] + [0] * 12
    assert composing["flagged"].startswith("⚑")
    assert '\\"remark\\":\\"틀렸어\\"' in composing["kept"]
    assert (composing["line"], composing["gaps"]) == ("조태용", "조태용")
    assert [headlines for name, headlines, *_ in composing["screens"] if name in ("line", "gaps")] == [1, 1]
    assert composing["composed"] >= 2 * 7, "the browser took it for a composition"


def test_a_korean_page_says_everything_in_korean(seen: dict[str, Any]) -> None:
    own = [text for name, text in words("en").items() if "{" not in text and name != "cancel"]
    for who in ("korean", "desk"):
        screens = [screen["text"] for screen in seen[who]["screens"]]
        assert [text for text in screens if "{" in text or any(said in text for said in own if len(said) > 3)] == []
    assert seen["desk"]["told"][0].startswith("✗ 틀렸습니다")
    assert "내 답: 거짓" in " ".join(screen["text"] for screen in seen["korean"]["screens"])
    assert seen["korean"]["score"].endswith("%")
    (answer,) = [one["body"] for one in events_of(seen["korean"]["file"]) if one["body"].get("kind") == "true_false"]
    assert answer["chosen"] == ["False"], "the log has the words of learn"


@pytest.mark.parametrize("who", WHOLE)
def test_its_file_is_taken_by_a_class_and_by_a_log(
    who: str, seen: dict[str, Any], home: Program, tmp_path: Path
) -> None:
    file = seen[who]["file"]
    assert Path(file).name == "ada-lovelace-4711.learnlog"
    verified = home.run("log", "verify", file)
    assert (verified.code, verified.out.splitlines()[-1]) == (0, "whole")
    events = {"keys": 21, "test": 16, "private": 14}.get(who, 13)
    added = home.run("class", "add", f"c-{who}", file, "--strict")
    assert (added.code, added.out.splitlines()[1]) == (0, f"{file}: taken, {events} events"), added
    own = Program(tmp_path / "home", home.content, learner="Ada Lovelace (4711)")
    own.at(20_000)
    assert own.run("log", "merge", file).code == 0
    assert own.run("log", "verify").out.splitlines()[-1] == "whole"
    assert own.run("doctor").code == 0
    standing = [answer for answer in own.history() if not answer.get("retracted")]
    assert len(standing) == (16 if who == "keys" else len(QUESTIONS))


def test_practice_that_was_left_is_gone_on_with_in_the_program(
    seen: dict[str, Any], home: Program, tmp_path: Path
) -> None:
    own = Program(tmp_path / "home", home.content, learner="Ada Lovelace (4711)").at(20_000)
    assert own.run("log", "merge", seen["left"]["file"], "--mine").code == 0
    went_on = own.run("resume", "--plain", stdin="조태용\n10000\n")
    assert "Who is he?" in went_on.out, went_on
    assert [answer["question"] for answer in own.history()][-2:] == ["everything/who", "everything/troops"]


def test_a_test_counts_in_the_class_with_its_points(seen: dict[str, Any], home: Program) -> None:
    home.run("class", "add", "points", seen["test"]["file"])
    report = home.run("class", "report", "points", "--json").json
    assert "52.78" in json.dumps(report) or "52.8" in json.dumps(report), report


@pytest.mark.parametrize("who", WHOLE)
def test_python_shows_and_grades_what_was_answered_the_same(who: str, seen: dict[str, Any], tmp_path: Path) -> None:
    """The seeds in the log give the words that were chosen, and the score that was told."""
    questions = {one.id: one for one in loaded(tmp_path)}
    answers = [event for event in events_of(seen[who]["file"]) if event["type"] == "answer"]
    assert {event["body"]["kind"] for event in answers} == {one.kind for one in questions.values()}
    for body in (event["body"] for event in answers):
        question = questions[body["question"]]
        shown = question.present(Random(body["seed"]))
        response = tuple(body["response"]) if isinstance(body["response"], list) else body["response"]
        assert texts(shown.interaction, response) == body["chosen"]
        verdict = question.grade(shown, response)
        assert isinstance(verdict, Verdict)
        assert verdict.score == body["score"]
        assert content_hash(question) == body["hash"]


def loaded(folder: Path) -> tuple[Question, ...]:
    """The questions of the bank, as Python reads them."""
    bank = read_bank(write_bank(folder)).value
    assert bank is not None
    return bank.questions


def events_of(file: str) -> list[dict[str, Any]]:
    """The events in a hand-in."""
    lines = map(json.loads, Path(file).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if "id" in line]


def test_what_is_kept_is_deleted_when_asked(seen: dict[str, Any]) -> None:
    assert seen["keys"]["stored"] == ["learn-page-learner"]


def test_the_browser_grades_the_table_as_python_does(node_modules: Path, home: Program, tmp_path: Path) -> None:
    answers = table()
    file, page = tmp_path / "table.json", tmp_path / "page.html"
    file.write_text(as_json(answers), encoding="utf-8")
    assert home.run("bank", "publish", "everything", "-o", str(page)).code == 0
    found = driven(node_modules, [{"page": str(page), "sort": "table", "table": str(file)}])
    assert differences(answers, found[0]) == []
