"""A bank as a content package of QTI 2.1: a manifest, a test, and one file an item.

Scores run from 0 to 1; points are weights in the test. Every item says in full how it is scored, so that partial
scores are ours, and which feedback is shown when. Texts with white space that XHTML would lose stand in a `span` of
the class `learn-pre`.
"""

from learn.content.values import Bank
from learn.exchange.labels import labels
from learn.exchange.package_zip import pack
from learn.exchange.qti21_write_item import FEEDBACK, Written, inline, sets
from learn.exchange.qti21_write_picked import PICKED
from learn.exchange.qti21_write_typed import TYPED
from learn.exchange.report import Exported, Follow, Item, item
from learn.exchange.xml_write import Xml, document, element, lines, named
from learn.kinds.base import Question
from learn.language import tr

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_SCHEMA = f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_EXPLAIN = "EXPLAIN"


# ------------------------------------------------------------------------------------------------------------- package


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The package, and the report on each question."""
    written = [_written(question) for question in follow(bank.questions)]
    kept = [one for one in written if not one.skipped]
    files = {"imsmanifest.xml": _manifest(bank, kept), "test.xml": _test(bank, kept)}
    files |= {_file(one.question): _item(bank.id, one) for one in kept}
    return Exported("qti21", pack(files), tuple(map(_report, written)))


def _report(written: Written) -> Item:
    if written.skipped:
        return item(written.question, written.skipped, skipped=True)
    return item(written.question, *dict.fromkeys(written.notes))


def _file(question: Question) -> str:
    return f"items/{question.id}.xml"


def _name(bank: str, question: str) -> str:
    """An identifier that no other bank's question has; `identifier` must not begin with a digit."""
    return f"i--{bank}--{question}"


def _manifest(bank: Bank, kept: list[Written]) -> bytes:
    head = {
        "identifier": f"m--{bank.id}",
        "xmlns": _PACKAGE,
        "xmlns:imsmd": _LOM,
        "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{_PACKAGE} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    }
    metadata = element("metadata", element("schema", "QTIv2.1 Package"), element("schemaversion", "1.0.0"))
    refs = (element("dependency", identifierref=_name(bank.id, one.question.id)) for one in kept)
    test = element(
        "resource",
        element("file", href="test.xml"),
        *refs,
        identifier=f"b--{bank.id}",
        type="imsqti_test_xmlv2p1",
        href="test.xml",
    )
    items = (_resource(bank.id, one) for one in kept)
    return document(
        named("manifest", head, metadata, element("organizations"), element("resources", lines([test, *items])))
    )


def _resource(bank: str, written: Written) -> Xml:
    question = written.question
    told = (element("imsmd:keyword", element("imsmd:string", label)) for label in labels(question, **written.labels))
    title = element("imsmd:title", element("imsmd:string", question.id))
    metadata = element("metadata", element("imsmd:lom", element("imsmd:general", title, *told)))
    file = element("file", href=_file(question))
    name = _name(bank, question.id)
    return element("resource", metadata, file, identifier=name, type="imsqti_item_xmlv2p1", href=_file(question))


def _test(bank: Bank, kept: list[Written]) -> bytes:
    refs = [_reference(bank.id, one.question) for one in kept]
    section = element("assessmentSection", lines(refs), identifier="all", title=bank.title or bank.id, visible="true")
    part = element("testPart", section, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    head = {"xmlns": _QTI, "xmlns:xsi": _XSI, "xsi:schemaLocation": _SCHEMA}
    return document(
        named("assessmentTest", head | {"identifier": f"b--{bank.id}", "title": bank.title or bank.id}, part)
    )


def _reference(bank: str, question: Question) -> Xml:
    weight = [element("weight", identifier="points", value=repr(question.points))] if question.points != 1 else []
    return element("assessmentItemRef", *weight, identifier=_name(bank, question.id), href=_file(question))


# ---------------------------------------------------------------------------------------------------------------- items


def _written(question: Question) -> Written:
    written = Written(question)
    writer = PICKED.get(question.kind) or TYPED.get(question.kind)
    if writer is None:
        written.skipped = tr("QTI 2.1 has nothing like the kind {kind}", kind=question.kind)
        return written
    written.always(_EXPLAIN, question.explain)
    writer(question, written)
    if question.hint:
        written.notes.append(tr("the hint is shown to tutors only"))
        hint = element("p", inline(question.hint))
        written.body.append(element("rubricBlock", hint, view="tutor", class_="learn-hint"))
    return written


def _item(bank: str, written: Written) -> bytes:
    head = {
        "xmlns": _QTI,
        "xmlns:xsi": _XSI,
        "xsi:schemaLocation": _SCHEMA,
        "identifier": _name(bank, written.question.id),
        "title": written.question.id,
        "adaptive": "false",
        "timeDependent": "false",
    }
    outcomes = [element("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")]
    if written.modal:
        told = {"identifier": FEEDBACK, "cardinality": "multiple", "baseType": "identifier"}
        outcomes.append(named("outcomeDeclaration", told))
    parts = [*written.responses, *outcomes, element("itemBody", *written.body), *_processing(written), *written.modal]
    return document(named("assessmentItem", head, lines(parts)))


def _processing(written: Written) -> list[Xml]:
    rules = [sets("SCORE", written.score)] if written.score else []
    if written.shown:
        rules.append(sets(FEEDBACK, element("multiple", *written.shown)))
    rules += written.rules
    return [element("responseProcessing", *rules)] if rules else []
