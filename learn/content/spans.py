"""Places in one file: from the path of a value (keys and indexes) to line, column and the text of the line."""

from collections.abc import Collection, Iterator
from functools import cached_property

from learn.content.codes import rule_of
from learn.content.hints import lines_of
from learn.content.pause import paused_gc
from learn.content.refusals import UNSAFE
from learn.content.tree import Node, Refusal, Where
from learn.kinds.base import Fault
from learn.problems import Problem, Span
from learn.text import REPLACEMENT

AT_KEY = frozenset({"E107", "E113"})
"""Codes that speak of a key, not of the value behind it."""

_SHORT = {"facts": "fact", "range": "value"}


class Spans:
    """The places of a file's values. The positions are read from the text when the first one is asked for."""

    def __init__(self, path: str, text: str, root: Node | None = None) -> None:
        self.path = path
        self.text = text
        if root is not None:
            self.root = root

    @cached_property
    def root(self) -> Node | None:
        """The file's document with its positions."""
        from learn.content.nodes import marked

        with paused_gc():
            return marked(UNSAFE.sub(REPLACEMENT, self.text))[0]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return lines_of(self.text)

    def at(self, where: Where, key: bool = False) -> Span:
        """The place of a value, or of its key; of the nearest thing around it where it is not written out."""
        node = self._node(where, key)
        if node is None:
            return Span(self.path, 1, 1)
        return Span(self.path, node.line + 1, node.column + 1, node.width)

    def item(self, key: str, name: str, label: str = "id") -> Where:
        """The path of the item of a list whose `label` is `name`: `("questions", 4)`; that of the list if none is."""
        listed = self._node((key,), False)
        items = listed.value if listed is not None and isinstance(listed.value, list) else []
        for place, one in enumerate(items):
            entry = one.value.get(label) if isinstance(one.value, dict) else None
            if entry is not None and entry[1].value == name:
                return (key, place)
        return (key,)

    def within(self, where: Where, text: str, keys: Collection[str]) -> Where:
        """The path, at or below `where`, of a text that stands under one of the keys, alone or in a list."""
        node = self._node(where, False)
        return next(_search(node, where, text, keys), where) if node is not None else where

    def problem(self, fault: Fault) -> Problem:
        """The fault with its place."""
        span = self.at(fault.where, fault.code in AT_KEY)
        return self._problem(fault.code, span, fault.message, fault.hint)

    def refused(self, refusal: Refusal) -> Problem:
        """The refusal as a problem."""
        span = Span(self.path, refusal.line + 1, refusal.column + 1, refusal.width)
        return self._problem(refusal.code, span, refusal.message, refusal.hint)

    def at_offset(self, code: str, offset: int, message: str, hint: str) -> Problem:
        """A problem at the n-th character of the text."""
        before = lines_of(self.text[:offset])
        return self._problem(code, Span(self.path, len(before), len(before[-1]) + 1), message, hint)

    def _problem(self, code: str, span: Span, message: str, hint: str) -> Problem:
        source = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        return Problem(code, rule_of(code), message, span, hint, source)

    def _node(self, where: Where, key: bool) -> Node | None:
        node = self.root
        for place, part in enumerate(where):
            if node is None:
                break
            node = _step(node, part, key and place == len(where) - 1)
        return node


def _search(node: Node, where: Where, text: str, keys: Collection[str]) -> Iterator[Where]:
    value = node.value
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _search(one, (*where, place), text, keys)
    elif isinstance(value, dict):
        for name, (_, one) in value.items():
            yield from _search(one, (*where, name), text, keys)
    elif value == text and any(isinstance(part, str) and part in keys for part in where[-2:]):
        yield where


def _step(node: Node, part: str | int, key: bool) -> Node:
    """The part of the node that `part` names; the node itself where it has none."""
    value = node.value
    if isinstance(value, list):
        return value[part] if isinstance(part, int) and part < len(value) else node
    if isinstance(value, dict):
        name = _name(value, part)
        return node if name is None else value[name][0 if key else 1]
    return node


def _name(entries: dict[str, tuple[Node, Node]], part: str | int) -> str | None:
    if isinstance(part, int):
        return list(entries)[part] if part < len(entries) else None
    short = _SHORT.get(part, part)
    return part if part in entries else short if short in entries else None
