"""Questions that learners flagged, each beside its key and what was answered to it: what a teacher decides by."""

from collections.abc import Collection, Mapping
from random import Random
from typing import Any

import msgspec
from msgspec import Struct

from learn.classroom.items import Items
from learn.events import FlagBody
from learn.kinds.base import Question
from learn.kinds.hashing import content_hash
from learn.session.marking import in_words
from learn.store.log import Store
from learn.verdict import Verdict


class Flag(Struct, frozen=True):
    """One flag: whose, when (UTC ms, minutes east of it), what she said, and whether the question changed since."""

    learner: str
    ms: int
    offset: int
    remark: str
    changed: bool


class Said(Struct, frozen=True):
    """One answer in words, how many gave it, and how it counts (0–1: the mean of the scores in force)."""

    text: str
    count: int
    score: float


class Flagged(Struct, frozen=True):
    """A question with its flags, newest first, and its answers, commonest first.

    `item` is `bank/question`; `gone` says that no bank has it any longer: then `ask` and `key` are empty.
    """

    item: str
    kind: str
    ask: str
    key: str
    gone: bool
    flags: tuple[Flag, ...]
    answers: tuple[Said, ...]


def flagged(store: Store, items: Items, bank: str | None = None, own_regrades: bool = False) -> list[Flagged]:
    """The flagged questions of a log (of one bank), that with the newest flag first. What was taken back is left out
    of the answers, and so is (without `own_regrades`) what learners graded again themselves."""
    now = items.library.renames()["question"]
    flags: dict[str, list[Flag]] = {}
    for learner in store.learners():
        for event in store.flags(learner):
            body = msgspec.convert(event.body, FlagBody)
            name = f"{body.bank}/{body.question}"
            item = now.get(name, name)
            if bank is None or item.partition("/")[0] == bank:
                flag = Flag(learner, event.ms, event.offset, body.remark, _changed(items, item, body.hash))
                flags.setdefault(item, []).append(flag)
    answers = _answers(store, now, flags, own_regrades) if flags else {}
    found = [_flagged(items, item, some, answers.get(item, {})) for item, some in flags.items()]
    return sorted(found, key=lambda one: one.flags[0].ms, reverse=True)


def _flagged(items: Items, item: str, flags: list[Flag], answers: Mapping[str, list[float]]) -> Flagged:
    question = items.question(item)
    said = [Said(text, len(scores), sum(scores) / len(scores)) for text, scores in answers.items()]
    return Flagged(
        item=item,
        kind="" if question is None else question.kind,
        ask="" if question is None else question.prompt,
        key="" if question is None else _key(question),
        gone=question is None,
        flags=tuple(sorted(flags, key=lambda flag: flag.ms, reverse=True)),
        answers=tuple(sorted(said, key=lambda one: (-one.count, one.text))),
    )


def _changed(items: Items, item: str, flagged_as: str) -> bool:
    question = items.question(item)
    return question is not None and flagged_as not in ("", content_hash(question))


def _key(question: Question) -> str:
    """The right answer in words."""
    shown = question.present(Random(0))
    verdict = question.grade(shown, question.samples(shown).right)
    return in_words(verdict.expected) if isinstance(verdict, Verdict) else ""


def _answers(
    store: Store, now: Mapping[str, str], wanted: Collection[str], own_regrades: bool
) -> dict[str, dict[str, list[float]]]:
    """The scores of every answer, by question and by the answer in words."""
    found: dict[str, dict[str, list[float]]] = {}
    for row in store.history(own_regrades=own_regrades):
        name = f"{row.body.bank}/{row.body.question}"
        item = now.get(name, name)
        if item in wanted and not row.retracted:
            found.setdefault(item, {}).setdefault(_words(row.body.chosen), []).append(row.score)
    return found


def _words(chosen: tuple[Any, ...]) -> str:
    return " · ".join(": ".join(map(str, one)) if isinstance(one, list | tuple) else str(one) for one in chosen)
