"""Moodle XML: read as Moodle reads it, written as Moodle writes it.

Ids travel as `idnumber`, facts and other labels as tags. Files within questions come along as media.
Source: docs.moodle.org, "Moodle XML format"; Moodle's `question/format/xml/format.php`.
"""

import re
from collections.abc import Iterator

from learn.content.pause import paused_gc
from learn.content.values import Bank
from learn.exchange import moodle_xml_parts, moodle_xml_read, moodle_xml_write, xml_safe
from learn.exchange.intake import Draft, Intake
from learn.exchange.moodle_bank import Gathered, category_path, proved
from learn.exchange.moodle_question import MoodleQuestion, Refused
from learn.exchange.moodle_reading import refuse
from learn.exchange.moodle_writing import Places
from learn.exchange.report import Exported, Follow, Imported, Item
from learn.exchange.xml_safe import Node
from learn.kinds.base import Question
from learn.language import tr
from learn.problems import Problem

NAME = "moodle-xml"
_PLACES = Places(
    "Moodle", points=True, hint=True, case=True, unit=True, shuffle=True, ordering=True, gaps=True, headings=True
)
_LOOKS = re.compile(r"<quiz[\s>]|<question\s+type\s*=")


def recognise(data: bytes, name: str) -> bool:  # noqa: ARG001 - `.xml` says too little
    """Whether the file looks like Moodle XML."""
    return bool(_LOOKS.search(data[:20_000].replace(b"\0", b"").decode("utf-8", "replace")))


def read(data: bytes, name: str) -> Imported:
    """The questions of a Moodle XML file. Raises UsageError where defusedxml is not installed."""
    with paused_gc():
        return _read(data, name)


def _read(data: bytes, name: str) -> Imported:
    root = xml_safe.parse(data, name)
    if isinstance(root, Problem):
        intake = Intake(NAME, name)
        intake.problems.append(root)
        return intake.result()
    gathered = Gathered(NAME, name)
    shelf = moodle_xml_parts.Shelf()
    if root.tag not in ("quiz", "question"):
        gathered.intake.fault("E320", tr("the root element is <{tag}>, not <quiz>", tag=root.tag), root.line)
    for node in [root] if root.tag == "question" else root.all("question"):
        _take(node, gathered, shelf)
    return gathered.imported(shelf.media)


def _take(node: Node, gathered: Gathered, shelf: moodle_xml_parts.Shelf) -> None:
    try:
        gathered.add(moodle_xml_read.question_of(node, shelf))
    except Refused as refused:
        title = moodle_xml_parts.title_of(node)
        draft = Draft(node.child_text("idnumber"), title=title, line=node.line)
        draft.fields["ask"] = title or node.child_text("questiontext")[:200]
        refuse(draft, refused, gathered.intake)


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The bank as a Moodle XML file, and what was lost of each question."""
    with paused_gc():
        written = [_written(question) for question in follow(bank.questions)]
    category = moodle_xml_write.category(category_path(bank.title)) if bank.title.strip() else None
    head = moodle_xml_write.lines(category) if category is not None else ""
    body = "".join(source for source, _ in written)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{head}{body}</quiz>\n'
    return Exported(NAME, text.encode("utf-8"), tuple(report for _, report in written))


def _written(question: Question) -> tuple[str, Item]:
    found = proved(question, _PLACES, moodle_xml_write.node_of, _again)
    return moodle_xml_write.lines(found.source) if found.source is not None else "", found.report


def _again(node: Node) -> Iterator[MoodleQuestion]:
    yield moodle_xml_read.question_of(node, moodle_xml_parts.Shelf())
