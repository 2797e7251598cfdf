"""Questions and verdicts to show, made by hand: what the terminal room is handed by a session."""

from typing import Any

from learn.interactions import Gaps, Interaction, Line, Match, Order, PickMany, PickOne, Response, Reveal
from learn.session.asker import Asked, Closing, Feedback, Missed, Opening, Return, Source
from learn.verdict import Part, Verdict

OPENING = Opening(session="s1", mode="practice", questions=10, title="Alliance against alliance")

PICK_ONE = PickOne(
    options=(
        "The one between China and Russia",
        "The one between South Korea (대한민국) and the United States, which has kept troops there since the armistice",
        "NATO",
        "The one between Japan and the United States",
    )
)
PICK_MANY = PickMany(options=("Russia", "China", "South Korea", "Japan", "Eastern Europe"), choose=None)
LINE = Line(unit="soldiers")
ORDER = Order(
    items=("Summit in Singapore", "Summit in Hanoi", "Kim meets Putin in Vladivostok", "Troops arrive in Kursk")
)
MATCH = Match(
    left=("Hong Min", "Du Jin-ho", "Harrison Kim"),
    right=("An alliance equal to the South's", "Long-run security", "A turning point in East Asia", "A proxy war"),
)
GAPS = Gaps(text="North Korea sent ____ of its soldiers to ____ in October 2024.", gaps=2)
BANK = Gaps(text="The model is the alliance of ____ with ____.", gaps=2, words=("Seoul", "Moscow", "Washington"))
REVEAL = Reveal(back="박정희 (Park Chung-hee), president from 1963 to 1979.")

INTERACTIONS: dict[str, Interaction] = {
    "pick-one": PICK_ONE,
    "pick-many": PICK_MANY,
    "line": LINE,
    "order": ORDER,
    "match": MATCH,
    "gaps": GAPS,
    "bank": BANK,
    "reveal": REVEAL,
}
ASKS = {
    "pick-one": "According to Hong Min (홍민), whose alliance does Pyongyang want to equal?",
    "pick-many": "Which of these belong to the grouping that Harrison Kim sees North Korea joining?",
    "line": "How many soldiers did North Korea send to Russia, as the South's intelligence service reported?",
    "order": "Put these events in order, the earliest first.",
    "match": "Who expects what?",
    "gaps": "Fill the gaps.",
    "bank": "Fill the gaps from the words given.",
    "reveal": "Who was president of South Korea when it sent troops to Vietnam?",
}
SOURCE = Source(
    fact="alliance-equal-to-south",
    statement="Hong Min reads the troop dispatch as a bid for an alliance with Russia as strong as the South's.",
    claim="expert",
    by="Hong Min, researcher, Institute for Unification Studies, Seoul",
    where="Kyunghyang Shinmun, paragraph 9",
)


def asked(name: str = "pick-one", **changes: Any) -> Asked:
    """The scene's question as question 3 of 10."""
    values: dict[str, Any] = {
        "n": 3,
        "of": 10,
        "question": f"alliance-shifts/{name}",
        "kind": "choice",
        "ask": ASKS.get(name, name),
        "interaction": INTERACTIONS.get(name, PICK_ONE),
        "heading": "Alliance against alliance",
        "has_hint": True,
        "can_undo": True,
    }
    return Asked(**values | changes)


RIGHT: dict[str, tuple[Response, Any]] = {
    "pick-one": (1, PICK_ONE.options[1]),
    "pick-many": ((0, 1, 4), ["Russia", "China", "Eastern Europe"]),
    "line": ("10000", "10,000 soldiers"),
    "order": ((0, 1, 2, 3), list(ORDER.items)),
    "match": ((0, 1, 2), list(MATCH.right[:3])),
    "gaps": (("10,000", "Russia"), ["10,000", "Russia"]),
    "bank": (("Seoul", "Washington"), ["Seoul", "Washington"]),
    "reveal": (True, REVEAL.back),
}
WRONG: dict[str, Response] = {
    "pick-one": 2,
    "pick-many": (0, 3),
    "line": "300",
    "order": (1, 0, 2, 3),
    "match": (0, 2, 1),
    "gaps": ("10,000", ""),
    "bank": ("Seoul", "Moscow"),
    "reveal": False,
}


def feedback(name: str = "pick-one", score: float = 1.0, **changes: Any) -> Feedback:
    """The verdict on the scene's right answer (score 1) or on a wrong one."""
    right, expected = RIGHT[name]
    given = right if score == 1 else WRONG[name]
    values: dict[str, Any] = {
        "n": 3,
        "asked": asked(name),
        "response": given,
        "verdict": Verdict(
            score=score,
            expected=expected,
            key=right,
            feedback="" if score == 1 else "He names another pair.",
            parts=parts(name) if 0 < score < 1 else (),
        ),
        "recorded": "0190-event",
        "explain": "Two years of failing diplomacy came to a head with the dispatch.",
        "sources": (SOURCE,),
        "returns": (Return(fact=SOURCE.fact, days=3 if score == 1 else 0),),
        "can_override": score < 1,
    }
    return Feedback(**values | changes)


def parts(name: str) -> tuple[Part, ...]:
    """Verdicts on the parts of the wrong answer."""
    if name == "match":
        return (
            Part(1, "Hong Min", MATCH.right[0], MATCH.right[0]),
            Part(0, "Du Jin-ho", MATCH.right[2], MATCH.right[1]),
            Part(0, "Harrison Kim", MATCH.right[1], MATCH.right[2]),
        )
    if name in {"gaps", "bank"}:
        given, expected = WRONG[name], RIGHT[name][1]
        assert isinstance(given, tuple)
        return tuple(Part(float(one == right), "", str(one), right) for one, right in zip(given, expected, strict=True))
    return ()


CLOSING = Closing(
    points=8.5,
    max=10,
    percent=85.0,
    passed=True,
    require=70,
    answered=10,
    right=8,
    learned=("Du Jin-ho sees long-run security as the aim.", "홍민 expects Russia to be dealt with, too."),
    missed=(
        Missed("alliance-shifts/model", ASKS["pick-one"], PICK_ONE.options[1]),
        Missed("alliance-shifts/count", ASKS["line"], "10,000"),
    ),
    next_due="2024-11-04",
    next_due_count=6,
    due_now=0,
    advice="Next lesson: Vietnam precedent (learn study vietnam-precedent)",
    can_undo=True,
)
