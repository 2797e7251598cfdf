"""A learner with nothing but a keyboard, in any browser that speaks WebDriver."""

import json
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.publishing.drivers import Browser

ENTER, TAB, UP, DOWN, SPACE = "\ue007", "\ue004", "\ue013", "\ue015", " "
ROW = "document.querySelectorAll('.order li > .lines')[arguments[0]]"
MOST_TABS = 60
PATIENCE = 10.0
TOLD = "(document.querySelector('.told')?.innerText ?? '')"
WATCH = """
window.said = []; window.files = [];
window.addEventListener("error", (event) => window.said.push(String(event.message)));
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => { blob.text().then((text) => window.files.push(text)); return make.call(URL, blob); };
"""
KIND = """
const is = (selector) => document.querySelector(`.question > form ${selector}`) !== null;
return is(".option") ? "pick" : is("#line") ? "line" : is(".order") ? "order" : is(".match") ? "match"
  : is(".gap") ? "gaps" : "reveal";
"""


class Learner:
    """Somebody at the keyboard of a published page; `words` are the page's own."""

    def __init__(self, browser: Browser, address: str, words: Mapping[str, str]) -> None:
        self.browser = browser
        self.words = words
        self.told: list[str] = []
        browser.go(address)
        self._until("return document.querySelector('main button') !== null")
        browser.run(WATCH)

    # -- a session -------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin."""
        self.press(self.words["start"])
        self._until("return document.querySelector('#prompt') !== null")

    def prompt(self) -> str:
        """The question that is asked, "" at the end."""
        asked: str = self.browser.run("return document.querySelector('#prompt')?.textContent ?? ''")
        return asked

    def answer(self, answer: Any) -> None:
        """Answer the question, read what is told, go on."""
        how: dict[str, Callable[[Any], None]] = {
            "pick": self._pick, "line": self._line, "order": self._order,
            "match": self._match, "gaps": self._gaps, "reveal": self._reveal,
        }  # fmt: skip
        how[self.browser.run(KIND)](answer)
        self._until(f"return {TOLD} !== ''")
        self.told.append(self.browser.run(f"return {TOLD}"))

    def go_on(self) -> None:
        """Enter, as the page has put the cursor on the button for it."""
        self._type(ENTER)
        self._until(f"return {TOLD} === ''")

    def take_back(self) -> str:
        """Undo the last answer; what the page says to that."""
        self._type("u")
        self._until("return document.querySelector('.notice') !== null")
        said: str = self.browser.run("return document.querySelector('.notice').textContent")
        return said

    def flag(self, remark: str) -> str:
        """Tell of a mistake; what the page says to that."""
        self._type("f")
        self._until("return document.activeElement.closest('.aside') !== null")
        self._type(remark + ENTER)
        self._until("return document.querySelector('.aside [role=status]').textContent !== ''")
        said: str = self.browser.run("return document.querySelector('.aside [role=status]').textContent")
        return said

    def save(self, name: str, number: str) -> str:
        """The file that is saved under this name."""
        for field, text in (("name", name), ("number", number)):
            self._tab("at.id === wanted", field)
            self._type(text)
        self._type(ENTER)
        self._until("return window.files.length > 0")
        found: str = self.browser.run("return window.files[0]")
        return found

    def press(self, text: str) -> None:
        """Find a button by Tab, and press it."""
        self._tab("at.textContent === wanted", text)
        self._type(ENTER)

    # -- the interactions ------------------------------------------------------------------------------------------

    def _pick(self, answer: str | list[str]) -> None:
        for text in [answer] if isinstance(answer, str) else answer:
            self._type(str(self._texts(".option > .lines").index(text) + 1))
        self._type(ENTER)

    def _line(self, text: str) -> None:
        self._type(text + ENTER)

    def _order(self, texts: list[str]) -> None:
        for place, text in enumerate(texts):
            self._tab("at.className === 'move' && at.closest('li').firstChild.textContent === wanted", text)
            while (at := self._texts(".order li > .lines").index(text)) > place:
                self._type(UP)
                self._until(f"return {ROW}.textContent !== arguments[1]", at, text)
        self._submit()

    def _match(self, pairs: Mapping[str, str]) -> None:
        for left in self._texts(".match .left"):
            self._tab("at.closest('.match li')?.firstChild.textContent === wanted", left)
            self._choose(pairs[left])
        self._submit()

    def _gaps(self, texts: list[str]) -> None:
        for place, text in enumerate(texts):
            self._tab("[...document.querySelectorAll('.gap')].indexOf(at) === wanted", place)
            if self._at("at.tagName === 'SELECT'"):
                self._choose(text)
            else:
                self._type(text)
        self._submit()

    def _reveal(self, knew: bool) -> None:
        self.press(self.words["showBack"])
        self.press(self.words["knew" if knew else "knewNot"])

    def _choose(self, text: str) -> None:
        """In a menu, or among chips."""
        if not self._at("at.tagName === 'SELECT'"):
            self._type(SPACE)
        for _ in range(30):
            if self._chosen() == text:
                return
            before = self._chosen()
            self._type(DOWN)
            _until(partial(self._has_changed, before))
        raise AssertionError(f"the arrow keys never reach {text!r}")

    def _has_changed(self, before: str) -> bool:
        return self._chosen() != before

    def _chosen(self) -> str:
        at = "document.activeElement"
        found: str = self.browser.run(f"return ({at}.selectedOptions?.[0] ?? {at}.parentElement).textContent")
        return found

    def _submit(self) -> None:
        self._tab("at.type === 'submit'")
        self._type(ENTER)

    # -- the keyboard ----------------------------------------------------------------------------------------------

    def _type(self, text: str) -> None:
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.browser.perform(keys)

    def _tab(self, wanted: str, about: Any = None) -> None:
        for _ in range(MOST_TABS):
            if self._at(wanted, about):
                return
            self.browser.run("window.was = document.activeElement")
            self._type(TAB)
            self._until("return document.activeElement !== window.was")
        raise AssertionError(f"Tab never reaches {wanted} {about!r}")

    def _at(self, test: str, about: Any = None) -> bool:
        """What is true of the focused element."""
        found: bool = self.browser.run(f"const [wanted] = arguments, at = document.activeElement; return {test}", about)
        return found

    def _texts(self, selector: str) -> list[str]:
        found: list[str] = self.browser.run(
            "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector
        )
        return found

    def _until(self, script: str, *about: Any) -> None:
        """A browser has seen a key before its page has."""
        _until(lambda: self.browser.run(script, *about))


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def errors(browser: Browser) -> list[str]:
    """What went wrong in the page's script."""
    found: list[str] = browser.run("return window.said")
    return found


def events_in(text: str) -> list[dict[str, Any]]:
    """The events of a hand-in."""
    return [line for line in map(json.loads, text.splitlines()) if "id" in line]
