"""Where the questions that have warnings stand, found without reading the places of all the others."""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

import yaml

from learn.content.files import AnyLoaded
from learn.content.lint.codes import RULES
from learn.content.spans import Spans
from learn.content.tree import Node
from learn.content.values import Bank
from learn.kinds.base import Fault
from learn.problems import Problem

Event = Callable[[], Any]


class Places:
    """The places of some of a bank's questions, by their ids."""

    def __init__(self, loaded: AnyLoaded, bank: Bank, ids: Collection[str]) -> None:
        self.spans = loaded.spans
        self.index = {one.id: at for at, one in enumerate(bank.questions) if one.id in ids}
        if loaded.problems:
            self.index = _index(self.spans.root)
        else:
            self.spans = Spans(self.spans.path, self.spans.text, _sparse(self.spans.text, set(self.index.values())))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file."""
        text = self.spans.text
        return self.spans.lines if "\r" in text else text.split("\n")  # a tenth of the time, for what most files are

    def problem(self, question: str, one: Fault) -> Problem:
        """A fault of a question with its place."""
        span = self.spans.at(("questions", self.index[question], *one.where))
        return Problem(one.code, RULES[one.code].rule, one.message, span, one.hint, self.lines[span.line - 1])


def _index(root: Node | None) -> dict[str, int]:
    """Id → index in the file, where questions with errors stand between the others."""
    listed = root.value["questions"][1].value if root is not None and isinstance(root.value, dict) else ()
    places: dict[str, int] = {}
    for place, one in enumerate(listed):
        if isinstance(one, Node) and isinstance(one.value, dict) and "id" in one.value:
            places.setdefault(str(one.value["id"][1].value), place)
    return places


def _sparse(text: str, wanted: set[int]) -> Node:
    """The document of a bank without faults, of which only the wanted questions are filled in."""
    get: Event = yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)).__next__
    get(), get()
    top = get()
    entries: dict[str, tuple[Node, Node]] = {}
    while (key := get()).__class__ is not yaml.MappingEndEvent:
        value = get()
        entries[key.value] = (
            _node(key, ""),
            _questions(get, value, wanted) if key.value == "questions" else _skip(get, value),
        )
    return _node(top, entries)


def _questions(get: Event, event: Any, wanted: set[int]) -> Node:
    items: list[Node] = []
    while (one := get()).__class__ is not yaml.SequenceEndEvent:
        items.append(_filled(get, one) if len(items) in wanted else _skip(get, one))
    return _node(event, items)


def _skip(get: Event, event: Any) -> Node:
    """The node of a value that is passed over."""
    depth = 0
    ends = event
    while True:
        kind = ends.__class__
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            depth += 1
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            depth -= 1
        if not depth:
            return _node(event, "")
        ends = get()


def _filled(get: Event, event: Any) -> Node:
    kind = event.__class__
    if kind is yaml.ScalarEvent:
        return _node(event, event.value)
    if kind is yaml.SequenceStartEvent:
        items = []
        while (one := get()).__class__ is not yaml.SequenceEndEvent:
            items.append(_filled(get, one))
        return _node(event, items)
    entries = {}
    while (key := get()).__class__ is not yaml.MappingEndEvent:
        entries[key.value] = (_node(key, key.value), _filled(get, get()))
    return _node(event, entries)


def _node(event: Any, value: Any) -> Node:
    start, end = event.start_mark, event.end_mark
    return Node(start.line, start.column, max(1, end.column - start.column) if end.line == start.line else 1, value)
