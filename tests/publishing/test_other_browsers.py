"""The page in Firefox and in WebKit: all kinds by keyboard, Hangul, flags, taking back, saving; the table of verdicts.

Debian's firefox-esr is enough for the one, webkit2gtk-driver and xvfb for the other; what is not there is skipped.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from learn.publishing.words import words
from tests.cli.program import Program
from tests.publishing.bank import KOREAN, KOREAN_RIGHT, QUESTIONS, RIGHT, WRONG, write_bank, write_korean_bank
from tests.publishing.drivers import Browser, firefox, webkit
from tests.publishing.table import table
from tests.publishing.test_grading import as_json, differences
from tests.publishing.typing_learner import Learner, errors, events_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
OUTCOMES = Path(__file__).with_name("outcome.cjs")
STARTERS = {"firefox": firefox, "webkit": webkit}


@pytest.fixture(scope="module", params=list(STARTERS))
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Each in turn."""
    with STARTERS[request.param](tmp_path_factory.mktemp(request.param)) as started:
        yield started


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A teacher's home with both banks; a browser has a clock of its own, and nothing may come from the future."""
    folder = tmp_path_factory.mktemp("teacher")
    (folder / "content" / "question_banks").mkdir(parents=True)
    for write in (write_bank, write_korean_bank):
        write(folder / "content" / "question_banks")
    return Program(folder / "home", folder / "content", learner="teacher").at(20_000)


def published(home: Program, bank: str, *options: str) -> str:
    """The address of a page of the bank."""
    page = home.home.parent / f"{bank}{len(options)}.html"
    assert home.run("bank", "publish", bank, "-o", str(page), "--force", *options).code == 0
    return page.as_uri()


def test_every_kind_is_answered_by_keys_and_the_file_is_taken(browser: Browser, home: Program, tmp_path: Path) -> None:
    learner = Learner(browser, published(home, "everything"), words("en"))
    learner.start()
    first = learner.prompt()
    learner.answer(WRONG[first])
    assert learner.take_back() == words("en")["undone"]
    assert learner.prompt() == first
    noted = learner.flag("two keys?")
    assert noted.startswith("⚑")
    while learner.prompt():
        learner.answer(RIGHT[learner.prompt()])
        learner.go_on()
    assert [told for told in learner.told[1:] if not told.startswith("✓")] == []
    assert browser.run("return document.querySelector('.score').textContent") == "12 of 12 points, 100 %"
    file = tmp_path / "ada.learnlog"
    file.write_text(learner.save("Ada Lovelace", "4711"), encoding="utf-8")
    assert errors(browser) == []
    name = f"of-{browser.version.split()[0]}"
    added = home.run("class", "add", name, str(file), "--strict")
    assert (added.code, added.out.splitlines()[1]) == (0, f"{file}: taken, 16 events"), added
    (flag,) = home.run("bank", "flags", "--class", name, "--json").json
    assert (flag["ask"], flag["flags"][0]["remark"]) == (first, "two keys?")


def test_hangul_is_typed_and_the_page_speaks_korean(browser: Browser, home: Program) -> None:
    learner = Learner(browser, published(home, "modu", "--lang", "ko"), words("ko"))
    learner.start()
    while learner.prompt():
        learner.answer(KOREAN_RIGHT[learner.prompt()])
        learner.go_on()
    assert [told.split()[0] for told in learner.told] == ["✓"] * len(KOREAN)
    answers = [event["body"] for event in events_in(learner.save("조 태용", "")) if event["type"] == "answer"]
    assert [body["score"] for body in answers] == [1.0] * len(KOREAN)
    assert browser.run("return [document.documentElement.lang, document.querySelector('h1').lang]") == ["ko", "ko"]
    assert errors(browser) == []


def test_it_grades_the_table_as_python_does(browser: Browser, home: Program) -> None:
    answers = table()
    browser.go(published(home, "everything"))
    source = OUTCOMES.read_text(encoding="utf-8").split("module.exports = String(")[1].rsplit(");", 1)[0]
    found = browser.run(f"return ({source})(arguments[0])", as_json(answers))
    assert differences(answers, found) == []
    assert len(answers[1]) > 5000


def test_every_question_is_asked(browser: Browser, home: Program) -> None:
    """Nothing of the page is younger than the browser."""
    browser.go(published(home, "everything"))
    assert f"{len(QUESTIONS)} questions." in browser.run("return document.querySelector('main').innerText")
    assert browser.run("return document.querySelector('#broken').hidden") is True
