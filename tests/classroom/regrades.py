"""Questions with two keys, students who answer them, and a library that can be corrected."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from random import Random
from typing import Any, cast

import msgspec
from msgspec import structs

from learn.classroom.items import Items
from learn.classroom.regrading import Regrading, Wanted, record, regrade
from learn.content.values import facts_of
from learn.events import AnswerBody, Draw, FinishBody, SessionBody
from learn.interactions import Gaps, Interaction, Line, Match, Order, PickMany, PickOne, Response, Reveal
from learn.kinds.base import Item, Option, Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.match import Match as MatchQuestion
from learn.kinds.match import Pair
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order as OrderQuestion
from learn.kinds.short import Short
from learn.kinds.sort import Category, Sort
from learn.kinds.true_false import TrueFalse
from learn.session.asker import Answer
from learn.session.candidate import Candidate
from learn.session.evidence import Predicted
from learn.session.machine import Slot
from learn.session.marking import mark, put
from learn.session.world import Terms
from learn.store.library import Library
from learn.store.log import Store
from learn.verdict import Verdict
from tests.store.histories import DAY, SEOUL, START

BANK = "seas"


def items_of(*pairs: tuple[str, str]) -> tuple[Item, ...]:
    return tuple(Item(text, fact) for text, fact in pairs)


FIRST: tuple[Question, ...] = (
    Choice(id="choice", ask="?", facts=("pull",), answer="The wind", distractors=(Option("The Moon"), Option("Fish"))),
    Multiple(
        id="multiple", ask="?", answers=("A", "B"), distractors=(Option("C"), Option("D")), scoring="partial", points=2
    ),
    TrueFalse(id="true-false", ask="?", facts=("pull",), answer="true"),
    Short(id="short", ask="?", facts=("pull", "body"), accept=("The wind",)),
    Number(id="number", ask="?", facts=("twice",), value="3"),
    OrderQuestion(id="order", ask="?", items=items_of(("one", "first"), ("two", ""), ("three", "third"))),
    MatchQuestion(id="match", ask="?", pairs=(Pair("a", "1", "left"), Pair("b", "2"), Pair("c", "3")), extra=("4",)),
    Sort(
        id="sort",
        ask="?",
        facts=("sorted",),
        categories=(Category("here", items_of(("x", ""), ("y", ""))), Category("there", items_of(("z", "zed")))),
    ),
    Cloze(id="cloze", text="{{Moon}} and {{text: Sun, fact: star}} pull.", facts=("pull",)),
    Cloze(id="worded", text="{{Moon}} and {{Sun}} pull.", bank=("Wind", "Fish")),
    Card(id="card", ask="", front="?", back="!", facts=("twice",)),
)

CORRECTED: tuple[Question, ...] = (
    structs.replace(FIRST[0], answer="The Moon", distractors=(Option("The wind"), Option("Fish"))),
    structs.replace(FIRST[1], answers=("A", "C"), distractors=(Option("B"), Option("D"))),
    structs.replace(FIRST[2], answer="false"),
    structs.replace(FIRST[3], accept=("The Moon", "Luna")),
    structs.replace(FIRST[4], value="2"),
    structs.replace(FIRST[5], items=items_of(("three", "third"), ("one", "first"), ("two", ""))),
    structs.replace(FIRST[6], pairs=(Pair("a", "2", "left"), Pair("b", "1"), Pair("c", "4")), extra=("3",)),
    structs.replace(
        FIRST[7],
        categories=(Category("here", items_of(("z", "zed"))), Category("there", items_of(("x", ""), ("y", "")))),
    ),
    structs.replace(FIRST[8], text="{{Wind}} and {{text: Moon|Luna, fact: star}} pull."),
    structs.replace(FIRST[9], text="{{Wind}} and {{Fish}} pull.", bank=("Moon", "Sun")),
    structs.replace(FIRST[10], back="!!"),
)

TYPED = ("The Moon", "Luna", "The wind", "Wind", "Sun", "Moon", "Fish")


class Shelf:
    """A library of one bank, as far as regrading looks at it."""

    def __init__(self, questions: Sequence[Question], renames: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self.all = {one.id: one for one in questions}
        self.moved = {kind: dict((renames or {}).get(kind, {})) for kind in ("question", "fact", "lesson", "bank")}

    def questions(self, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Question]:
        return {(bank, name): self.all[name] for bank, name in places if bank == BANK and name in self.all}

    def lookup(self, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Candidate]:
        return {}

    def digests(self, bank: str) -> dict[str, bytes]:
        assert bank == BANK
        return {name: sha256(msgspec.json.encode(one)).digest() for name, one in self.all.items()}

    def renames(self) -> dict[str, dict[str, str]]:
        return self.moved

    def candidates(self, banks: Sequence[str]) -> list[Candidate]:
        return [
            Candidate(bank, name, one.kind, 0, one.facts, "", one.difficulty, one.tags, one.points, 0)
            for bank in banks
            for name, one in self.all.items()
        ]


def shelf(questions: Sequence[Question], **renames: Mapping[str, str]) -> Items:
    return Items(cast("Library", Shelf(questions, renames)))


def some_words(interaction: Interaction, rng: Random) -> list[Any]:
    """An answer in words, as `learn.interactions.texts` would tell it."""
    match interaction:
        case PickOne(options=options):
            return [rng.choice(sorted(options))]
        case PickMany(options=options):
            return sorted(rng.sample(sorted(options), rng.randrange(1, len(options))))
        case Order(items=items):
            return rng.sample(sorted(items), len(items))
        case Match(left=left, right=right):
            return [[item, rng.choice(sorted(right))] for item in sorted(left)]
        case Gaps(gaps=gaps):
            return [rng.choice(TYPED) for _ in range(gaps)]
        case Reveal():
            return [rng.random() < 0.5]
        case Line():
            return [rng.choice(TYPED)]


def response_of(interaction: Interaction, words: list[Any]) -> Response:
    """The words as a response to what is shown."""
    match interaction:
        case PickOne(options=options):
            return options.index(words[0])
        case PickMany(options=shown) | Order(items=shown):
            return tuple(shown.index(one) for one in words)
        case Match(left=left, right=right):
            beside = {item: right.index(other) for item, other in words}
            return tuple(beside[item] for item in left)
        case Gaps():
            return tuple(words)
        case _:
            return cast("Response", words[0])


def answer_to(
    question: Question, words: list[Any], session: str, n: int = 1, seed: int = 7, schedule: bool = True, **more: Any
) -> AnswerBody:
    """The answer as the engine records it; the recalls are those that `seed` gives."""
    rng = Random(seed)
    facts = facts_of(BANK, question)
    slot = Slot(n=n, bank=BANK, question=question.id, facts=facts, seed=seed, points=question.points)
    stood = put(slot, question, 0)
    response = response_of(stood.shown.interaction, words)
    verdict = question.grade(stood.shown, response)
    assert isinstance(verdict, Verdict), verdict
    predicted = {fact: Predicted(rng.random(), rng.random()) for fact in sorted(stood.facts)}
    terms = Terms(session=session, mode="practice", title="Seas", schedule=schedule)
    body = mark(stood, Answer(response), verdict, predicted, terms, 1000).body
    return structs.replace(body, **more)


def words_for(question: Question, rng: Random) -> list[Any]:
    """Some answer in words that the question can take."""
    if question.kind == "number":
        return [rng.choice(("2", "3", "5"))]
    return some_words(question.present(Random(0)).interaction, rng)


def begun(store: Store, learner: str, session: str, mode: Any = "practice", ids: Sequence[str] = ()) -> None:
    """A session of these questions."""
    plan = tuple(Draw(BANK, one, 7) for one in ids or [one.id for one in FIRST])
    store.record(learner, SessionBody(mode=mode, plan=plan, session=session, title="Seas", banks=(BANK,)), START, SEOUL)


def ended(store: Store, learner: str, session: str) -> None:
    """The end of a session."""
    store.record(learner, FinishBody(session=session, points=0, max=1, percent=0), START + DAY, SEOUL)


def carried_out(store: Store, items: Items, ms: int = START + 100 * DAY, **wanted: Any) -> Regrading:
    """What a regrade found and recorded."""
    found = regrade(store, items, Wanted(**({"banks": (BANK,)} | wanted)))
    record(store, found.changes, ms, SEOUL)
    return found


def marks(store: Store, own: bool = True) -> list[tuple[str, float, float, bool]]:
    """Every answer's score, points and whether it rests on the learner's word."""
    rows = store.history(own_regrades=own)
    return [(row.event, row.score, row.points, row.overridden) for row in rows if not row.retracted]
