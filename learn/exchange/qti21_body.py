"""What an item of QTI 2.1 shows: its body as text, with a gap for each field in it, and the interactions.

The body is XHTML with interactions in it (IMS QTI Information Model 2.1, section 6). It is put together again as HTML,
fields as gaps, and read like any other HTML.
"""

import re
from collections.abc import Iterator
from html import escape

from learn.exchange.html_text import GAP, GAP_TAG
from learn.exchange.intake import Draft, Skip
from learn.exchange.xml_safe import Node
from learn.language import tr

GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
BLOCKS = frozenset(f"{what}Interaction" for what in ("choice", "order", "match", "gapMatch", "extendedText"))
_SPEECH = re.compile(r"(?<=[a-z])(?=[A-Z])")
_EMPTY = frozenset({"br", "hr", "img"})
_TEMPLATE = frozenset({"printedVariable", "templateBlock", "templateInline"})
_ASIDE = frozenset({"stylesheet", "prompt", "feedbackBlock", "feedbackInline"})
_PARAGRAPHS = ("p", "div", "td", "li", "blockquote")


class Body:
    """The text of an item, and what it asks for."""

    def __init__(self, item: Node, draft: Draft) -> None:
        self.draft = draft
        self.interactions: list[Node] = []
        self.hints: list[Node] = []
        self.asks: list[Node] = []
        self.button = ""
        body = item.find("itemBody")
        html = "" if body is None else "".join(self._parts(body))
        self.pieces = draft.html(html).split(GAP)
        self.alone = body is not None and len(self.pieces) == 2 and self._is_alone(body)

    @property
    def text(self) -> str:
        """The text, each gap in it as a line."""
        return "____".join(self.pieces)

    def only(self) -> Node:
        """The one interaction. Raises Skip where there are none, or several."""
        if len(self.interactions) != 1:
            raise Skip(
                tr("it asks for {count} things at once", count=len(self.interactions))
                if self.interactions
                else tr("it asks for nothing")
            )
        return self.interactions[0]

    def html(self, node: Node) -> str:
        """What an element shows, as text."""
        return self.draft.html("".join(self._parts(node)))

    def _is_alone(self, body: Node) -> bool:
        """Whether no text stands before the one field in its paragraph: it is no gap in a text."""
        field = self.interactions[0]
        block = next((one for one in (body, *body.deep(*_PARAGRAPHS)) if field in one.content), None)
        if block is None:
            return False
        before = block.content[: block.content.index(field)]
        return block is body or not any(one.strip() if isinstance(one, str) else one.text.strip() for one in before)

    # ------------------------------------------------------------------------------------------------------- as HTML

    def _parts(self, node: Node) -> Iterator[str]:
        for one in node.content:
            if isinstance(one, str):
                yield escape(one, quote=False)
            else:
                yield from self._element(one)

    def _element(self, node: Node) -> Iterator[str]:
        tag = node.tag
        if tag.endswith("Interaction"):
            yield from self._interaction(node)
        elif tag == "rubricBlock":
            yield from self._rubric(node)
        elif tag in _TEMPLATE:
            raise Skip(tr("its text is made anew each time"))
        elif tag == "gap":
            yield GAP_TAG
        elif "learn-ask" in node.get("class").split():
            self.asks.append(node)
        elif tag not in _ASIDE:  # feedback within the text is no part of the question
            yield from self._markup(node)

    def _markup(self, node: Node) -> Iterator[str]:
        tag, classes = node.tag, node.get("class").split()
        if "learn-pre" in classes:
            yield '<span style="white-space: pre-wrap">'
            yield from self._parts(node)
            yield "</span>"
            return
        kept = {name: node.get(name) for name in ("src", "alt", "style") if node.get(name)}
        if tag == "object":
            tag, kept = _object(node)
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        yield f"<{tag}{attributes}>"
        if tag not in _EMPTY:
            yield from self._parts(node)
            yield f"</{tag}>"

    def _rubric(self, node: Node) -> Iterator[str]:
        """Instructions: for those who sit the test they are part of the question, else they are for other eyes."""
        if "learn-hint" in node.get("class").split():
            self.hints.append(node)
        elif "candidate" in node.get("view", "candidate").split():
            yield "<div>"
            yield from self._parts(node)
            yield "</div>"
        else:
            self.draft.note(tr("not kept: a note for the {view}", view=node.get("view")[:40]))

    def _interaction(self, node: Node) -> Iterator[str]:
        if node.tag == "endAttemptInteraction":
            self.button = node.get("responseIdentifier")
            return
        self.interactions.append(node)
        if node.tag in GAPS:
            yield GAP_TAG
            return
        if node.tag not in BLOCKS:
            raise Skip(tr("it asks for {what}, which there is nothing like here", what=_spoken(node.tag)))
        for prompt in node.all("prompt"):
            yield "<div>"
            yield from self._parts(prompt)
            yield "</div>"
        if node.tag == "gapMatchInteraction":
            for one in node:
                if one.tag not in ("prompt", "gapText", "gapImg"):
                    yield from self._element(one)


def _object(node: Node) -> tuple[str, dict[str, str]]:
    """An `object` as what it is: a picture, or a sound or film."""
    if node.get("type").startswith("image"):
        return "img", {"src": node.get("data"), "alt": " ".join(node.text.split())}
    return "video", {}


def _spoken(tag: str) -> str:
    """`graphicGapMatchInteraction` as words."""
    return " ".join(_SPEECH.split(tag.removesuffix("Interaction"))).lower()
