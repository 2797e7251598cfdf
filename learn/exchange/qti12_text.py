"""The texts of a QTI 1.2 item: what stands in `material`, in its many forms, as plain text."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from learn.exchange.html_text import is_html
from learn.exchange.intake import Draft, Skip
from learn.exchange.xml_safe import Node
from learn.language import tr
from learn.text import clean

RESPONSES = frozenset(
    {"response_lid", "response_str", "response_num", "response_xy", "response_grp"}
)  # not `response_extension`: in it Brightspace says how the response beside it is to look
Piece: TypeAlias = str | Node
_MOST = 100
_HOLDERS = frozenset({"material", "mat_extension", "hintmaterial", "solutionmaterial"})
_TRUTH = {"true.true": "True", "false.false": "False"}  # as Blackboard writes them
_SPACES = re.compile("[ \t\r\n]+")
_SOUNDS = frozenset({"mataudio", "matvideo", "matapplet", "matapplication"})


def pieces(node: Node, draft: Draft, inline: bool = False) -> Iterator[Piece]:
    """What a `presentation` shows, in its order: a text for each material, and the responses as they are.

    `inline`: the texts run on around fields to fill in, so the spaces at their ends count.
    """
    for one in node:
        if one.tag in RESPONSES:
            yield one
        elif one.tag == "material":
            yield material(one, draft, inline)
        elif one.tag.startswith("flow") or one.tag in ("presentation", "presentation_material", "mat_extension"):
            yield from pieces(one, draft, inline)
        elif one.tag.startswith("mat"):
            yield _text(one, draft, inline)


def material(node: Node | None, draft: Draft, inline: bool = False) -> str:
    """The text of a `material`, or of anything that holds some: the texts in it, one after the other."""
    if node is None:
        return ""
    parts: list[str] = []
    for one in node:
        if one.tag.startswith("flow") or one.tag in _HOLDERS:
            parts += ["\n"] if parts else []
            parts.append(material(one, draft, inline))
        elif one.tag.startswith("mat"):
            parts.append(_text(one, draft, inline))
    return "".join(parts)


def texts(nodes: Iterable[Node], draft: Draft) -> str:
    """The texts of several, below each other, each once."""
    return "\n".join(dict.fromkeys(filter(None, (material(node, draft) for node in nodes))))


def _text(node: Node, draft: Draft, inline: bool) -> str:
    match node.tag:
        case "matbreak":
            return "\n"
        case "matimage":
            return _picture(node, draft)
        case "matref":
            draft.note(tr("not kept: a text that is stored elsewhere in the file"))
            return ""
        case tag if tag in _SOUNDS:
            draft.note(tr("not kept: sounds or films"))
            return ""
        case "matemtext":
            draft.note(tr("not kept: formatting"))
    return _written(node, draft, inline)


def _written(node: Node, draft: Draft, inline: bool) -> str:
    kind = (node.get("texttype") or node.get("type")).lower()
    marked = "html" in kind or "smart" in kind or any(True for _ in node)
    if marked or ("plain" not in kind and is_html(node.text)):
        return draft.html(node.inner)
    plain = _SPACES.sub(" ", clean(node.text, "\n\t"))
    return plain if inline else plain.strip(" ")


def _picture(node: Node, draft: Draft) -> str:
    draft.note(tr("not kept: pictures"))
    source = node.get("uri").replace("\\", "/").rpartition("/")[2]
    name = (draft.pictures or {}).get(source, source)
    return f"[picture {clean(name, '')}]" if name else "[picture]"


def labels_of(response: Node, draft: Draft) -> dict[str, str]:
    """The options of a response: identifier → text, in their order."""
    labels = list(response.deep("response_label"))
    if len(labels) > _MOST:
        raise Skip(tr("there are {count} options in one list", count=len(labels)))
    texts_ = ((one.get("ident"), material(one, draft)) for one in labels)
    return {ident: _TRUTH.get(text, text) for ident, text in texts_}


def prompt_of(response: Node, draft: Draft) -> str:
    """The text that stands in a response itself: what is to be matched, or the rest of the question."""
    return texts(response.all("material"), draft)
