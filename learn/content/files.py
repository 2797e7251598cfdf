"""Reading a file of which only its content says whether it is a bank, a lesson or sources."""

from pathlib import Path
from typing import Literal, TypeAlias, cast

from learn.content.bank import ReadQuestion, bank_of, read_question
from learn.content.codes import fault
from learn.content.lesson import lesson_of
from learn.content.pause import paused_gc
from learn.content.reading import Loaded, Page, open_page
from learn.content.sources import sources_of
from learn.content.values import Bank, Lesson, Sources
from learn.language import tr
from learn.problems import did_you_mean

Sort: TypeAlias = Literal["bank", "lesson", "sources", ""]
AnyLoaded: TypeAlias = Loaded[Bank] | Loaded[Lesson] | Loaded[Sources]

_READERS = {"bank": bank_of, "lesson": lesson_of, "sources": sources_of}


def read(
    path: str | Path,
    content: str | bytes | None = None,
    expected: str = "",
    question: ReadQuestion = read_question,
) -> tuple[Sort, AnyLoaded]:
    """What a file is, and what it holds.

    `expected` is what it is taken for where its keys do not say; `question` reads one question of a bank.
    """
    with paused_gc():
        page = open_page(path, content)
        sort = _sort_of(page) or cast("Sort", expected)
        if sort == "bank":
            return sort, bank_of(page, question)
        if sort == "lesson":
            return sort, lesson_of(page)
        if sort == "sources":
            return sort, sources_of(page)
        return "", _nothing(page)


def _sort_of(page: Page) -> Sort:
    keys = page.plain if isinstance(page.plain, dict) else {}
    # a bank may say which lesson it belongs to
    if "bank" in keys or "questions" in keys:
        return "bank"
    if "lesson" in keys or "facts" in keys or "sections" in keys:
        return "lesson"
    return "sources" if "sources" in keys or "speakers" in keys else ""


def _nothing(page: Page) -> Loaded[Bank]:
    if not page.problems:
        keys = list(page.plain) if isinstance(page.plain, dict) else []
        hint = next(filter(None, (did_you_mean(key, _READERS) for key in keys if isinstance(key, str))), "")
        page.add(
            fault(
                "E155", (), tr("this is neither a bank, a lesson nor sources"), hint or tr("begin with `bank: its-id`")
            )
        )
    return page.loaded(None)
