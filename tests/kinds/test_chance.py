"""What blind guessing earns, counted over every blind answer."""

from fractions import Fraction
from itertools import combinations, permutations
from math import comb, factorial
from random import Random
from typing import Any

import pytest

from learn.kinds.match import Match
from learn.kinds.matching import elimination_floor
from learn.verdict import Verdict
from tests.kinds.blind import earned, share
from tests.kinds.examples import EXAMPLES, build

CLOSED = [
    pytest.param(kind, fields, id=f"{kind}-{at}")
    for kind, several in EXAMPLES.items()
    for at, fields in enumerate(several)
    if build(kind, **fields).closed
]
MORE = [
    ("multiple", {"answers": list("ab"), "distractors": list("cdef"), "scoring": "partial"}),
    ("multiple", {"answers": list("abcd"), "distractors": ["e"], "scoring": "partial", "tell": "true"}),
    ("order", {"items": list("abcde")}),
    ("match", {"pairs": {left: left.upper() for left in "abcde"}}),
    ("match", {"pairs": {left: left.upper() for left in "abc"}, "extra": ["X"]}),
    ("sort", {"categories": {"x": ["1", "2"], "y": ["3"], "z": ["4"]}}),
    ("cloze", {"text": "{{a}} {{b}} {{c}}", "bank": ["d", "e"]}),
    ("cloze", {"text": "{{a}} {{a}} {{c|b}}", "bank": ["d"]}),
]


def is_one_to_one(kind: str, fields: dict[str, Any]) -> bool:
    """Whether the guesser may count on each right side (or word) serving once."""
    question = build(kind, **fields)
    if isinstance(question, Match):
        return question.one_to_one
    return kind == "cloze" and "red" not in fields["text"] and "{{a}} {{a}}" not in fields["text"]


@pytest.mark.parametrize(("kind", "fields"), [*CLOSED, *MORE])
def test_chance_is_what_all_blind_answers_earn(kind: str, fields: dict[str, Any]) -> None:
    question = build(kind, **fields)
    verdicts = earned(question, question.present(Random(5)), is_one_to_one(kind, fields))
    full = sum(verdict.correct for verdict in verdicts)
    assert question.chance().full == pytest.approx(share(full, len(verdicts)), rel=1e-12)
    mean = sum(Fraction(verdict.score) for verdict in verdicts) / len(verdicts)
    assert question.chance().mean == pytest.approx(float(mean), rel=1e-12)


@pytest.mark.parametrize(("kind", "fields"), [*CLOSED, *MORE])
def test_a_part_is_never_easier_to_guess_than_its_floor_says(kind: str, fields: dict[str, Any]) -> None:
    """Blind to everything, a part is right at most as often as for one who can eliminate."""
    question = build(kind, **fields)
    verdicts = earned(question, question.present(Random(5)), is_one_to_one(kind, fields))
    for place, part in enumerate(verdicts[0].parts):
        right = sum(verdict.parts[place].score == 1 for verdict in verdicts)
        assert share(right, len(verdicts)) <= part.guess + 1e-12
        mean = sum(verdict.parts[place].score for verdict in verdicts) / len(verdicts)
        assert mean <= part.chance + 1e-12


def test_the_table_of_the_design() -> None:
    """design.md, section 2."""
    k, m, n, c = 5, 2, 4, 3
    letters = "abcdefgh"
    options = {"answers": list(letters[:m]), "distractors": list(letters[m:k])}
    chances = {
        "choice": build("choice", answer="a", distractors=list(letters[1:k])).chance().full,
        "multiple": build("multiple", **options).chance().full,
        "told": build("multiple", tell="true", **options).chance().full,
        "true_false": build("true_false", answer="true").chance().full,
        "order": build("order", items=list(letters[:n])).chance().full,
        "match": build("match", pairs=dict(zip(letters[:n], "1234", strict=True))).chance().full,
        "sort": build("sort", categories={"x": ["1", "2"], "y": ["3"], "z": ["4"]}).chance().full,
    }
    assert chances == pytest.approx(
        {
            "choice": 1 / k,
            "multiple": 1 / (2**k - 1),
            "told": 1 / comb(k, m),
            "true_false": 1 / 2,
            "order": 1 / factorial(n),
            "match": 1 / factorial(n),
            "sort": c**-n,
        }
    )
    assert build("order", items=list(letters)).chance().mean == 0.5


@pytest.mark.parametrize("kind", ["short", "number", "card"])
def test_what_is_typed_or_judged_by_oneself_is_not_guessed(kind: str) -> None:
    for fields in EXAMPLES[kind]:
        chance = build(kind, **fields).chance()
        assert (chance.full, chance.mean) == (0, 0)


class TestElimination:
    @pytest.mark.parametrize(("items", "extras"), [(2, 0), (3, 0), (4, 0), (3, 2), (2, 3), (4, 1)])
    def test_the_floor_is_the_mean_over_all_learners_who_know_some_of_the_others(self, items: int, extras: int) -> None:
        """A learner knows some of the other pairs and spreads what is left over the rest, this one among them."""
        floors = []
        for known in range(items):
            right = ways = 0
            for known_items in combinations(range(1, items), known):
                unknown = [item for item in range(items) if item not in known_items]
                left = [side for side in range(items + extras) if side not in known_items]
                for sides in permutations(left, len(unknown)):
                    ways += 1
                    right += dict(zip(unknown, sides, strict=True))[0] == 0
            floors.append(Fraction(right, ways))
        assert elimination_floor(items, extras) == pytest.approx(float(sum(floors) / items))

    @pytest.mark.parametrize("others", [1, 2, 5, 9])
    def test_each_number_of_unknown_others_is_alike_if_any_degree_of_knowledge_is(self, others: int) -> None:
        """The integral over p of the binomial C(n, k) p^k (1-p)^(n-k) is 1 / (n + 1): a beta function."""
        for unknown in range(others + 1):
            beta = Fraction(factorial(unknown) * factorial(others - unknown), factorial(others + 1))
            assert comb(others, unknown) * beta == Fraction(1, others + 1)

    def test_extras_lower_the_floor(self) -> None:
        assert [round(elimination_floor(4, extras), 2) for extras in range(4)] == [0.52, 0.32, 0.24, 0.19]

    def test_a_pair_and_a_gap_have_that_floor(self) -> None:
        pairs = build("match", pairs={"a": "1", "b": "2", "c": "3"}, extra=["4"])
        gaps = build("cloze", text="{{a}} {{b}} {{c}}", bank=["d"])
        for question in (pairs, gaps):
            shown = question.present(Random(1))
            verdict = question.grade(shown, question.samples(shown).right)
            assert isinstance(verdict, Verdict)
            assert [part.guess for part in verdict.parts] == pytest.approx([elimination_floor(3, 1)] * 3)

    def test_right_sides_that_serve_twice_leave_nothing_to_eliminate(self) -> None:
        question = build("match", pairs=[["a", "1"], ["b", "1"], ["c", "2"]])
        assert question.chance().mean == 1 / 2
        assert question.chance().full == 1 / 8


def test_an_item_put_blindly_among_the_others_in_order_is_right_once_in_n_times() -> None:
    """The guess of a part of an order: the learner knows how all the other items follow one another."""
    items = list("abcde")
    question = build("order", items=items)
    shown = question.present(Random(2))
    place = {index: at for at, index in enumerate(shown.order)}
    for item in range(len(items)):
        others = [index for index in range(len(items)) if index != item]
        guesses = [[*others[:at], item, *others[at:]] for at in range(len(items))]
        verdicts = [question.grade(shown, tuple(place[index] for index in guess)) for guess in guesses]
        scores = [verdict.parts[item].score for verdict in verdicts if isinstance(verdict, Verdict)]
        assert scores.count(1.0) == 1
        assert verdicts[0].parts[item].guess == 1 / len(scores)  # type: ignore[union-attr]
