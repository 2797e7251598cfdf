"""The parts of a question in Moodle XML: texts in their formats, files, weights, and what all types have."""

import re
from base64 import b64decode
from math import isfinite
from typing import Any

from learn.exchange.html_text import AS_MARKDOWN, lost_notes, plain
from learn.exchange.moodle_question import Answer, Refused
from learn.exchange.package_zip import safe_name
from learn.exchange.report import Media
from learn.exchange.xml_safe import WHITE, Node
from learn.language import tr
from learn.text import clean

NUMBER = re.compile(r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_USUAL = frozenset(
    ["", "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.", "Well done!"]
)


class Shelf:
    """The files that questions bring along, each once, under safe names."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bytes], Media] = {}

    def keep(self, name: str, data: bytes) -> str:
        """The safe name of a file."""
        found = self._kept.get((name, data))
        if found is None:
            taken = {media.name.casefold() for media in self._kept.values()}
            found = self._kept[name, data] = Media(safe_name(name, taken), data)
        return found.name

    @property
    def media(self) -> tuple[Media, ...]:
        """All files, in the order in which they came."""
        return tuple(self._kept.values())


def title_of(node: Node) -> str:
    """The name of a question, for the report on one that cannot be read."""
    return plain(node.child_text("name", "text")).text


class Reader:
    """Reads the parts of one question; what texts lose is gathered."""

    def __init__(self, node: Node, shelf: Shelf) -> None:
        self.node = node
        self.lost: list[str] = []
        self.said: list[str] = []
        self.pictures = _files(node, shelf)
        self.said += _old_picture(node, shelf)
        text = node.find("questiontext")
        self.format = text.get("format", "html") if text is not None else "html"

    @property
    def notes(self) -> tuple[str, ...]:
        """What got lost of the texts, and what else there is to say."""
        return (*self.said, *lost_notes(self.lost))

    def common(self) -> dict[str, Any]:
        """The fields that all types have."""
        node = self.node
        if node.child_text("hidden") == "1":
            self.said.append(tr("it is hidden there"))
        if any(self.text(node.find(tag)) not in _USUAL for tag in _COMBINED):
            self.said.append(tr("the feedback to right, partly right and wrong answers as a whole"))
        return {
            "text": self.text(node.find("questiontext")),
            "name": title_of(node),
            "idnumber": node.child_text("idnumber"),
            "general": self.text(node.find("generalfeedback")),
            "hints": tuple(filter(None, map(self._hint, node.all("hint")))),
            "tags": tuple(tags_of(node)),
            "points": self._points(),
            "shuffle": yes(node, "shuffleanswers", True),
            "line": node.line,
        }

    def _hint(self, node: Node) -> str:
        return self.text(node.find("hintcontent") or node)

    def _points(self) -> float | None:
        text = self.node.child_text("defaultgrade")
        if not text or self.node.get("type") in ("cloze", "multianswer", "description"):
            return None
        number = float(text) if NUMBER.fullmatch(text) else -1.0
        return number if isfinite(number) else -1.0

    def text(self, node: Node | None) -> str:
        """The text of an element that holds a `text` and says its format."""
        if node is None:
            return ""
        body = node.find("text")
        source = body.inner if body is not None else "".join(one for one in node.content if isinstance(one, str))
        return self.plain(source, node.get("format", self.format))

    def plain(self, source: str, format_: str) -> str:
        """The text of a source of one of Moodle's formats."""
        name = format_.strip()
        if name == "plain_text":
            return clean(source, "\n\t").strip(WHITE)
        if name in ("markdown", "wiki_like"):
            self.lost.append(AS_MARKDOWN)
            return clean(source, "\n\t").strip(WHITE)
        found = plain(source, breaks=name == "moodle_auto_format", pictures=self.pictures)
        self.lost += found.lost
        return found.text

    def weight(self, node: Node) -> float:
        """The weight of an answer, in percent."""
        text = node.get("fraction", "").strip() or "0"
        if not NUMBER.fullmatch(text):
            raise Refused(tr("`{text}` is no weight", text=clean(text, "")[:40]), "E313", node.line)
        return float(text)

    def answer(self, node: Node, typed: bool) -> Answer:
        """An answer; `typed`: it is compared, not shown, so it is no HTML."""
        text = literal(node) if typed else self.text(node)
        tolerance = node.child_text("tolerance")
        return Answer(text, self.weight(node), self.text(node.find("feedback")), tolerance, line=node.line)

    def need(self, *tags: str) -> list[Node]:
        """The elements of these names, of which there must be some."""
        found = self.node.all(*tags)
        if not found:
            raise Refused(tr("the question has no <{tag}>", tag=tags[0]), "E321", self.node.line)
        return found


def literal(node: Node) -> str:
    """The text of an answer to be typed; old files have it outside of `text`."""
    body = node.find("text")
    text = body.text if body is not None else "".join(one for one in node.content if isinstance(one, str))
    return clean(text, "\n\t").strip(WHITE)


def tags_of(node: Node) -> list[str]:
    """The tags of a question."""
    found = (one.child_text("text") for listed in node.all("tags", "coursetags") for one in listed.all("tag"))
    return [text for text in found if text]


def yes(node: Node, tag: str, default: bool) -> bool:
    """Whether an element says so; `default` where there is none."""
    text = node.child_text(tag).lower()
    return text not in ("0", "false") if text else default


def _files(node: Node, shelf: Shelf) -> dict[str, str]:
    """The files of a question: their names there → those that they are kept under."""
    kept = {}
    for file in node.deep("file"):
        name = clean(file.get("name"), "")
        kept[name] = shelf.keep(name, _decoded(file, name))
    return kept


def _decoded(file: Node, name: str) -> bytes:
    try:
        if file.get("encoding", "base64") == "base64":
            return b64decode("".join(file.text.split()), validate=True)
    except ValueError:
        pass
    raise Refused(tr("the file `{name}` is not base64", name=name[:60]), "E323", file.line)


def _old_picture(node: Node, shelf: Shelf) -> list[str]:
    """Until Moodle 1.9 a question had one picture, beside its text."""
    name, data = clean(node.child_text("image"), ""), node.find("image_base64")
    if not name or data is None:
        return []
    return [tr("the picture beside its text: {file}", file=shelf.keep(name, _decoded(data, name)))]
