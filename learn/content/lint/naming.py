"""Names that a rule takes in every spelling: does what the author wrote say whose name it is?"""

from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.kinds.cloze import Cloze
from learn.kinds.short import Short
from learn.kinds.typed import Accepted
from learn.language import tr


def unsure(view: View) -> Iterator[Fault]:
    """W122: an accepted name can be that of several people, and is taken in the spellings of them all."""
    question = view.question
    if isinstance(question, Short):
        yield from _unsure(question.accepted, "accept")
    elif isinstance(question, Cloze):
        for accepted in question.accepted:
            yield from _unsure(accepted, "text")


def _unsure(accepted: Accepted, where: str) -> Iterator[Fault]:
    for person in accepted.named.right:
        if not person.sure:
            message = tr("“{name}” can be several names, and all of them are taken", name=person.written[0])
            yield fault("W122", (where,), message, tr("write the one that is meant in Hangul as well"))
