"""What a format that has no place for it leaves behind of a question, in words."""

from collections.abc import Iterator

from learn.exchange.labels import facts_of_parts
from learn.kinds.base import Question

_SHUFFLED = ("choice", "multiple", "match")
_OPTIONED = ("distractors", "reject")


def left_behind(question: Question, *places: str) -> Iterator[str]:
    """A note for each thing that the question has and the format has no place for.

    `places` are those that it has: `hint`, `explain`, `feedback`, `points`, `labels`, `correction`.
    """
    if question.hint and "hint" not in places:
        yield "the hint is lost"
    if question.explain and "explain" not in places:
        yield "the explanation is lost"
    if getattr(question, "correction", "") and "correction" not in places:
        yield "the correction is lost"
    if _feedback(question) and "feedback" not in places:
        yield "the feedback to wrong answers is lost"
    if question.points != 1 and "points" not in places:
        yield f"the points ({question.points:g}) are lost"
    if "labels" not in places:
        yield from _filing(question)


def _feedback(question: Question) -> bool:
    return any(option.feedback for field in _OPTIONED for option in getattr(question, field, ()))


def _filing(question: Question) -> Iterator[str]:
    """What it is filed under, and how it is shown."""
    named = {
        "its facts": question.facts or any(facts_of_parts(question)),
        "tags": question.tags,
        "difficulty": question.difficulty != "core",
        "former ids": question.formerly,
    }
    lost = [name for name, there in named.items() if there]
    if lost:
        yield f"not carried: {', '.join(lost)}"
    if not question.shuffle and question.kind in _SHUFFLED:
        yield "the options may be shuffled there"
