"""A bank as a package of QTI 1.2 that Canvas imports: a manifest, the quiz, and what Canvas wants to know of it.

The layout is that of Canvas' own exports. Scores are percentages, as there. `order` is written as new quizzes have it
(`ordering_question`).
"""

from learn.content.values import Bank
from learn.exchange.labels import labels
from learn.exchange.package_zip import pack
from learn.exchange.qti12_write_item import Written, material
from learn.exchange.qti12_write_picked import PICKED
from learn.exchange.qti12_write_typed import TYPED
from learn.exchange.report import Exported, Follow, Item, item
from learn.exchange.xml_write import Xml, document, element, lines, named
from learn.kinds.base import Question
from learn.language import tr

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"


# ------------------------------------------------------------------------------------------------------------- package


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The package, and the report on each question."""
    written = [(question, _written(question)) for question in follow(bank.questions)]
    ident = f"learn-{bank.id}"
    title = bank.title or bank.id
    quiz = _quiz(bank.id, title, [_item(bank.id, one) for _, one in written if not one.skipped])
    points = sum(question.points for question, one in written if not one.skipped)
    shuffled = all(question.shuffle for question in bank.questions)
    files = {
        "imsmanifest.xml": _manifest(ident, title),
        f"{ident}/{ident}.xml": quiz,
        f"{ident}/assessment_meta.xml": _meta(ident, title, points, shuffled),
    }
    return Exported("qti12", pack(files), tuple(_report(question, one) for question, one in written))


def _report(question: Question, written: Written) -> Item:
    if written.skipped:
        return item(question, written.skipped, skipped=True)
    return item(question, *dict.fromkeys(written.notes))


def _quiz(ident: str, title: str, items: list[Xml]) -> bytes:
    head = {
        "xmlns": _QTI,
        "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{_QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd",
    }
    section = element("section", lines(items), ident="root_section")
    attempts = element("qtimetadata", _field("cc_maxattempts", "1"))
    return document(named("questestinterop", head, element("assessment", attempts, section, ident=ident, title=title)))


def _manifest(ident: str, title: str) -> bytes:
    text = element("imsmd:title", element("imsmd:langstring", title))
    general = element("imsmd:lom", element("imsmd:general", text))
    metadata = element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1.3"), general)
    meta = f"{ident}/assessment_meta.xml"
    quiz = element(
        "resource",
        element("file", href=f"{ident}/{ident}.xml"),
        element("dependency", identifierref=f"{ident}-meta"),
        identifier=ident,
        type="imsqti_xmlv1p2",
    )
    about = element(
        "resource",
        element("file", href=meta),
        identifier=f"{ident}-meta",
        type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
        href=meta,
    )
    head = {"identifier": f"{ident}-manifest", "xmlns": _PACKAGE, "xmlns:imsmd": _LOM, "xmlns:xsi": _XSI}
    resources = element("resources", lines([quiz, about]))
    return document(named("manifest", head, metadata, element("organizations"), resources))


def _meta(ident: str, title: str, points: float, shuffled: bool) -> bytes:
    told = {
        "title": title,
        "shuffle_answers": "true" if shuffled else "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "assignment",
        "points_possible": repr(points),
        "allowed_attempts": "1",
    }
    head = {"identifier": ident, "xmlns": _CANVAS, "xmlns:xsi": _XSI}
    return document(named("quiz", head, lines(element(name, value) for name, value in told.items())))


# ---------------------------------------------------------------------------------------------------------------- items


def _written(question: Question) -> Written:
    written = Written(question)
    writer = PICKED.get(question.kind) or TYPED.get(question.kind)
    if writer is None:
        written.skipped = tr("Canvas has nothing like the kind {kind}", kind=question.kind)
        return written
    written.tell("general_fb", question.explain)
    written.shows(element("other"), "general_fb")
    writer(question, written)
    if question.hint:
        written.notes.append(tr("Canvas shows no hints"))
    return written


def _item(bank: str, written: Written) -> Xml:
    question = written.question
    fields = [("question_type", f"{written.type}_question"), ("points_possible", repr(question.points))]
    fields += [*written.fields, *(("learn_label", label) for label in labels(question, **written.labels))]
    metadata = element("itemmetadata", element("qtimetadata", *(_field(*field) for field in fields)))
    stem = element("material", element("mattext", written.ask, texttype="text/html"))
    parts = [metadata, element("presentation", stem, *written.responses)]
    if written.rules:
        outcome = element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
        parts.append(element("resprocessing", element("outcomes", outcome), *written.rules))
    parts += [_feedback(name, text) for name, text in written.feedback.items()]
    if question.hint:
        hint = element("hint", element("hintmaterial", material(question.hint)))
        parts.append(element("itemfeedback", hint, ident="hint_fb"))
    return element("item", lines(parts), ident=f"{bank}--{question.id}", title=question.id)


def _field(label: str, entry: str) -> Xml:
    return element("qtimetadatafield", element("fieldlabel", label), element("fieldentry", entry))


def _feedback(name: str, text: str) -> Xml:
    return element("itemfeedback", element("flow_mat", material(text)), ident=name)
