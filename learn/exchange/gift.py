"""GIFT, Moodle's text format for questions: read as Moodle reads it, written so that gift-pegjs accepts it.

Ids and tags travel in comments (`// [id:alliance-model] [tag:fact:treaty-june]`), as Moodle writes them.
Source: docs.moodle.org, "GIFT format"; Moodle's `question/format/gift/format.php`.
"""

import re
from collections.abc import Iterator

from learn.content.pause import paused_gc
from learn.content.values import Bank
from learn.exchange import gift_blocks, gift_parse, gift_write
from learn.exchange.gift_answers import Remark
from learn.exchange.intake import Intake
from learn.exchange.moodle_bank import Gathered, proved
from learn.exchange.moodle_question import MoodleQuestion, Refused
from learn.exchange.moodle_reading import refuse
from learn.exchange.moodle_writing import Places
from learn.exchange.report import Exported, Follow, Imported

NAME = "gift"
_PLACES = Places("GIFT", ranges=True)
_HEADS = re.compile(r"^[ \t]*(?:::[^\n]*?::|\$CATEGORY:)", re.MULTILINE)
_ANSWERS = re.compile(r"\{[ \t\r\n]*(?:[=~#>][^{}]{1,5000}|(?:T|TRUE|F|FALSE)[ \t]*(?:#[^{}]{0,5000})?)\}")


def recognise(data: bytes, name: str) -> bool:
    """Whether the file looks like GIFT, by its ending or its braces."""
    if name.lower().endswith(".gift"):
        return True
    if b"\0" in data[:20_000]:  # a package, whose packed bytes may look like anything
        return False
    text = data[:20_000].decode("utf-8-sig", "replace")
    if text.lstrip().startswith(("<?xml", "<quiz", "{", "[{")):
        return False
    return _HEADS.search(text) is not None or _ANSWERS.search(text) is not None


def read(data: bytes, name: str) -> Imported:
    """The questions of a GIFT file."""
    text, fault = gift_blocks.decoded(data, name)
    if fault is not None:
        intake = Intake(NAME, name)
        intake.problems.append(fault)
        return intake.result()
    gathered = Gathered(NAME, name)
    remarks: list[Remark] = []
    for block in gift_blocks.blocks(text):
        try:
            for question in gift_parse.parse(block, remarks):
                gathered.add(question)
        except Refused as refused:
            refuse(gift_parse.unread(block), refused, gathered.intake)
    for code, line, message, hint in remarks:
        gathered.intake.fault(code, message, line, hint)
    return gathered.imported()


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The bank as a GIFT file, and what was lost of each question."""
    with paused_gc():
        written = [proved(question, _PLACES, gift_write.block, _parsed) for question in follow(bank.questions)]
    text = gift_write.category(bank.title) + "".join(source or "" for source, _ in written)
    return Exported(NAME, text.encode("utf-8", "replace"), tuple(report for _, report in written))


def _parsed(source: str) -> Iterator[MoodleQuestion]:
    for block in gift_blocks.blocks(source):
        yield from gift_parse.parse(block, [])
