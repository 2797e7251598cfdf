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
from learn.verdict import Verdict
from tests.cli.program import Program
from tests.pages.conftest import BROWSER
from tests.publishing.bank import QUESTIONS, RIGHT, WRONG, write_bank
from tests.publishing.table import table
from tests.publishing.test_grading import as_json, differences

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
DRIVER = Path(__file__).with_name("taking.cjs")
MODES: dict[str, tuple[str, ...]] = {
    "practice": (),
    "test": ("--test", "--minutes", "20", "--require", "60"),
}
Seen = dict[str, Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A teacher's home that has the bank."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "content" / "question_banks").mkdir(parents=True)
    write_bank(folder / "content" / "question_banks")
    program = Program(folder / "home", folder / "content", learner="teacher")
    return program.at(20_000)  # the browser has a clock of its own, and nothing may come from the future


@pytest.fixture(scope="module")
def seen(node_modules: Path, home: Program) -> dict[str, Any]:
    """What happened to learners of several sorts, by name."""
    folder = home.home.parent
    for name, options in MODES.items():
        assert home.run("bank", "publish", "everything", "-o", str(folder / f"{name}.html"), *options).code == 0
    told = {"name": "Ada Lovelace", "number": "4711", "answers": WRONG}
    jobs = {
        "small": {"page": "practice", "width": 320, "colorScheme": "dark", "by": "touch", "answers": RIGHT},
        "keys": {"page": "practice", "width": 1200, "colorScheme": "light", "by": "keys", "reload": 5,
                 "malformed": True, "second": RIGHT, "forget": True},
        "test": {"page": "test", "width": 390, "colorScheme": "light", "by": "touch", "reload": 3},
        "private": {"page": "test", "width": 1200, "colorScheme": "dark", "by": "keys", "noStorage": True},
        "left": {"page": "practice", "width": 320, "colorScheme": "light", "by": "touch", "stop": 3},
        "twice": {"page": "test", "twice": True, "minutes": 20},
    }  # fmt: skip
    for name, job in jobs.items():
        shots = Path(os.environ["LEARN_SHOTS"], name) if "LEARN_SHOTS" in os.environ else None
        job |= {**told, **job, "page": str(folder / f"{job['page']}.html"), "folder": str(folder / name)}
        job["shots"] = str(shots) if shots else None
        for made in filter(None, (folder / name, shots)):
            made.mkdir(parents=True, exist_ok=True)
    return dict(zip(jobs, driven(node_modules, list(jobs.values())), strict=True))


def driven(node_modules: Path, jobs: list[dict[str, Any]]) -> list[Any]:
    """What the browser saw in each job."""
    command = ["node", str(DRIVER), str(node_modules), str(BROWSER)]
    done = subprocess.run(
        command, input=json.dumps(jobs), capture_output=True, encoding="utf-8", check=False, timeout=280
    )
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def takers(seen: dict[str, Any]) -> list[Seen]:
    """Those who went through a whole quiz."""
    return [one for one in seen.values() if "screens" in one]


def test_nothing_is_said_on_the_console_and_nothing_is_fetched(seen: dict[str, Any]) -> None:
    assert [said for one in takers(seen) for said in one["said"]] == []
    assert [url for one in takers(seen) for url in one["requests"] if not url.startswith(("data:", "blob:"))] == []


def test_no_screen_has_a_fault_of_accessibility_or_scrolls_sideways(seen: dict[str, Any]) -> None:
    screens = [screen for one in takers(seen) for screen in one["screens"]]
    assert len(screens) > 60
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
    assert max(wrong) < len(QUESTIONS), "what came back was answered right"
    assert keys["asked"][len(QUESTIONS) :] == [keys["asked"][place] for place in wrong]
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


@pytest.mark.parametrize("who", ["small", "keys", "test", "private"])
def test_its_file_is_taken_by_a_class_and_by_a_log(
    who: str, seen: dict[str, Any], home: Program, tmp_path: Path
) -> None:
    file = seen[who]["file"]
    assert Path(file).name == "ada-lovelace-4711.learnlog"
    verified = home.run("log", "verify", file)
    assert (verified.code, verified.out.splitlines()[-1]) == (0, "whole")
    events = 13 if who != "keys" else 18
    added = home.run("class", "add", f"c-{who}", file, "--strict")
    assert (added.code, added.out.splitlines()[1]) == (0, f"{file}: taken, {events} events"), added
    own = Program(tmp_path / "home", home.content, learner="Ada Lovelace (4711)")
    own.at(20_000)
    assert own.run("log", "merge", file).code == 0
    assert own.run("log", "verify").out.splitlines()[-1] == "whole"
    assert own.run("doctor").code == 0
    assert len(own.history()) == events - 2


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


@pytest.mark.parametrize("who", ["small", "keys", "test", "private"])
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
    found = driven(node_modules, [{"page": str(page), "table": str(file)}])
    assert differences(answers, found[0]) == []
