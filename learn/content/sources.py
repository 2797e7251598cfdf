"""Reading a file of sources and speakers."""

from pathlib import Path
from typing import Any, TypeVar

from learn.content.codes import fault
from learn.content.forms import unknown_key
from learn.content.pause import paused_gc
from learn.content.reading import Loaded, Once, Page, empty_faults, id_fault, open_page, read_items, with_lists
from learn.content.tree import Where
from learn.content.values import Source, Sources, Speaker
from learn.kinds.base import Fault
from learn.language import tr

T = TypeVar("T", bound=Source | Speaker)
_KEYS = ("sources", "speakers")


def read_sources(path: str | Path, content: str | bytes | None = None) -> Loaded[Sources]:
    """The sources and speakers in a file (read from disk unless its content is given), and what is wrong there."""
    with paused_gc():
        return sources_of(open_page(path, content))


def sources_of(page: Page) -> Loaded[Sources]:
    """The sources and speakers on a page that has been parsed."""
    if not isinstance(page.plain, dict):
        if not page.problems:
            page.add(fault("E155", (), tr("these are no sources"), tr("begin with `sources:`")))
        return page.loaded(None)
    entries = page.plain
    page.add(
        [unknown_key(key, (), [one for one in _KEYS if one not in entries]) for key in entries if key not in _KEYS]
    )
    return page.loaded(Sources(_listed(page, entries, Source), _listed(page, entries, Speaker)))


def _listed(page: Page, entries: dict[str, Any], type_: type[T]) -> tuple[T, ...]:
    key = "sources" if type_ is Source else "speakers"
    once = Once()
    found: list[T] = []
    for where, value in read_items(page, entries, key, type_, _prepare):
        twice = once.fault(page, value.id, (*where, "id"))
        if twice:
            page.add(twice)
        else:
            found.append(value)
    return tuple(found)


def _prepare(plain: dict[str, Any], where: Where) -> tuple[dict[str, Any], list[Fault]]:
    found = id_fault(plain.get("id"), (*where, "id"))
    faults = empty_faults(plain, ("title", "name"), where)
    return with_lists(plain, "also"), faults + ([found] if found else [])
