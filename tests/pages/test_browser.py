"""The pages in a real browser: quiet, offline, accessible, as wide as the phone, and deaf to what names say.

    LEARN_NODE_MODULES=FOLDER/node_modules pytest tests/pages/test_browser.py

FOLDER is one in which `npm install playwright-core axe-core` was run; /usr/bin/chromium is Debian's.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program
from tests.pages.conftest import BROWSER

pytestmark = pytest.mark.slow

DRIVER = Path(__file__).with_name("browser.cjs")
Views = list[dict[str, Any]]


@pytest.fixture(scope="module")
def views(
    node_modules: Path,
    classroom: Program,
    hostile_classroom: Program,
    answered: Path,
    content: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Views:
    """What the browser sees of each page, light and dark, on a phone and on a desk."""
    folder = tmp_path_factory.mktemp("pages")
    student = Program(answered, content).copy(folder / "home").at(9)
    assert student.run("review", "--plain", stdin="1\n2\n1\n2\n").code == 0
    student.learner = "ada"
    for program, arguments in (
        (student, ("stats", "--html", str(folder / "student.html"))),
        (classroom, ("scores", "report", "-o", str(folder / "class.html"))),
        (hostile_classroom, ("scores", "report", "-o", str(folder / "hostile.html"))),
    ):
        assert program.run(*arguments).code == 0
    pages = [str(folder / name) for name in ("student.html", "class.html", "hostile.html")]
    done = subprocess.run(
        ["node", DRIVER, node_modules, BROWSER, *pages], capture_output=True, encoding="utf-8", check=False, timeout=150
    )
    assert done.returncode == 0, done.stderr
    found: Views = json.loads(done.stdout)
    assert len(found) == 15
    return found


def test_nothing_is_said_on_the_console(views: Views) -> None:
    assert [view["said"] for view in views if view["said"]] == []


def test_nothing_is_fetched(views: Views) -> None:
    assert [url for view in views for url in view["requests"] if not url.startswith("data:")] == []


def test_no_name_or_question_runs_or_makes_an_element(views: Views) -> None:
    """Also with the page's own policy switched off: it is the escaping that holds."""
    assert {view["title"] for view in views} == {"ada: what is known", "Results of this home"}
    assert {view["scripts"] for view in views} == {0}


def test_there_is_no_serious_fault_of_accessibility(views: Views) -> None:
    assert [fault for view in views for fault in view["faults"] if fault["impact"] in ("serious", "critical")] == []


def test_a_phone_need_not_scroll_sideways(views: Views) -> None:
    assert {view["overflow"] for view in views} == {0}
    assert all(width <= view["width"] for view in views for width in view["charts"])


def test_charts_are_drawn_and_their_words_can_be_read(views: Views) -> None:
    assert all(len(view["charts"]) >= 4 for view in views)
    assert all(view["smallest"] >= 9 for view in views), [view["smallest"] for view in views]


def test_light_and_dark_have_colours_of_their_own(views: Views) -> None:
    of = {scheme: [view for view in views if view["colorScheme"] == scheme] for scheme in ("light", "dark")}
    for what in ("background", "ink"):
        light, dark = ({view[what] for view in of[scheme]} for scheme in ("light", "dark"))
        assert len(light) == len(dark) == 1
        assert light != dark
