"""QTI 1.2 (IMS Question & Test Interoperability, ASI XML Binding 1.2), as Canvas exports and imports it.

Read: a package (zip) of Canvas, classic or new quizzes, or of another system, and the bare XML. Written: a package
that Canvas imports. What Canvas has no place for travels in `qtimetadata` under the names `learn_label` (see
`learn.exchange.labels`) and `learn_ask`, which others pass over.
"""

import re
from collections.abc import Iterator

from learn.content.pause import paused_gc
from learn.exchange.doctype import without_doctype
from learn.exchange.intake import Draft, Intake, Skip
from learn.exchange.package_zip import BadPackage, MediaShelf, Package, Pictures, is_zip, listed, peek, unpack
from learn.exchange.qti12_reading import fill
from learn.exchange.qti12_text import material
from learn.exchange.qti12_writing import write
from learn.exchange.report import Imported
from learn.exchange.xml_safe import Node, parse
from learn.language import tr
from learn.problems import Problem

__all__ = ["read", "recognise", "write"]

_ROOT = re.compile(rb"<(?:[\w.-]+:)?questestinterop[\s>/]")
_RESOURCE = re.compile(rb"imsqti_xmlv1p[12]|imsqti_asiv1p2|imscc_xmlv1p\d/assessment")
_DOCUMENTS = (".xml", ".qti", ".dat")
_HEAD = 16_384


def recognise(data: bytes, name: str) -> bool:  # noqa: ARG001 - the content tells
    """Whether this is QTI 1.2: its root element, or a package's manifest, says so."""
    if not is_zip(data):
        return _is_document(data)
    if _RESOURCE.search(peek(data, "imsmanifest.xml")):
        return True
    documents = [one for one in listed(data) if one.lower().endswith(_DOCUMENTS)][:20]
    return any(_is_document(peek(data, one, _HEAD)) for one in documents)


def _is_document(data: bytes) -> bool:
    """Whether a file's root is that of QTI 1.2, in UTF-16 as well, read without its second bytes."""
    return _ROOT.search(data[:_HEAD].replace(b"\0", b"")) is not None


def read(data: bytes, name: str) -> Imported:
    """The questions of a package, or of a bare XML file."""
    with paused_gc():
        return _read(data, name)


def _read(data: bytes, name: str) -> Imported:
    intake = Intake("qti12", name)
    if not is_zip(data):
        return _Reading(intake, None).document(data, name).result()
    try:
        package = unpack(data)
    except BadPackage as reason:
        intake.fault("E350", str(reason))
        return intake.result()
    reading = _Reading(intake, package)
    for inner in _documents(package):
        reading.document(package.files[inner], f"{name}/{inner}")
    return reading.result()


def _documents(package: Package) -> list[str]:
    """The files that hold questions. Of a quiz that a course export holds twice, the one with all that Canvas knows."""
    found = [name for name in package if name.lower().endswith(_DOCUMENTS) and _is_document(package.files[name])]
    full = {name.rpartition("/")[2].partition(".")[0] for name in found if "non_cc_assessments/" in name}
    return [
        name
        for name in found
        if "non_cc_assessments/" in name or name.rpartition("/")[0].rpartition("/")[2] not in full
    ]


class _Reading:
    """The documents read so far, as one bank."""

    def __init__(self, intake: Intake, package: Package | None) -> None:
        self.intake = intake
        self.shelf = None if package is None else MediaShelf(package)
        self.pictures = None if self.shelf is None else Pictures(self.shelf)
        self.idents: list[str] = []
        self.titles: list[str] = []

    def document(self, data: bytes, path: str) -> "_Reading":
        """Take in the questions of one document."""
        root = parse(without_doctype(data), path)
        if isinstance(root, Problem):
            self.intake.problems.append(root)
        elif root.tag != "questestinterop":
            self.intake.fault(
                "E300", tr("the root element is <{tag}>, not <questestinterop>", tag=root.tag[:40]), path=path
            )
        else:
            self._named(root)
            stimuli = dict(self._stimuli(root))
            for node in root.deep("item", "bankentry_item"):
                self._item(node, stimuli)
        return self

    def _named(self, root: Node) -> None:
        for node in root.deep("assessment", "objectbank"):
            self.idents.append(node.get("ident"))
            self.titles.append(node.get("title") or _bank_title(node))

    def _stimuli(self, root: Node) -> Iterator[tuple[str, str]]:
        """Texts that several questions are about (new quizzes): identifier → text."""
        for node in root.deep("item"):
            if _field(node, "question_type") == "text_only_question":
                draft = Draft(line=node.line, pictures=self.pictures)
                yield node.get("ident"), material(node.find("presentation"), draft)

    def _item(self, node: Node, stimuli: dict[str, str]) -> None:
        ident = node.get("ident")
        draft = Draft(ident.rpartition("--")[2], title=_title(node), line=node.line, pictures=self.pictures)
        if node.tag == "bankentry_item":
            self.intake.skip(
                draft,
                tr("it stands in another bank, which is not in this file ({bank})", bank=node.get("item_ref")[:60]),
            )
            return
        try:
            fill(node, draft, stimuli.get(_field(node, "parent_stimulus_item_ident"), ""))
        except Skip as reason:
            self.intake.skip(draft, str(reason))
        else:
            self.intake.take(draft)

    def result(self) -> Imported:
        """What was read."""
        media = () if self.shelf is None else self.shelf.media
        return self.intake.result(*self.idents, title=next(filter(None, self.titles), ""), media=media)


def _title(item: Node) -> str:
    """The item's title, unless it is what Canvas calls every question."""
    title = item.get("title")
    return "" if re.fullmatch(r"(?:Question)?\s*[0-9]*", title) else title


def _field(item: Node, label: str) -> str:
    """A field of an item's metadata."""
    return next(
        (
            node.child_text("fieldentry")
            for node in item.deep("qtimetadatafield")
            if node.child_text("fieldlabel") == label
        ),
        "",
    )


def _bank_title(node: Node) -> str:
    """The name of a bank of Canvas."""
    own = node.find("qtimetadata") or Node("qtimetadata")
    return next((one.child_text("fieldentry") for one in own if one.child_text("fieldlabel") == "bank_title"), "")
