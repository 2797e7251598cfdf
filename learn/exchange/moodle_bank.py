"""What Moodle's two formats have in common beyond single questions: categories, and a report that is proved."""

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from msgspec import structs

from learn.exchange.intake import Intake
from learn.exchange.moodle_kept import changed, lost
from learn.exchange.moodle_question import MoodleQuestion, Refused
from learn.exchange.moodle_reading import take
from learn.exchange.moodle_writing import Losses, Places, write_question
from learn.exchange.report import Imported, Item, Media, item
from learn.kinds.base import Question
from learn.language import tr
from learn.text import clean

Source = TypeVar("Source")


class Gathered:
    """The questions of a file, in its order, under the categories in which they stand."""

    def __init__(self, format_: str, path: str) -> None:
        self.intake = Intake(format_, path)
        self._title = ""
        self._category = ""

    def add(self, question: MoodleQuestion) -> None:
        """A question, or the category of those that follow."""
        if question.type == "category":
            self._enter(category_name(question.name))
            return
        if self._category:
            question = structs.replace(question, tags=(*question.tags, f"category:{self._category}"))
        take(question, self.intake)

    def _enter(self, name: str) -> None:
        """The first category, if nothing stands before it, is the bank's title; others become tags."""
        if not self._title and not self.intake.items:
            self._title = name
        else:
            self._category = "" if name == self._title else name

    def imported(self, media: tuple[Media, ...] = ()) -> Imported:
        """The outcome, problems in the order of the file."""
        self.intake.problems.sort(key=lambda one: one.span.line)
        return self.intake.result(title=self._title, media=media)


def category_name(path: str) -> str:
    """The last part of a category's path (`$course$/top/Unit 10/Reading`), in which `//` is a slash."""
    parts = [" ".join(clean(one.replace("\0", "/"), "").split()) for one in path.replace("//", "\0").split("/")]
    named = [one for one in parts if one and one not in ("$course$", "$system$", "$module$", "top")]
    return named[-1] if named else ""


def category_path(title: str) -> str:
    """The path of the category that a bank is written into."""
    return f"$course$/top/{' '.join(title.split()).replace('/', '//')}"


class Proved(NamedTuple, Generic[Source]):
    """A question as written (None: the format has nothing like it), and its report."""

    source: Source | None
    report: Item


def proved(
    question: Question,
    places: Places,
    write: Callable[[MoodleQuestion, Losses], Source],
    read: Callable[[Source], Iterable[MoodleQuestion]],
) -> Proved[Source]:
    """The question as written, and its report.

    What is written is read again: no question is reported exact that does not come back as it was.
    """
    try:
        moodle, losses = write_question(question, places)
        source = write(moodle, losses)
        back = _read_back(read(source))
    except Refused as refused:
        return Proved(None, item(question, refused.reason, skipped=True))
    return Proved(source, item(question, *lost(changed(question, back), losses, places.name)))


def _read_back(found: Iterable[MoodleQuestion]) -> Question:
    intake = Intake("", "")
    for one in found:
        take(one, intake)
    if not intake.questions:
        reasons = (note for one in intake.items for note in one.notes)
        raise Refused(
            tr("it could not be read back: {reasons}", reasons="; ".join(reasons) or tr("nothing would be left of it"))
        )
    return intake.questions[0]
