"""YAML text into plain texts, lists and mappings, and nothing else: every scalar stays the characters written.

Two readers over the same parser events. `plain` is the fast one: it knows no positions and gives up (None) at
anything out of the ordinary. `marked` is the patient one: it finds every refusal with its place and keeps what can
be kept. A clean file is read once; positions are looked for when there is something to point at.

Events are read one by one, because the C parser's own composer recurses without limit: 25,000 nested brackets end
the interpreter. Here the depth is limited while the events stream in.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from yaml import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    YAMLError,
)

from learn.content import hints
from learn.content.tree import Node, Plain, Refusal, Where
from learn.language import tr

NextEvent: TypeAlias = Callable[[], Any]

MOST_DEPTH = 24
MOST_REFUSALS = 200


class _OddError(Exception):
    """The fast reader met something that needs the patient one."""


class _StopError(Exception):
    """Reading cannot go on; the refusal is noted."""


def _events(text: str) -> NextEvent:
    """The function that returns the next parser event of a text without lone surrogates."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _python_events(text)
    return CParser(text.encode()).get_event


def _python_events(text: str) -> NextEvent:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PythonParser(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

    return PythonParser(text).get_event


# ------------------------------------------------------------------------------------------------------ the fast one


def plain(text: str) -> Plain | None:
    """The text's one document; None where there is anything to refuse (`marked` says what)."""
    try:
        return _document(_events(text))
    except (_OddError, YAMLError):
        return None


def _document(get: NextEvent) -> Plain:
    get()  # beginning of the stream
    if get().__class__ is StreamEndEvent:
        raise _OddError
    value = _value(get, get(), 0)
    if value == "" or get().__class__ is not DocumentEndEvent or get().__class__ is not StreamEndEvent:
        raise _OddError
    return value


def _value(get: NextEvent, event: Any, depth: int) -> Plain:
    kind = event.__class__
    if kind is AliasEvent or event.anchor is not None or event.tag is not None:
        raise _OddError
    if kind is ScalarEvent:
        text: str = event.value
        return text
    if depth == MOST_DEPTH:
        raise _OddError
    return _mapping(get, depth + 1) if kind is MappingStartEvent else _sequence(get, depth + 1)


def _mapping(get: NextEvent, depth: int) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    while True:
        event = get()
        kind = event.__class__
        if kind is MappingEndEvent:
            return found
        if kind is not ScalarEvent or event.anchor is not None or event.tag is not None:
            raise _OddError
        key = event.value
        if key in found:
            raise _OddError
        event = get()
        if event.__class__ is ScalarEvent and event.anchor is None and event.tag is None:
            found[key] = event.value
        else:
            found[key] = _value(get, event, depth)


def _sequence(get: NextEvent, depth: int) -> list[Plain]:
    found: list[Plain] = []
    while True:
        event = get()
        kind = event.__class__
        if kind is ScalarEvent and event.anchor is None and event.tag is None:
            found.append(event.value)
        elif kind is SequenceEndEvent:
            return found
        else:
            found.append(_value(get, event, depth))


# --------------------------------------------------------------------------------------------------- the patient one


def marked(text: str) -> tuple[Node | None, list[Refusal]]:
    """The document with positions as far as it can be read, and everything that is refused in it."""
    reader = _Marked(text)
    return reader.read(), reader.refusals


class _Marked:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = hints.lines_of(text)
        self.refusals: list[Refusal] = []
        self.where: Where = ()  # what is being read, for a syntax error to spoil

    def read(self) -> Node | None:
        root: list[Node] = []
        try:
            self.get = _events(self.text)
            self.get()
            self._documents(root)
        except _StopError:
            pass
        except YAMLError as error:
            self.refusals.append(self._syntax(error))
        return root[0] if root else None

    def _documents(self, root: list[Node]) -> None:
        """Reads the first document into `root` (so that half of one is kept as well) and refuses a second."""
        event: Any = self.get()
        if event.__class__ is not StreamEndEvent:
            event = self.get()
            if event.__class__ is ScalarEvent and event.value == "" and not event.anchor and not event.tag:
                root.clear()
            else:
                self._take(event, (), root.append)
            self.get()
            event = self.get()
            if event.__class__ is not StreamEndEvent:
                self._refuse("E110", event, (), tr("a second document begins here"), tr(hints.SECOND_DOCUMENT))
        if not root and not self.refusals:
            self.refusals.append(
                Refusal("E106", 0, 0, tr("the file is empty"), tr("write a bank, a lesson, or sources"))
            )

    def _refuse(self, code: str, event: Any, where: Where, message: str, hint: str = "") -> None:
        mark = event.start_mark
        width = max(1, event.end_mark.column - mark.column) if event.end_mark.line == mark.line else 1
        self.refusals.append(Refusal(code, mark.line, mark.column, message, hint, width, where))
        if len(self.refusals) == MOST_REFUSALS:
            raise _StopError

    def _take(self, event: Any, where: Where, keep: Callable[[Node], None]) -> None:
        """Reads the value that begins with `event`, hands its node to `keep` at once, and fills it afterwards."""
        self.where = where
        kind = event.__class__
        line = self.lines[event.start_mark.line] if event.start_mark.line < len(self.lines) else ""
        if kind is AliasEvent:
            self._refuse(
                "E108", event, where, tr("`*{anchor}` is a YAML alias", anchor=event.anchor), hints.quote(line, event)
            )
            keep(self._node(event, ""))
            return
        if event.anchor is not None:
            self._refuse(
                "E108", event, where, tr("`&{anchor}` is a YAML anchor", anchor=event.anchor), hints.quote(line, event)
            )
        if event.tag is not None:
            self._refuse(
                "E109", event, where, tr("`{tag}` is a YAML tag", tag=hints.tag(event.tag)), hints.quote(line, event)
            )
        if kind is ScalarEvent:
            keep(self._node(event, event.value))
        else:
            self._take_collection(event, where, keep)

    def _take_collection(self, event: Any, where: Where, keep: Callable[[Node], None]) -> None:
        if len(where) >= MOST_DEPTH:
            self._refuse("E111", event, where, tr("more than {most} levels within each other", most=MOST_DEPTH))
            raise _StopError
        if event.__class__ is MappingStartEvent:
            entries: dict[str, tuple[Node, Node]] = {}
            keep(self._node(event, entries))
            self._take_entries(entries, where)
        else:
            items: list[Node] = []
            keep(self._node(event, items))
            while (one := self.get()).__class__ is not SequenceEndEvent:
                self._take(one, (*where, len(items)), items.append)
        self.where = _behind(where)

    def _take_entries(self, entries: dict[str, tuple[Node, Node]], where: Where) -> None:
        dropped: list[Node] = []
        while (event := self.get()).__class__ is not MappingEndEvent:
            if event.__class__ is not ScalarEvent:
                self._refuse_key(event, where)
                self._take(self.get(), (*where, ""), dropped.append)
                continue
            keys: list[Node] = []
            self._take(event, (*where, event.value), keys.append)
            if event.value in entries:
                first = entries[event.value][0].line + 1
                hint = tr("it stands in line {first} already; remove or rename one", first=first)
                self._refuse(
                    "E107", event, (*where, event.value), tr("the key `{key}` stands twice", key=event.value), hint
                )
                self._take(self.get(), (*where, event.value), dropped.append)
            else:
                self._take(self.get(), (*where, event.value), self._entry(entries, event.value, keys[0]))

    @staticmethod
    def _entry(entries: dict[str, tuple[Node, Node]], key: str, node: Node) -> Callable[[Node], None]:
        def keep(value: Node) -> None:
            entries[key] = (node, value)

        return keep

    def _refuse_key(self, event: Any, where: Where) -> None:
        line = self.lines[event.start_mark.line]
        self._refuse("E112", event, where, tr("a key must be a text"), hints.quote_key(line, event))
        self._take(event, (*where, ""), lambda _: None)

    @staticmethod
    def _node(event: Any, value: Any) -> Node:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Node(start.line, start.column, max(1, width), value)

    def _syntax(self, error: YAMLError) -> Refusal:
        line, column, message, hint = hints.syntax(error, self.lines)
        return Refusal("E105", line, column, message, hint, where=self.where)


def _behind(where: Where) -> Where:
    """The path of what follows a value that is read to its end."""
    last = where[-1] if where else ""
    return (*where[:-1], last + 1) if isinstance(last, int) else where[:-1]
