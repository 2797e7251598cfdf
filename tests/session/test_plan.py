"""Choosing what to ask."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from learn.content.pool import Pool
from learn.session.candidate import Candidate
from learn.session.plan import (
    Known,
    Standing,
    interleave,
    plan_practice,
    plan_review,
    plan_test,
    rank_comebacks,
    rank_facts,
    rank_questions,
    wanted_recall,
)


def candidate(
    question: str,
    *facts: str,
    recall: int = 0,
    lesson: str = "one",
    difficulty: str = "core",
    tags: tuple[str, ...] = (),
) -> Candidate:
    return Candidate("bank", question, "choice", recall, facts, lesson, difficulty, tags, 1.0, 0)


def known(standings: dict[str, Standing] | None = None, uses: dict[str, int] | None = None) -> Known:
    return Known(standings=standings or {}, uses=uses or {})


def test_due_facts_come_first_then_new_ones_then_the_weakest() -> None:
    standings = {
        "strong": Standing(recall=0.99, stability=50),
        "weak": Standing(recall=0.93, stability=5),
        "due": Standing(recall=0.85, stability=5, due=True),
        "overdue": Standing(recall=0.4, stability=5, due=True),
    }
    order = rank_facts(["strong", "new-1", "weak", "due", "new-2", "overdue"], known(standings))
    assert order == ["overdue", "due", "new-1", "new-2", "weak", "strong"]


def test_a_fact_is_not_asked_by_the_same_question_twice_running_if_it_has_another() -> None:
    questions = [candidate("a", "f"), candidate("b", "f", recall=2)]
    standings = {"f": Standing(recall=0.9, stability=0.5, last_question="bank/a")}
    assert rank_questions("f", questions, known(standings), Random(1))[0].question == "b"
    assert rank_questions("f", questions[:1], known(standings), Random(1))[0].question == "a"


def test_recognition_comes_first_and_recall_as_stability_grows() -> None:
    questions = [candidate("typed", "f", recall=2), candidate("ordered", "f", recall=1), candidate("picked", "f")]
    asked = [
        rank_questions("f", questions, known({"f": Standing(0.9, stability)}), Random(1))[0].question
        for stability in (0.5, 2.0, 30.0)
    ]
    assert asked == ["picked", "ordered", "typed"]
    assert wanted_recall(None) == 0


def test_the_least_used_question_of_a_level_is_asked() -> None:
    questions = [candidate("often", "f"), candidate("seldom", "f")]
    chosen = rank_questions("f", questions, known(uses={"bank/often": 3, "bank/seldom": 1}), Random(1))
    assert chosen[0].question == "seldom"
    never = rank_questions(
        "f", [*questions, candidate("never", "f")], known(uses={"bank/often": 1, "bank/seldom": 1}), Random(1)
    )
    assert never[0].question == "never"


def test_practice_asks_one_question_on_each_fact_before_a_second_on_any() -> None:
    questions = [candidate(f"{fact}-{n}", fact) for fact in ("x", "y", "z") for n in (1, 2)]
    planned = plan_practice(questions, known(), 5, Random(3))
    assert {one.facts[0] for one in planned[:3]} == {"x", "y", "z"}
    assert len({one.ref for one in planned}) == 5


def test_practice_and_review_ask_each_fact_as_it_stands() -> None:
    questions = [candidate(f"{fact}-{level}", fact, recall=level) for fact in ("old", "young") for level in (0, 2)]
    standings = {
        "old": Standing(recall=0.8, stability=30, due=True),
        "young": Standing(recall=0.9, stability=0.5, due=True, last_question="bank/young-0"),
    }
    grouped = {fact: [one for one in questions if fact in one.facts] for fact in standings}
    for seed in range(5):
        planned = plan_practice(questions, known(standings), 2, Random(seed))
        assert [one.question for one in planned] == ["old-2", "young-2"]
        reviewed = plan_review(standings, grouped, known(standings), 2, Random(seed))
        assert [one.question for one in reviewed] == ["old-2", "young-2"]
    rested = {"young": Standing(recall=0.9, stability=0.5, due=True, last_question="bank/young-2")}
    assert plan_practice(questions[2:], known(rested), 1, Random(1))[0].question == "young-0"


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 2)), max_size=30), st.integers(1, 12), st.integers())
def test_practice_never_repeats_a_question_nor_exceeds_the_count(
    shape: list[tuple[int, int]], count: int, seed: int
) -> None:
    questions = [candidate(f"q{i}", f"f{fact}", recall=level) for i, (fact, level) in enumerate(shape)]
    planned = plan_practice(questions, known(), count, Random(seed))
    refs = [one.ref for one in planned]
    assert len(refs) == len(set(refs)) == min(count, len(questions))


def test_a_question_on_two_due_facts_serves_both_in_a_review() -> None:
    both = candidate("both", "f", "g")
    grouped = {"f": [both], "g": [both, candidate("g-alone", "g")], "gone": []}
    planned = plan_review(["f", "g", "gone"], grouped, known(), 10, Random(1))
    assert [one.question for one in planned] == ["both"]


def test_a_review_stops_at_its_count() -> None:
    grouped = {f"f{n}": [candidate(f"q{n}", f"f{n}")] for n in range(5)}
    assert len(plan_review(list(grouped), grouped, known(), 3, Random(1))) == 3


def test_reviews_mix_lessons() -> None:
    lessons = ["a", "a", "a", "b", "b"]
    mixed = interleave([candidate(f"q{i}", f"f{i}", lesson=lesson) for i, lesson in enumerate(lessons)])
    assert [one.lesson for one in mixed] == ["a", "b", "a", "b", "a"]


@given(st.lists(st.sampled_from("abc"), max_size=20))
def test_interleaving_keeps_every_question(lessons: list[str]) -> None:
    asked = [candidate(f"q{i}", f"f{i}", lesson=lesson) for i, lesson in enumerate(lessons)]
    assert sorted(one.ref for one in interleave(asked)) == sorted(one.ref for one in asked)


def test_a_test_draws_from_each_pool_and_no_question_twice() -> None:
    questions = [
        candidate("one", "f1", difficulty="intro", tags=("dates",)),
        candidate("two", "f2", tags=("dates",)),
        candidate("three", "f3", lesson="two"),
    ]
    pools = [
        Pool(count=1, difficulty="intro"),
        Pool(count=2, tag="dates"),
        Pool(count=1, lesson="two", bank="bank", kind="choice"),
        Pool(count=1, kind="short"),
    ]
    drawn = plan_test(questions, pools, Random(5))
    assert sorted(one.question for one in drawn) == ["one", "three", "two"]


def test_a_test_prefers_facts_it_does_not_test_yet() -> None:
    questions = [candidate(f"a{n}", "same") for n in range(9)] + [candidate("b", "other")]
    for seed in range(20):
        drawn = plan_test(questions, [Pool(count=1, bank="bank"), Pool(count=1)], Random(seed))
        assert {one.facts for one in drawn} == {("same",), ("other",)}
        assert len(drawn) == 2
        assert len(plan_test(questions, [Pool(count=4)], Random(seed))) == 4


def test_a_card_is_drawn_only_by_a_pool_of_cards() -> None:
    card = Candidate("bank", "card", "card", 2, ("f",), "one", "core", (), 1.0, 0)
    assert plan_test([card], [Pool(count=1)], Random(1)) == []
    assert plan_test([card], [Pool(count=1, kind="card")], Random(1)) == [card]


def test_a_missed_fact_comes_back_by_a_question_on_it_alone_that_is_easy_to_recall() -> None:
    questions = [candidate("both", "f", "g"), candidate("typed", "f", recall=2), candidate("picked", "f")]
    ranked = rank_comebacks(questions, Random(1))
    assert [one.question for one in ranked] == ["picked", "typed", "both"]
    alike = [candidate(f"q{n}", "f") for n in range(6)]
    assert {rank_comebacks(alike, Random(seed))[0].question for seed in range(60)} == {one.question for one in alike}
