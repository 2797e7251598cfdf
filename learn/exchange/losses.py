"""What a format that has no place for it leaves behind of a question, in words."""

from collections.abc import Iterator

from learn.exchange.labels import facts_of_parts
from learn.kinds.base import Question
from learn.language import tr, translatable

_SHUFFLED = ("choice", "multiple", "match")
_OPTIONED = ("distractors", "reject")


def left_behind(question: Question, *places: str) -> Iterator[str]:
    """A note for each thing that the question has and the format has no place for.

    `places` are those that it has: `hint`, `explain`, `feedback`, `points`, `labels`, `correction`.
    """
    if question.hint and "hint" not in places:
        yield tr("the hint is lost")
    if question.explain and "explain" not in places:
        yield tr("the explanation is lost")
    if getattr(question, "correction", "") and "correction" not in places:
        yield tr("the correction is lost")
    if _feedback(question) and "feedback" not in places:
        yield tr("the feedback to wrong answers is lost")
    if question.points != 1 and "points" not in places:
        yield tr("the points ({points:g}) are lost", points=question.points)
    if "labels" not in places:
        yield from _filing(question)


def _feedback(question: Question) -> bool:
    return any(option.feedback for field in _OPTIONED for option in getattr(question, field, ()))


def _filing(question: Question) -> Iterator[str]:
    """What it is filed under, and how it is shown."""
    named = {
        translatable("its facts"): question.facts or any(facts_of_parts(question)),
        translatable("tags"): question.tags,
        translatable("difficulty"): question.difficulty != "core",
        translatable("former ids"): question.formerly,
    }
    lost = [tr(name) for name, there in named.items() if there]
    if lost:
        yield tr("not carried: {things}", things=", ".join(lost))
    if not question.shuffle and question.kind in _SHUFFLED:
        yield tr("the options may be shuffled there")
