"""A question as the page needs it: what is shown, how it is graded, and what an answer is evidence for.

Whatever does not depend on the answer is worked out here, so that the page holds no second copy of it: how a seed
shuffles, what blind guessing earns, which words a gap must not take. web/src/kinds.ts grades by these fields.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import msgspec
from msgspec import Struct

from learn.events import Evidence
from learn.interactions import Gaps
from learn.kinds.base import Option, Question, Shown
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.hashing import content_hash
from learn.kinds.match import Match
from learn.kinds.matching import Matching
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.sort import Sort
from learn.kinds.true_false import OPTIONS, TrueFalse
from learn.kinds.typed import Accepted
from learn.kinds.words import FILL
from learn.session.evidence import Predicted, evidence_of
from learn.text import plain_number
from learn.verdict import Verdict

PRESENTATIONS = 6
"""Ways in which a question may be shuffled; the page takes one of them at random."""

UNREAD = Predicted(recall=0.0, prior=0.3, seen=False)
"""The page knows nothing of the learner: a recall of 0 says that nobody predicted."""

_PLACEHOLDER = 0.5
_SCORE = f'"score":{_PLACEHOLDER}'


class Piece(Struct, frozen=True):
    """The evidence on one fact as JSON around its score; `parts` (author's indexes) say whose mean that is, if any."""

    before: str
    after: str
    parts: tuple[int, ...] = ()


class Asked(Struct, frozen=True):
    """One question of the page. `shows`: seed, order and left of each presentation; `points` is a number's JSON.

    `lang` is the language of its texts (BCP 47). A `prompt` of "" is one that no author wrote: the page has its own.
    """

    bank: str
    id: str
    lang: str
    hash: str
    kind: str
    prompt: str
    heading: str
    hint: str
    explain: str
    points: str
    shows: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]
    facts: tuple[Piece, ...]
    grading: dict[str, Any]


def asked(bank: str, heading: str, question: Question, facts: Sequence[str], lang: str = "en") -> Asked:
    """The question of a bank, with all facts behind it. The same question always has the same presentations."""
    hashed = content_hash(question)
    shows = presentations(question, Random(f"{bank}/{question.id}/{hashed}"))
    return Asked(
        bank=bank,
        id=question.id,
        lang=lang,
        hash=hashed,
        kind=question.kind,
        prompt="" if question.prompt == FILL else question.prompt,
        heading=heading,
        hint=question.hint,
        explain=question.explain,
        points=msgspec.json.encode(question.points).decode(),
        shows=tuple((seed, shown.order, shown.left) for seed, shown in shows),
        facts=pieces(question, facts, shows[0][1]),
        grading=_GRADING[question.kind](question),
    )


def presentations(question: Question, rng: Random) -> list[tuple[int, Shown]]:
    """Seeds and what they show, each another order; at least one, at most `PRESENTATIONS`."""
    found: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[int, Shown]] = {}
    for _ in range(4 * PRESENTATIONS):
        seed = rng.randrange(2**31)
        shown = question.present(Random(seed))
        found.setdefault((shown.order, shown.left), (seed, shown))
        if len(found) == PRESENTATIONS:
            break
    return list(found.values())


def pieces(question: Question, facts: Sequence[str], shown: Shown) -> tuple[Piece, ...]:
    """The evidence that any answer brings, without its score."""
    verdict = question.grade(shown, question.samples(shown).right)
    assert isinstance(verdict, Verdict), question.id
    parts = _parts_by_fact(verdict, shown)
    every = tuple(dict.fromkeys((*facts, *question.part_facts())))
    evidence = evidence_of(question, verdict, every, dict.fromkeys(every, UNREAD))
    return tuple(_piece(one, parts.get(one.fact, ())) for one in evidence)


def _parts_by_fact(verdict: Verdict, shown: Shown) -> dict[str, tuple[int, ...]]:
    """The author's indexes of the parts that name each fact, in the order in which they are summed."""
    found: dict[str, tuple[int, ...]] = {}
    for place, part in enumerate(verdict.parts):
        if part.fact:
            found[part.fact] = (*found.get(part.fact, ()), shown.left[place] if shown.left else place)
    return found


def _piece(evidence: Evidence, parts: tuple[int, ...]) -> Piece:
    whole = msgspec.structs.replace(evidence, score=_PLACEHOLDER)
    before, _, after = msgspec.json.encode(whole, order="sorted").decode().rpartition(_SCORE)
    return Piece(f'{before}"score":', after, parts)


# ----------------------------------------------------------------------------------------------------- kind by kind


def _choice(question: Choice) -> dict[str, Any]:
    return {"options": question.options, "feedback": ["", *(one.feedback for one in question.distractors)]}


def _multiple(question: Multiple) -> dict[str, Any]:
    return {
        "options": question.options,
        "feedback": [*("" for _ in question.answers), *(one.feedback for one in question.distractors)],
        "right": len(question.answers),
        "partial": question.scoring == "partial",
        "choose": len(question.answers) if question.tell else None,
    }


def _true_false(question: TrueFalse) -> dict[str, Any]:
    return {"options": OPTIONS, "key": question.key, "correction": question.correction}


def _short(question: Short) -> dict[str, Any]:
    return {"accepted": _accepted(question.accepted), "shown": question.accepted.shown}


def _accepted(accepted: Accepted) -> dict[str, Any]:
    return {
        "patterns": accepted.patterns,
        "wrong": [_wrong(one) for one in accepted.wrong],
        "case": accepted.case,
        "typos": accepted.typos,
        "named": accepted.named if accepted.named.reads else None,
    }


def _wrong(option: Option) -> dict[str, str]:
    return {"text": option.text, "feedback": option.feedback}


def _number(question: Number) -> dict[str, Any]:
    low, high = question.limits
    return {
        "unit": question.unit,
        "expected": question.expected,
        "key": question.value or plain_number(low),
        "low": f"{low:f}",
        "high": f"{high:f}",
    }


def _order(question: Order) -> dict[str, Any]:
    return {"items": [item.text for item in question.items]}


def _match(question: Match | Sort) -> dict[str, Any]:
    return _matching(question.matching)


def _matching(matching: Matching) -> dict[str, Any]:
    return {"left": [(text, belongs) for text, belongs, _ in matching.left], "right": matching.right}


def _cloze(question: Cloze) -> dict[str, Any]:
    shown = question.present(Random(0)).interaction
    assert isinstance(shown, Gaps)
    return {
        "text": shown.text,
        "words": question.words,
        "gaps": [{"accepted": _accepted(one), "shown": one.shown} for one in question.accepted],
    }


def _card(question: Card) -> dict[str, Any]:
    return {"back": question.back}


_GRADING: dict[str, Callable[[Any], dict[str, Any]]] = {
    "choice": _choice,
    "multiple": _multiple,
    "true_false": _true_false,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "sort": _match,
    "cloze": _cloze,
    "card": _card,
}
