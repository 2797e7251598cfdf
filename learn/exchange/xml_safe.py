"""XML from strangers: parsed with defusedxml, without document types and entities, within limits of size.

Every element knows its line. Namespaces are dropped: elements and attributes go by their local names.
"""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_namespaces
from xml.sax.xmlreader import InputSource

from learn.exchange.faults import problem
from learn.language import tr
from learn.problems import Problem, UsageError

MOST_BYTES = 64 * 1024 * 1024
WHITE = " \t\n\r"
"""White space in XML 1.0, section 2.3."""

_MOST_DEPTH = 100
_MOST_ELEMENTS = 3_000_000


class Node:
    """An element: its local name, attributes, line, and what it holds, texts and elements in order."""

    __slots__ = ("attributes", "content", "line", "tag")

    def __init__(
        self, tag: str, attributes: dict[str, str] | None = None, *content: "Node | str", line: int = 0
    ) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.content: list[Node | str] = list(content)
        self.line = line

    def __iter__(self) -> "Iterator[Node]":
        """The elements in it."""
        return (one for one in self.content if isinstance(one, Node))

    def all(self, *tags: str) -> "list[Node]":
        """The elements in it of these names."""
        return [one for one in self if one.tag in tags]

    def find(self, *path: str) -> "Node | None":
        """The first element at the end of a path of names."""
        here = self
        for tag in path:
            for one in here.content:
                if not isinstance(one, str) and one.tag == tag:
                    here = one
                    break
            else:
                return None
        return here

    def deep(self, *tags: str) -> "Iterator[Node]":
        """All elements of these names at any depth, in the order of the document."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            if here.tag in tags and here is not self:
                yield here
            waiting += [one for one in reversed(here.content) if not isinstance(one, str)]

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    @property
    def text(self) -> str:
        """All text in it, at any depth."""
        if len(self.content) == 1 and isinstance(self.content[0], str):
            return self.content[0]
        return "".join([one if isinstance(one, str) else one.text for one in self.content])

    def child_text(self, *path: str) -> str:
        """The text of the element at the end of the path without white space around it; "" where there is none."""
        found = self.find(*path)
        return found.text.strip(WHITE) if found is not None else ""

    @property
    def inner(self) -> str:
        """What it holds as HTML source: its text where it has no elements (so CDATA is HTML), else its markup."""
        if not any(isinstance(one, Node) for one in self.content):
            return self.text
        return self.markup

    @property
    def markup(self) -> str:
        """What it holds as markup, its texts escaped."""
        return "".join([escape(one, quote=False) if isinstance(one, str) else one.outer for one in self.content])

    @property
    def outer(self) -> str:
        """The element and what it holds as markup. Elements without content are written `<tag/>`."""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.tag}{attributes}>{self.markup}</{self.tag}>" if self.content else f"<{self.tag}{attributes}/>"


def parse(data: bytes, path: str) -> Node | Problem:
    """The root element, or why there is none. `path` names the file in the problem.

    Raises UsageError where defusedxml is not installed.
    """
    if len(data) > MOST_BYTES:
        return problem(
            "E301", path, 1, tr("the file has {count:,} bytes, at most {most:,}", count=len(data), most=MOST_BYTES)
        )
    parser = _parser()
    from defusedxml.common import DefusedXmlException

    builder = _Builder()
    parser.setContentHandler(builder)
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    source = InputSource()
    source.setByteStream(BytesIO(data))
    try:
        parser.parse(source)
    except DefusedXmlException:
        hint = tr("remove the line `<!DOCTYPE …>`")
        return problem("E304", path, builder.line, tr("a document type or an entity is declared"), hint)
    except SAXParseException as error:
        return _malformed(error, path, data)
    except _TooLarge as error:
        return problem("E305", path, builder.line, str(error))
    except (SAXException, LookupError, ValueError) as error:
        return problem("E303", path, builder.line, tr("this cannot be read as XML: {error}", error=error))
    assert builder.root is not None
    return builder.root


def _parser() -> Any:
    try:
        from defusedxml.expatreader import DefusedExpatParser
    except ImportError:
        raise UsageError(tr("XML is read with defusedxml"), hint="pip install 'learn-quiz[teacher]'") from None
    return DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)


def _malformed(error: SAXParseException, path: str, data: bytes) -> Problem:
    line, column = error.getLineNumber() or 1, error.getColumnNumber() or 0
    lines = data.decode("utf-8", "replace").splitlines()
    source = lines[line - 1][:500] if line <= len(lines) else ""
    message = tr("this is not well-formed XML: {error}", error=error.getMessage())
    return problem("E303", path, line, message, tr("export it again, or mend it there"), column + 1, source)


class _TooLarge(Exception):
    """More elements, or deeper ones, than any quiz has."""


class _Builder(ContentHandler):
    """Builds nodes from what the parser reports."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self.line = 1
        self._open: list[Node] = []
        self._locator: Any = None
        self._elements = 0

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - SAX's name
        self._locator = locator

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802, ARG002
        self._elements += 1
        self.line = self._locator.getLineNumber() or self.line
        if len(self._open) >= _MOST_DEPTH:
            raise _TooLarge(tr("more than {most} elements lie within each other", most=_MOST_DEPTH))
        if self._elements > _MOST_ELEMENTS:
            raise _TooLarge(tr("there are more than {most:,} elements", most=_MOST_ELEMENTS))
        node = Node(name[1], {key[1]: value for key, value in attrs.items()}, line=self.line)
        if self._open:
            self._open[-1].content.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802, ARG002
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].content.append(content)
