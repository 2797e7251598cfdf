"""Reading a lesson: its head, its sections and its facts, each on its own."""

import re
from pathlib import Path
from typing import Any

from msgspec import structs

from learn.content.codes import fault
from learn.content.forms import convert
from learn.content.pause import paused_gc
from learn.content.reading import (
    Loaded,
    Once,
    Page,
    as_list,
    empty_faults,
    id_fault,
    ids_faults,
    open_page,
    read_items,
    with_lists,
)
from learn.content.tree import Where
from learn.content.values import Fact, Lesson, Section
from learn.kinds.base import Fault
from learn.language import tr

_CITATION = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\s+P([1-9][0-9]{0,4})")


def read_lesson(path: str | Path, content: str | bytes | None = None) -> Loaded[Lesson]:
    """The lesson in a file (read from disk unless its content is given), with everything that is wrong in it."""
    with paused_gc():
        return lesson_of(open_page(path, content))


def lesson_of(page: Page) -> Loaded[Lesson]:
    """The lesson on a page that has been parsed."""
    if not isinstance(page.plain, dict):
        if not page.problems:
            page.add(fault("E155", (), tr("this is not a lesson"), tr("begin with `lesson: its-id`")))
        return page.loaded(None)
    entries = page.plain
    head = _head(page, {key: value for key, value in entries.items() if key not in ("sections", "facts")})
    sections = tuple(value for _, value in read_items(page, entries, "sections", Section, _section))
    facts = tuple(_facts(page, entries))
    return page.loaded(None if head is None else structs.replace(head, sections=sections, facts=facts))


def _head(page: Page, entries: dict[str, Any]) -> Lesson | None:
    prepared = with_lists(entries, "requires", "objectives", "formerly")
    faults = [
        *ids_faults(prepared.get("requires"), ("requires",)),
        *ids_faults(prepared.get("formerly"), ("formerly",)),
    ]
    faults += empty_faults(prepared, ("title",), ())
    found = id_fault(prepared.get("lesson"), ("lesson",))
    head, more = convert(prepared, Lesson)
    page.add([one for one in ([found] if found else []) + faults + more if not page.is_spoiled(one.where[:1])])
    if head is None and isinstance(entries.get("lesson"), str):
        title = entries.get("title")
        head = Lesson(id=entries["lesson"], title=title if isinstance(title, str) else entries["lesson"])
    return head


def _section(plain: dict[str, Any], where: Where) -> tuple[dict[str, Any], list[Fault]]:
    prepared = with_lists(plain, "facts")
    return prepared, empty_faults(plain, ("heading", "text"), where) + ids_faults(
        prepared.get("facts"), (*where, "facts")
    )


def _facts(page: Page, entries: dict[str, Any]) -> list[Fact]:
    once, found = Once(), []
    for where, fact in read_items(page, entries, "facts", Fact, _fact):
        twice = once.fault(page, fact.id, (*where, "id"))
        if twice:
            page.add(twice)
        else:
            found.append(fact)
    return found


def _fact(plain: dict[str, Any], where: Where) -> tuple[dict[str, Any], list[Fault]]:
    prepared = with_lists(plain, "formerly")
    faults = empty_faults(plain, ("statement",), where) + ids_faults(prepared.get("formerly"), (*where, "formerly"))
    for key in ("id", "by", "disputed"):
        found = id_fault(prepared.get(key), (*where, key))
        if found:
            faults.append(found)
    if "from" in prepared:
        prepared["from"], more = _citations(prepared["from"], (*where, "from"))
        faults += more
    return prepared, faults


def _citations(plain: Any, where: Where) -> tuple[Any, list[Fault]]:
    """`source P9`, or a list of such, as pairs of source and paragraph."""
    listed = as_list(plain)
    if not isinstance(listed, list):
        return plain, []
    pairs, faults = [], []
    for place, one in enumerate(listed):
        found = _CITATION.fullmatch(one) if isinstance(one, str) else None
        if found:
            pairs.append([found[1], found[2]])
        else:
            written = f"`{one[:40]}`" if isinstance(one, str) else "this"
            faults.append(
                fault(
                    "E153", (*where, place), tr("{written} is no citation", written=written), tr("write `source-id P9`")
                )
            )
    return pairs, faults
