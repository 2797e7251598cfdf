"""From what a file of another system says of a question to one of ours, or to the reason why there is none.

A format's reader makes a `Draft` of each question it meets: the fields of one of our kinds, and notes on what was
lost. The `Intake` cleans the texts, mends what can be mended without changing what is asked, lets the kind judge
it, and gives it an id.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import PurePath
from typing import Any

import msgspec

from learn.content.reading import is_id
from learn.content.values import Bank
from learn.exchange.faults import problem
from learn.exchange.html_text import plain
from learn.exchange.ids import Ids, slug
from learn.exchange.report import Imported, Item, Media, item
from learn.kinds import kind_class
from learn.kinds.base import Option, Question
from learn.kinds.card import Card
from learn.kinds.faults import look
from learn.language import tr
from learn.problems import Problem
from learn.text import clean

_HASH = re.compile("[a-z]?[0-9a-f]{20,}")
_SHORT = 48


class Skip(Exception):
    """The question is left out: why, in words for its author."""


class Draft:
    """A question on its way in: the names it has there, its line, its fields so far, and what was lost."""

    def __init__(self, *names: str, title: str = "", line: int = 0, pictures: Mapping[str, str] | None = None) -> None:
        self.names = names
        self.title = title
        self.line = line
        self.pictures = pictures
        self.kind = ""
        self.right: tuple[str, ...] = ()  # of a match: all right sides in their order, should it turn out a sort
        self.fields: dict[str, Any] = {}
        self.notes: dict[str, None] = {}

    def note(self, *notes: str) -> None:
        """Remember what was lost or done, each once and on one line."""
        self.notes.update(dict.fromkeys(clean(note, "") for note in notes))

    def html(self, source: str, *, breaks: bool = False) -> str:
        """The plain text of a piece of HTML; what is lost of it is noted."""
        text, lost = plain(source, breaks=breaks, pictures=self.pictures)
        if lost:
            self.note(*(tr("not kept: {what}", what=tr(what)) for what in lost))
        return text

    def be(self, kind: str, **fields: Any) -> None:
        """Say which kind it is, and more of its fields; those that are None are left out."""
        self.kind = kind
        self.fields |= {key: value for key, value in fields.items() if value is not None}


class Intake:
    """The questions taken in so far, and the report on all that were met."""

    def __init__(self, format_: str, path: str) -> None:
        self.format = format_
        self.path = path
        self.ids = Ids()
        self.questions: list[Question] = []
        self.items: list[Item] = []
        self.problems: list[Problem] = []

    def take(self, draft: Draft) -> None:
        """Take a draft in, or report why not."""
        id_ = self._id(draft)
        try:
            question = _question(draft, id_)
        except Skip as reason:
            self._leave_out(id_, draft, str(reason))
        else:
            self.questions.append(question)
            self.items.append(item(question, *draft.notes, line=draft.line))

    def take_card(self, front: str, back: str, tags: tuple[str, ...] = (), *, name: str = "", line: int = 0) -> None:
        """Take in at one go what needs no draft: a card of clean texts that say something, without loss."""
        id_ = self.ids.take(name, text=front)
        self.questions.append(Card(id=id_, front=front, back=back, tags=tags))
        self.items.append(Item(id_, "exact", (), line))

    def skip(self, draft: Draft, reason: str) -> None:
        """Report a question that is left out."""
        self._leave_out(self._id(draft), draft, reason)

    def _id(self, draft: Draft) -> str:
        """An id for a draft: a foreign name only where it is a slug, else from the title, else from the text."""
        return self.ids.take(*filter(is_id, draft.names), draft.title, text=_shown(draft))

    def _leave_out(self, id_: str, draft: Draft, reason: str) -> None:
        self.items.append(Item(id_, "skipped", (clean(reason, ""),), draft.line))

    def fault(self, code: str, message: str, line: int = 1, hint: str = "", path: str = "") -> None:
        """Report a fault of the file itself."""
        self.problems.append(problem(code, path or self.path, line, clean(message, ""), hint))

    def result(self, *bank: str, title: str = "", media: Iterable[Media] = (), **more: Any) -> Imported:
        """What was taken in. The bank's id is the first of the names `bank` that is one a person may have given."""
        if not self.items and not self.problems:
            self.fault("E306", tr("there is no question in this file"))
        stem = PurePath(self.path.replace("\\", "/")).name.partition(".")[0]
        named = (name for name in bank if is_id(name) and not _HASH.fullmatch(name))
        id_ = next(named, "") or slug(title, _SHORT) or slug(stem, _SHORT) or "imported"
        title = " ".join(clean(title, "").split())
        made = Bank(id=id_, title=title or id_, questions=tuple(self.questions), **more)
        return Imported(self.format, made, tuple(self.items), tuple(self.problems), tuple(media))


def _question(draft: Draft, id_: str) -> Question:
    if not draft.kind:
        raise Skip(tr("there is no kind of question for this"))
    fields = {key: _cleaned(value) for key, value in draft.fields.items()}
    _mended(fields, draft)
    cls = kind_class(draft.kind)
    try:
        question = cls(id=id_, **_told(cls, fields))
    except TypeError as error:
        raise Skip(str(error)) from None
    faults = question.faults()
    if faults:
        raise Skip("; ".join(dict.fromkeys(fault.message for fault in faults)))
    return question


def _told(cls: type[Question], fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something else than what goes without saying."""
    usual = _usual(cls)
    return {name: value for name, value in fields.items() if name not in usual or value != usual[name]}


@cache
def _usual(cls: type[Question]) -> dict[str, Any]:
    count = len(cls.__struct_fields__) - len(cls.__struct_defaults__)
    return dict(zip(cls.__struct_fields__[count:], cls.__struct_defaults__, strict=True))


def _shown(draft: Draft) -> str:
    """Something that tells a question without an id from another."""
    for key in ("ask", "text", "front"):
        text = draft.fields.get(key)
        if text and isinstance(text, str):
            return text
    return " ".join(draft.names) or str(draft.line)


def _cleaned(value: Any) -> Any:
    """The value with all its texts cleaned."""
    if isinstance(value, str):
        return clean(value, "\n\t")
    if isinstance(value, (list, tuple)):
        return tuple([_cleaned(one) for one in value])
    if isinstance(value, msgspec.Struct):
        changed = {name: _cleaned(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **changed)
    return value


# --------------------------------------------------------------------------------------------------------- mending


def _mended(fields: dict[str, Any], draft: Draft) -> None:
    """Leave out wrong answers that are empty or stand twice: nobody can tell them apart when they are chosen."""
    distractors = fields.get("distractors")
    if distractors is None:
        return
    kept: dict[str, Option] = {}
    for option in distractors:
        key = look(option.text)
        if not key:
            draft.note(tr("an empty option is left out"))
        elif key in kept:
            draft.note(tr("an option that stands twice is left out: {text}", text=option.text[:60]))
        else:
            kept[key] = option
    fields["distractors"] = tuple(kept.values())
