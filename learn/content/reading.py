"""From the bytes of a file to plain values, and the gathering of what is wrong with them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from learn.content.codes import fault
from learn.content.forms import convert
from learn.content.lines import plain_lines
from learn.content.refusals import UNSAFE, decoded, is_safe, unsafe_characters, unsafe_value
from learn.content.spans import Spans
from learn.content.tree import Plain, Refusal, Where, bare
from learn.kinds.base import Fault
from learn.language import tr
from learn.problems import Problem
from learn.text import REPLACEMENT

T = TypeVar("T")

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_ID = 64
STOPPING = frozenset({"E105", "E111"})
"""Refusals behind which nothing was read."""

_ESCAPES = re.compile(r"\\[0abvfeNLPxuU]")


class Loaded(Struct, Generic[T], frozen=True):
    """What was read from a file: the value as far as it could be made, every problem, and the places of all values.

    The value is None when nothing could be made of the file. With problems it holds what is without fault.
    """

    value: T | None
    problems: tuple[Problem, ...]
    spans: Spans


class Page:
    """One file on its way to a value: its plain data, its places, and the problems found so far."""

    def __init__(self, path: str, text: str = "") -> None:
        self.text = text
        self.spans = Spans(path, text)
        self.plain: Plain | None = None
        self.problems: list[Problem] = []
        self.spoiled: set[Where] = set()

    def add(self, faults: "list[Fault] | Fault") -> None:
        """Note faults, their places counted from the top of the file."""
        for one in [faults] if isinstance(faults, Fault) else faults:
            self.problems.append(self.spans.problem(one))

    def is_spoiled(self, where: Where) -> bool:
        """Whether something within this value was refused already, so that nothing more is said about it."""
        return where in self.spoiled

    def loaded(self, value: T | None) -> Loaded[T]:
        """The outcome, problems in the order of the file."""
        self.problems.sort(key=lambda one: (one.span.line, one.span.column))
        return Loaded(value, tuple(self.problems), self.spans)

    def refuse(self, refusals: list[Refusal]) -> None:
        """Note what the YAML reader refused, and everything around it as spoiled: the top too where it stopped."""
        for refusal in refusals:
            self.problems.append(self.spans.refused(refusal))
            self.spoiled.update(refusal.where[:depth] for depth in range(1, len(refusal.where) + 1))
            if refusal.code in STOPPING:
                self.spoiled.add(())


def open_page(path: str | Path, content: str | bytes | None = None) -> Page:
    """The page of a file (read from disk unless its content is given). Never raises for what is in the file."""
    name = str(path)
    if content is None:
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            return _unreadable(name, error)
    text, trouble = decoded(content) if isinstance(content, bytes) else (content.removeprefix("\ufeff"), None)
    if trouble is not None:
        code, offset, message, hint = trouble
        assert isinstance(content, bytes)
        page = Page(name, content[:offset].decode("utf-8-sig", "replace"))
        page.problems.append(page.spans.at_offset(code, len(page.text), message, hint))
        return page
    return _parse(Page(name, text))


def _unreadable(name: str, error: OSError) -> Page:
    page = Page(name)
    message = tr("the file cannot be read: {why}", why=error.strerror or error)
    page.problems.append(page.spans.at_offset("E100", 0, message, tr("check its name and its permissions")))
    return page


def _parse(page: Page) -> Page:
    text = page.text
    if not is_safe(text):
        page.problems += [page.spans.at_offset(*trouble) for trouble in unsafe_characters(text)]
        text = UNSAFE.sub(REPLACEMENT, text)
    page.plain = plain_lines(text)
    if page.plain is None:
        _parse_events(page, text)
    if page.plain is not None and "\\" in text and _ESCAPES.search(text):
        page.add(list(_unsafe_values(page.plain, ())))
    return page


def _parse_events(page: Page, text: str) -> None:
    """Reads what is more than plain lines; with places where something is refused."""
    from learn.content.nodes import marked, plain

    page.plain = plain(text)
    if page.plain is None:
        root, refusals = marked(text)
        page.spans = Spans(page.spans.path, page.text, root)
        page.refuse(refusals)
        page.plain = bare(root) if root else None


def _unsafe_values(value: Plain, where: Where) -> Iterator[Fault]:
    if isinstance(value, str):
        found = unsafe_value(where, value)
        if found:
            yield found
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _unsafe_values(one, (*where, place))
    else:
        for key, one in value.items():
            yield from _unsafe_values(key, (*where, key))
            yield from _unsafe_values(one, (*where, key))


# ---------------------------------------------------------------------------------------------- parts of several files


def is_id(text: str) -> bool:
    """Whether a text is a slug of at most 64 characters."""
    return len(text) <= MOST_ID and SLUG.fullmatch(text) is not None


def id_fault(value: Any, where: Where) -> Fault | None:
    """E150 for what is a text but no id."""
    if not isinstance(value, str) or is_id(value):
        return None
    hint = (
        tr("write it as `{wanted}`", wanted=slugged(value)) if slugged(value) else tr("use a-z, 0-9 and single hyphens")
    )
    return fault("E150", where, tr("`{id}` is no id", id=value[:40]), hint)


def slugged(text: str) -> str:
    """The nearest slug to a text, or ""."""
    return "-".join(re.findall("[a-z0-9]+", text.lower()))[:MOST_ID].strip("-")


def ids_faults(values: Any, where: Where) -> list[Fault]:
    """E150 for each bad id of a list, or of one text."""
    if not isinstance(values, list):
        found = id_fault(values, where)
        return [found] if found else []
    return [found for place, one in enumerate(values) if (found := id_fault(one, (*where, place)))]


def places_of(plain: Plain, text: str, key: str, where: Where = ()) -> Iterator[Where]:
    """The paths, from `where` down, at which a text stands under the key."""
    if isinstance(plain, dict):
        for name, one in plain.items():
            if name == key and one == text:
                yield (*where, name)
            yield from places_of(one, text, key, (*where, name))
    elif isinstance(plain, list):
        for place, one in enumerate(plain):
            yield from places_of(one, text, key, (*where, place))


def as_list(value: Any) -> Any:
    """A single text as a list of one."""
    return [value] if isinstance(value, str) and value else value


def with_lists(entries: dict[str, Any], *keys: str) -> dict[str, Any]:
    """A copy in which a single text under one of the keys is a list of one."""
    return {key: as_list(value) if key in keys else value for key, value in entries.items()}


def items_of(page: Page, entries: dict[str, Any], key: str) -> Iterator[tuple[Where, dict[str, Any]]]:
    """The mappings listed under a key, with their places; what is no mapping is noted and passed over."""
    listed = entries.get(key, [])
    if not isinstance(listed, list):
        if not page.is_spoiled((key,)):
            page.add(fault("E115", (key,), tr("`{key}` must be a list", key=key), tr("begin each item with `- `")))
        return
    for place, one in enumerate(listed):
        where: Where = (key, place)
        if page.is_spoiled(where):
            continue
        if isinstance(one, dict):
            yield where, one
        else:
            page.add(fault("E115", where, tr("each of `{key}` must be a mapping", key=key), tr("write `- id: …`")))


class Once:
    """The ids met so far, for E151."""

    def __init__(self) -> None:
        self.seen: dict[str, Where] = {}

    def fault(self, page: Page, id_: str, where: Where) -> Fault | None:
        """E151 if the id was met before."""
        first = self.seen.setdefault(id_, where)
        if first is where:
            return None
        line = page.spans.at(first).line
        hint = tr("it stands in line {line} already; `formerly: old-id` keeps progress when you rename one", line=line)
        return fault("E151", where, tr("the id `{id}` stands twice", id=id_), hint)


def read_items(
    page: Page,
    entries: dict[str, Any],
    key: str,
    type_: type[T],
    prepare: Callable[[dict[str, Any], Where], tuple[dict[str, Any], list[Fault]]],
) -> Iterator[tuple[Where, T]]:
    """The values of the mappings listed under a key, each with its place; one that has faults hides no other."""
    for where, one in items_of(page, entries, key):
        prepared, faults = prepare(one, where)
        value, more = convert(prepared, type_, where)
        page.add(faults + more)
        if value is not None and not faults:
            yield where, value


def empty_faults(entries: dict[str, Any], keys: tuple[str, ...], where: Where) -> list[Fault]:
    """E119 for each of the keys that is there and says nothing."""
    return [
        fault("E119", (*where, key), tr("`{key}` is empty", key=key), tr("write something"))
        for key in keys
        if isinstance(entries.get(key), str) and not entries[key].strip()
    ]
