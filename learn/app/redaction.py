"""Taking out of a report whatever tells who or where someone is, so that it can be shown to anybody.

What is known to be safe stays: the program's own words, numbers, codes and versions. Names, ids, paths, texts in
quotes and everything that comes from a lesson, a bank or a row of the log are left out.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import structs

from learn.app import App
from learn.problems import LearnError, StoreError
from learn.store.doctor import Finding

_CODE = re.compile(r"\b[EW]\d{3}\b")
_ID = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_QUOTED = re.compile(r"(?<!\w)'.*'|(?<!\w)\".*\"", re.DOTALL)
_PATH = re.compile(r"(?<![\w.])(?:~|[A-Za-z]:)?[/\\]\S*")
_OF_ROWS = re.compile(r"^.*: (?=is stored but|follows from)", re.DOTALL)
CONTENT = "content"


def hidden(app: App) -> dict[str, str]:
    """What must not appear, and what stands in its place: the longest first."""
    words = {str(app.home.resolve()): "HOME", str(app.home): "HOME", str(Path.home()): "~"}
    words |= dict.fromkeys([*map(str, app.config["content"]), str(Path.cwd())], "FOLDER")
    names = {app.learner_name, str(app.config["name"]), str(app.config["student_id"])}
    with suppress(StoreError):  # of a log that cannot be read nothing is told
        names |= {word for one in app.store.learners().items() for word in one}
    words |= dict.fromkeys(names, "LEARNER")
    return {word: words[word] for word in sorted(words, key=len, reverse=True) if word.strip("/\\. ")}


def finding_without_names(finding: Finding, words: Mapping[str, str]) -> Finding:
    """The finding as it can be shown; of content only which rule was broken."""
    if finding.where == CONTENT:
        codes = " ".join(_CODE.findall(finding.message))
        return structs.replace(finding, message=f"something in a lesson or bank {codes}".rstrip())
    return structs.replace(
        finding,
        where=without_names(finding.where, words),
        message=without_names(_OF_ROWS.sub("a row ", finding.message), words),
        hint=without_names(finding.hint, words),
    )


def error_without_names(error: LearnError, words: Mapping[str, str]) -> LearnError:
    """The error as it can be shown, with the same exit code."""
    return type(error)(without_names(error.message, words), hint=without_names(error.hint, words))


def without_names(text: str, words: Mapping[str, str]) -> str:
    """The text without the hidden words, ids, paths and whatever stands in quotes."""
    for word, instead in words.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", instead, text)
    text = _PATH.sub(_name_only, _ID.sub("ID", text))
    return _QUOTED.sub("'…'", text)


def _name_only(found: re.Match[str]) -> str:
    return "PATH" if len(found.group()) > 1 else found.group()
