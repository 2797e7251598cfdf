"""QTI 2.1 (IMS Question & Test Interoperability, Assessment Test, Section and Item Information Model 2.1).

Read: a content package (zip) and bare items; 2.0 and 2.2 differ in nothing that is read here. Written: a package with
a manifest, a test and one file an item, valid against the schema. Facts, tags, difficulty and the like are keywords
of the item's metadata in the manifest (see `learn.exchange.labels`), points are weights in the test.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from learn.content.pause import paused_gc
from learn.exchange.intake import Draft, Intake, Skip
from learn.exchange.package_zip import BadPackage, MediaShelf, Package, Pictures, is_zip, listed, normal, peek, unpack
from learn.exchange.qti21_reading import fill
from learn.exchange.qti21_values import number
from learn.exchange.qti21_writing import write
from learn.exchange.report import Imported
from learn.exchange.xml_safe import Node, parse
from learn.language import tr
from learn.problems import Problem

__all__ = ["read", "recognise", "write"]

_ITEM = re.compile(rb"<(?:[\w.-]+:)?assessmentItem[\s>/]")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:assessment(?:Item|Test)|qti-assessment-(?:item|test))[\s>/]")
_RESOURCE = re.compile(rb"imsqti_(?:apip)?(?:item|test)_xmlv[23]p")
_KIND = re.compile("imsqti_(?:apip)?(?:item|test)")
_HEAD = 16_384


def recognise(data: bytes, name: str) -> bool:  # noqa: ARG001 - the content tells
    """Whether this is QTI 2: its root element, or a package's manifest, says so."""
    if not is_zip(data):
        return _ROOT.search(data[:_HEAD].replace(b"\0", b"")) is not None  # UTF-16 without its second bytes
    if _RESOURCE.search(peek(data, "imsmanifest.xml")):
        return True
    documents = [one for one in listed(data) if one.lower().endswith(".xml")][:20]
    return any(_ITEM.search(peek(data, one, _HEAD)) for one in documents)


def read(data: bytes, name: str) -> Imported:
    """The questions of a package, or the one of a bare item."""
    with paused_gc():
        return _read(data, name)


def _read(data: bytes, name: str) -> Imported:
    intake = Intake("qti21", name)
    if not is_zip(data):
        return _bare(data, name, intake)
    try:
        package = unpack(data)
    except BadPackage as reason:
        intake.fault("E350", str(reason))
        return intake.result()
    return _Reading(intake, package, name).result()


def _bare(data: bytes, name: str, intake: Intake) -> Imported:
    root = parse(data, name)
    if isinstance(root, Problem):
        intake.problems.append(root)
    elif root.tag == "assessmentItem":
        _take(root, intake, Entry(name))
    elif root.tag == "assessmentTest":
        intake.fault(
            "E300", tr("this is a test without its items"), hint=tr("import the package (zip) that it came in")
        )
    else:
        _refuse(root, intake, name)
    return intake.result()


def _refuse(root: Node, intake: Intake, path: str) -> None:
    """Report a file that is no item of QTI 2."""
    if root.tag.startswith("qti-"):
        hint = tr("export it as QTI 2.1 or 2.2")
        intake.fault("E300", tr("this is QTI 3.0, which is not read"), root.line, hint, path)
    else:
        intake.fault(
            "E300", tr("the root element is <{tag}>, not <assessmentItem>", tag=root.tag[:40]), root.line, path=path
        )


class Entry(Struct, frozen=True):
    """An item's file in a package: its name, and what is told of it elsewhere."""

    name: str
    labels: tuple[str, ...] = ()
    weight: Decimal | None = None


def _take(root: Node, intake: Intake, entry: Entry, pictures: Pictures | None = None) -> None:
    ident = root.get("identifier").rpartition("--")[2]
    draft = Draft(ident, title=root.get("title"), line=root.line, pictures=pictures)
    try:
        fill(root, draft, entry.labels, entry.weight)
    except Skip as reason:
        intake.skip(draft, str(reason))
    else:
        intake.take(draft)


class _Reading:
    """A package while it is read."""

    def __init__(self, intake: Intake, package: Package, path: str) -> None:
        self.intake = intake
        self.package = package
        self.path = path
        self.shelf = MediaShelf(package)
        self.pictures = Pictures(self.shelf)
        self.weights: dict[str, Decimal] = {}
        self.test = Node("assessmentTest")

    def result(self) -> Imported:
        """What was read."""
        for entry in self._entries():
            root = self._parsed(entry.name)
            if root is not None and root.tag == "assessmentItem":
                _take(root, self.intake, entry, self.pictures)
            elif root is not None:
                _refuse(root, self.intake, f"{self.path}/{entry.name}")
        ident, title = self.test.get("identifier"), self.test.get("title")
        return self.intake.result(ident.removeprefix("b--"), title=title, media=self.shelf.media)

    def _parsed(self, name: str) -> Node | None:
        root = parse(self.package.files[name], f"{self.path}/{name}")
        if isinstance(root, Problem):
            self.intake.problems.append(root)
            return None
        return root

    def _entries(self) -> list[Entry]:
        """The items that the manifest lists; without a manifest, those that there are."""
        manifest = self._parsed("imsmanifest.xml") if "imsmanifest.xml" in self.package.files else None
        if manifest is None:
            found = [name for name in self.package if name.lower().endswith(".xml")]
            return [Entry(name) for name in found if _ITEM.search(self.package.files[name][:_HEAD])]
        resources = list(self._resources(manifest))
        for name, kind, _ in resources:
            if "test" in kind:
                self._test(name)
        return [Entry(name, labels, self.weights.get(name)) for name, kind, labels in resources if "item" in kind]

    def _resources(self, manifest: Node) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """The files of items and tests: name, type, and keywords."""
        for node in manifest.deep("resource"):
            kind = node.get("type").lower()
            if not _KIND.match(kind):
                continue
            name = normal(node.get("href"))
            if name in self.package.files:
                yield name, kind, tuple(_keywords(node))
            else:
                path = f"{self.path}/imsmanifest.xml"
                self.intake.fault(
                    "E351", tr("{name} is not in the package", name=node.get("href")[:80]), node.line, path=path
                )

    def _test(self, name: str) -> None:
        """What a test tells: its title, and what it multiplies scores by."""
        root = self._parsed(name)
        if root is None:
            return
        if not self.test.attributes:
            self.test = root
        for node in root.deep("assessmentItemRef"):
            key = self.package.resolve(node.get("href"), name)
            weight = node.find("weight")
            if key is not None and weight is not None:
                try:
                    self.weights[key] = number(weight.get("value"))
                except Skip as reason:
                    self.intake.fault(
                        "E351",
                        tr("a weight cannot be read: {reason}", reason=reason),
                        node.line,
                        path=f"{self.path}/{name}",
                    )


def _keywords(resource: Node) -> Iterator[str]:
    """The keywords of a resource's metadata (IEEE LOM, 1.5)."""
    for node in resource.deep("keyword"):
        for one in node.all("string", "langstring"):
            if one.text.strip():
                yield one.text
