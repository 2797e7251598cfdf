"""Regrading: marks and memory follow the key to and fro, and nothing is lost on the way."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from learn.analysis.results import Student
from learn.classroom.fitting import Unfit, fitted
from learn.classroom.gathering import gather
from learn.classroom.late import behind, late
from learn.classroom.leniency import lenient
from learn.classroom.regraded import Ruling
from learn.classroom.regrading import Wanted, regrade
from learn.events import AnswerBody, OverrideBody, RegradeBody, RetractBody
from learn.kinds.base import Option, Question
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.problems import NotFound, UsageError
from learn.store.digest import digest
from learn.store.doctor import examine
from learn.store.facts import FactState
from learn.store.log import Store
from learn.store.merge import export, merge, verify
from learn.verdict import Verdict
from tests.classroom.regrades import (
    BANK,
    CORRECTED,
    FIRST,
    answer_to,
    begun,
    carried_out,
    ended,
    marks,
    shelf,
    words_for,
)
from tests.store.histories import DAY, SEOUL, START, machines, opened, scratch, session_id

SESSION = session_id(4)
LATER = START + 100 * DAY


def lived(store: Store, learner: str, rng: Random, questions: tuple[Question, ...] = FIRST, more: bool = True) -> None:
    """A learner's answers over some weeks; with `more` some are taken back, and some she says were right."""
    begun(store, learner, SESSION)
    for n in range(1, 13):
        at = rng.randrange(len(FIRST))
        words = words_for(FIRST[at], rng)
        seed, schedule = rng.randrange(1000), rng.random() < 0.9
        comeback, hint = rng.random() < 0.2, rng.random() < 0.2
        ms = START + rng.randrange(30) * DAY
        body = answer_to(questions[at], words, SESSION, n, seed=seed, schedule=schedule, comeback=comeback, hint=hint)
        event = store.record(learner, body, ms, SEOUL)
        fate = rng.random()
        if more and fate < 0.3 and body.score < 1:
            store.record(learner, OverrideBody(target=event.id), ms + 1, SEOUL)
        elif more and fate < 0.4:
            store.record(learner, RetractBody(target=event.id), ms + 1, SEOUL)


def memory(store: Store) -> list[list[FactState]]:
    """Everything that is derived of every fact, by learner."""
    return [sorted(store.all_states(learner), key=lambda one: one.fact) for learner in sorted(store.learners())]


def is_sound(store: Store) -> bool:
    return examine(store).findings == [] and not verify(store).trouble


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_there_and_back_again_is_as_if_nothing_had_been(seed: int) -> None:
    """Key corrected, voided, accepted, in any order; at the end the bank of the beginning, without rulings."""
    rng = Random(seed)
    with scratch() as folder, opened(folder, seed) as store:
        for name in ("Minji", "Jisu"):
            lived(store, store.make_learner(name), rng)
        before = marks(store), memory(store)
        every = [f"{BANK}/{one.id}" for one in FIRST]
        for step in range(rng.randrange(1, 5)):
            rulings = {item: Ruling(void=True) for item in rng.sample(every, rng.randrange(3))}
            if rng.random() < 0.5:
                rulings.setdefault(f"{BANK}/short", Ruling(accept=("Sun",)))
            carried_out(store, shelf(rng.choice((FIRST, CORRECTED))), LATER + step, rulings=rulings)
        carried_out(store, shelf(FIRST), LATER + 9, rulings=dict.fromkeys(every, Ruling(anew=True)))
        assert (marks(store), memory(store)) == before
        assert is_sound(store)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_corrected_key_is_as_if_it_had_been_right_from_the_start(seed: int) -> None:
    with scratch() as folder, machines(folder, 2, seed) as (corrected, right):
        for store, questions in ((corrected, FIRST), (right, CORRECTED)):
            lived(store, store.make_learner("Minji"), Random(seed), questions, more=False)
        carried_out(corrected, shelf(CORRECTED))
        assert [one[1:3] for one in marks(corrected)] == [one[1:3] for one in marks(right)]
        assert memory(corrected) == memory(right)
        assert is_sound(corrected)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_running_it_again_finds_nothing_to_do(seed: int) -> None:
    rng = Random(seed)
    rulings = {f"{BANK}/choice": Ruling(void=True), f"{BANK}/cloze": Ruling(accept=("2:Wind",))}
    with scratch() as folder, opened(folder, seed) as store:
        lived(store, store.make_learner("Minji"), rng)
        carried_out(store, shelf(CORRECTED), rulings=rulings)
        assert regrade(store, shelf(CORRECTED), Wanted(banks=(BANK,))).changes == ()
        assert regrade(store, shelf(CORRECTED), Wanted(banks=(BANK,), rulings=rulings)).changes == ()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_regrades_on_two_machines_merge_in_any_order(seed: int) -> None:
    rng = Random(seed)
    with scratch() as folder, machines(folder, 4, seed) as (one, two, *others):
        lived(one, one.make_learner("Minji"), rng)
        merge(two, list(export(one)))
        carried_out(one, shelf(CORRECTED), LATER, rulings={f"{BANK}/sort": Ruling(void=True)})
        later = LATER + rng.choice((-5, 0, 5))
        carried_out(two, shelf(CORRECTED), later, rulings={f"{BANK}/short": Ruling(accept=("Sun",))})
        logs = [list(export(one)), list(export(two))]
        for store in (one, two, *others):
            lines = [line for log in rng.sample(logs, 2) for line in log[1:]]
            rng.shuffle(lines)
            merge(store, lines)
        assert len({digest(store) for store in (one, two, *others)}) == 1
        assert all(is_sound(store) for store in (one, two, *others))


# -- one answer at a time ----------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def minji(store: Store) -> str:
    learner = store.make_learner("Minji")
    begun(store, learner, SESSION)
    return learner


def gave(store: Store, learner: str, question: Question, *words: Any, **more: Any) -> str:
    return store.record(learner, answer_to(question, list(words), SESSION, **more), START, SEOUL).id


def only(store: Store, **more: Any) -> tuple[float, float, bool]:
    ((_, score, points, overridden),) = marks(store, **more)
    return score, points, overridden


def void(question: str) -> dict[str, Ruling]:
    return {f"{BANK}/{question}": Ruling(void=True)}


def test_a_change_says_whose_it_is_and_why_and_keeps_the_old_verdict(store: Store, minji: str) -> None:
    answer = gave(store, minji, FIRST[0], "The Moon")
    (change,) = carried_out(store, shelf(CORRECTED)).changes
    assert (change.learner, change.item, change.answer) == (minji, "seas/choice", answer)
    assert (change.before.mark, change.after.mark, change.why) == (0.0, 1.0, "the key was corrected")
    assert (change.body.old, change.body.score, change.body.reason) == (0.0, 1.0, "the key was corrected")
    assert len(change.body.hash) == 16
    assert only(store) == (1.0, 1.0, False)
    ((row),) = store.history()
    assert (row.body.score, row.score, row.regraded) == (0.0, 1.0, True)


def test_a_void_question_counts_for_nothing_and_is_no_evidence(store: Store, minji: str) -> None:
    gave(store, minji, FIRST[0], "The wind")
    before = memory(store)
    carried_out(store, shelf(FIRST), rulings=void("choice"))
    assert only(store)[1] == 0
    assert memory(store) == [[]]
    carried_out(store, shelf(FIRST), LATER + 1, rulings={f"{BANK}/choice": Ruling(anew=True)})
    assert only(store) == (1.0, 1.0, False)
    assert memory(store) == before


def test_a_question_that_is_gone_can_be_voided_and_not_graded(store: Store, minji: str) -> None:
    gave(store, minji, FIRST[0], "The wind")
    found = carried_out(store, shelf(FIRST[1:]))
    assert [one.why for one in found.left] == ["the question is gone from the bank"]
    assert only(store) == (1.0, 1.0, False)
    carried_out(store, shelf(FIRST[1:]), rulings=void("choice"))
    assert only(store)[1] == 0
    assert carried_out(store, shelf(FIRST[1:])) == carried_out(store, shelf(FIRST[1:]))
    with pytest.raises(NotFound, match="'chioce'") as caught:
        regrade(store, shelf(FIRST), Wanted(banks=(BANK,), rulings=void("chioce")))
    assert "'choice'" in caught.value.hint


def test_a_ruling_holds_for_those_who_hand_in_late(store: Store, minji: str) -> None:
    gave(store, minji, FIRST[3], "Luna")
    accept = {f"{BANK}/short": Ruling(accept=("Luna",))}
    carried_out(store, shelf(FIRST), rulings=accept)
    jisu = store.make_learner("Jisu")
    gave(store, jisu, FIRST[3], "luna")
    assert [one.learner for one in carried_out(store, shelf(FIRST), LATER + 1).changes] == [jisu]
    carried_out(store, shelf(FIRST), LATER + 2, rulings={f"{BANK}/short": Ruling(accept=("Moon",))})
    assert [score for _, score, _, _ in marks(store)] == [1.0, 1.0]  # what was accepted before stays accepted
    carried_out(store, shelf(FIRST), LATER + 3, rulings={f"{BANK}/short": Ruling(anew=True)})
    assert [score for _, score, _, _ in marks(store)] == [0.0, 0.0]
    assert carried_out(store, shelf(FIRST), LATER + 4).changes == ()


def test_a_changed_question_is_graded_as_it_is_now_without_earlier_rulings(store: Store, minji: str) -> None:
    gave(store, minji, FIRST[0], "The Moon")
    carried_out(store, shelf(FIRST), rulings=void("choice"))
    (change,) = carried_out(store, shelf(CORRECTED), LATER + 1).changes
    assert (change.before.mark, change.after.mark, change.why) == (None, 1.0, "the question counts again")


def test_other_points_change_marks_and_not_memory(store: Store, minji: str) -> None:
    gave(store, minji, FIRST[0], "The wind")
    before = memory(store)
    heavier = structs.replace(FIRST[0], points=3)
    (change,) = carried_out(store, shelf([heavier])).changes
    assert (change.after.mark, change.why) == (3.0, "worth 3 points, not 1")
    assert memory(store) == before


def test_her_own_word_gives_way_only_to_a_key_that_agrees_or_to_a_void(store: Store, minji: str) -> None:
    answer = gave(store, minji, FIRST[3], "Luna")
    store.record(minji, OverrideBody(target=answer), START + 1, SEOUL)
    stricter = structs.replace(FIRST[3], accept=("The gale",))
    assert carried_out(store, shelf([stricter])).changes == ()
    assert only(store) == (1.0, 1.0, True)
    (change,) = carried_out(store, shelf(CORRECTED), LATER + 1).changes
    assert (change.counts, change.why) == (False, "right by the key now")
    assert only(store) == (1.0, 1.0, False)
    carried_out(store, shelf(FIRST), LATER + 2)
    assert only(store) == (1.0, 1.0, True)
    carried_out(store, shelf(FIRST), LATER + 3, rulings=void("short"))
    assert only(store)[1:] == (0.0, False)


def test_what_was_taken_back_is_left_alone(store: Store, minji: str) -> None:
    answer = gave(store, minji, FIRST[0], "The Moon")
    store.record(minji, RetractBody(target=answer), START + 1, SEOUL)
    assert carried_out(store, shelf(CORRECTED)).changes == ()


def test_comebacks_are_evidence_and_no_marks(store: Store, minji: str) -> None:
    gave(store, minji, FIRST[0], "The Moon", comeback=True)
    found = carried_out(store, shelf(CORRECTED))
    assert (len(found.changes), found.marks) == (1, [])


def test_a_test_that_goes_on_waits(store: Store) -> None:
    minji = store.make_learner("Minji")
    begun(store, minji, SESSION, mode="test")
    gave(store, minji, FIRST[0], "The Moon")
    found = carried_out(store, shelf(CORRECTED))
    assert (found.changes, found.waiting) == ((), 1)
    ended(store, minji, SESSION)
    found = carried_out(store, shelf(CORRECTED))
    assert (len(found.marks), found.waiting) == (1, 0)


def test_a_clock_that_is_behind_does_not_hide_the_last_word(store: Store, minji: str) -> None:
    gave(store, minji, FIRST[0], "The Moon")
    carried_out(store, shelf(CORRECTED), LATER)
    carried_out(store, shelf(FIRST), START - DAY)
    assert only(store) == (0.0, 1.0, False)
    assert carried_out(store, shelf(FIRST), START - DAY).changes == ()


def test_a_renamed_question_and_a_renamed_fact_are_followed(store: Store, minji: str) -> None:
    gave(store, minji, FIRST[0], "The Moon")
    renamed = structs.replace(CORRECTED[0], id="what-pulls", facts=("pulls",))
    moved = shelf([renamed], question={"seas/choice": "seas/what-pulls"}, fact={"pull": "pulls"})
    (change,) = carried_out(store, moved).changes
    assert (change.item, change.after.mark) == ("seas/what-pulls", 1.0)
    assert [piece.fact for piece in change.body.evidence] == ["pull"]  # as in the log: the store follows the rename


def test_students_cannot_regrade_themselves_in_a_class(tmp_path: Path) -> None:
    with machines(tmp_path, 2, 1) as (home, room):
        minji = home.make_learner("Minji")
        begun(home, minji, SESSION, mode="test")
        gave(home, minji, FIRST[3], "anything")
        ended(home, minji, SESSION)
        carried_out(home, shelf(FIRST), rulings={f"{BANK}/short": Ruling(accept=("anything",))})
        assert only(home) == (1.0, 1.0, False)
        merge(room, list(export(home)))
        assert only(room, own=False) == (0.0, 1.0, False)
        everyone = [Student(key=minji, name="Minji")]
        assert gather(room, everyone, shelf(FIRST)).attempts[0].points == 0
        assert gather(home, everyone, shelf(FIRST), own_regrades=True).attempts[0].points == 1
        assert carried_out(room, shelf(FIRST), own=False).changes == ()
        carried_out(room, shelf(CORRECTED), own=False, rulings={f"{BANK}/short": Ruling(accept=("anything",))})
        assert only(room, own=False) == (1.0, 1.0, False)


def test_who_left_a_void_question_blank_does_not_lose_by_it(store: Store) -> None:
    names = ("Minji", "Jisu")
    learners = [store.make_learner(name) for name in names]
    for at, learner in enumerate(learners):
        session = session_id(20 + at)
        begun(store, learner, session, mode="test", ids=["choice", "number"])
        store.record(learner, answer_to(FIRST[4], ["3"], session, n=2), START, SEOUL)
        if at == 0:
            store.record(learner, answer_to(FIRST[0], ["Fish"], session, n=1), START, SEOUL)
        ended(store, learner, session)
    students = [Student(key=one) for one in learners]
    assert [one.percent for one in gather(store, students, shelf(FIRST)).attempts] == [50.0, 50.0]
    carried_out(store, shelf(FIRST), rulings=void("choice"))
    attempts = gather(store, students, shelf(FIRST), own_regrades=True).attempts
    assert [(one.points, one.max, one.percent) for one in attempts] == [(1.0, 1.0, 100.0)] * 2
    alone = gather(store, students[1:], shelf(FIRST), own_regrades=True).attempts
    assert [(one.student, one.percent) for one in alone] == [(learners[1], 100.0)]


def test_a_late_hand_in_changes_nobody_elses_mark_and_is_behind(tmp_path: Path) -> None:
    with machines(tmp_path, 2, 1) as (home, room):
        students = [Student(key=home.make_learner(name), name=name) for name in ("Ben", "Cai", "Dan")]

        def hands_in(at: int, *words: str) -> None:
            learner, session = students[at].key, session_id(30 + at)
            begun(home, learner, session, mode="test", ids=["choice", "number"])
            home.record(learner, answer_to(FIRST[4], ["3"], session, n=2), START, SEOUL)
            for word in words:
                home.record(learner, answer_to(FIRST[0], [word], session, n=1), START, SEOUL)
            ended(home, learner, session)
            merge(room, list(export(home)))

        hands_in(0, "Fish")
        hands_in(1)
        carried_out(room, shelf(FIRST), own=False, rulings=void("choice"))
        assert behind(room, shelf(FIRST)) == {}
        hands_in(2, "Fish")
        percents = {one.student: one.percent for one in gather(room, students, shelf(FIRST)).attempts}
        assert [percents[one.key] for one in students] == [100.0, 100.0, 50.0]
        assert behind(room, shelf(FIRST)) == {BANK: 1}
        (told,) = late(room, shelf(FIRST), "10 b")
        assert str(told).startswith(
            "1 mark is not graded as the others in seas were: learn scores regrade seas --class"
        )
        carried_out(room, shelf(FIRST), LATER + 1, own=False)
        assert behind(room, shelf(FIRST)) == {}


# -- reading what was shown then ---------------------------------------------------------------------------------


def old(question: Question, *words: Any) -> AnswerBody:
    return answer_to(question, list(words), SESSION, seed=3)


@pytest.mark.parametrize("at", range(len(FIRST)), ids=[one.id for one in FIRST])
def test_an_answer_is_read_by_its_words(at: int) -> None:
    for seed in range(20):
        words = words_for(FIRST[at], Random(seed))
        given = answer_to(FIRST[at], words, SESSION, seed=seed)
        shown, response = fitted(CORRECTED[at], given)
        fresh = answer_to(CORRECTED[at], words, SESSION, seed=seed)
        verdict = lenient(CORRECTED[at], ()).grade(shown, response)
        assert isinstance(verdict, Verdict)
        assert verdict.score == fresh.score


def test_a_text_that_only_looks_different_is_the_same() -> None:
    tidied = structs.replace(CORRECTED[0], answer="the  moon")
    shown, response = fitted(tidied, old(FIRST[0], "The Moon"))
    verdict = tidied.grade(shown, response)
    assert isinstance(verdict, Verdict)
    assert verdict.correct


@pytest.mark.parametrize(
    ("now", "before", "words", "why"),
    [
        (structs.replace(FIRST[0], answer="The tide"), FIRST[0], ["The wind"], "“The wind” was chosen"),
        (structs.replace(FIRST[1], distractors=(Option("C"),)), FIRST[1], ["A", "D"], "“D” was chosen"),
        (structs.replace(FIRST[5], items=FIRST[5].items[:2]), FIRST[5], ["one", "two", "three"], "“three”"),  # type: ignore[attr-defined]
        (structs.replace(FIRST[8], text="{{Moon}} pulls."), FIRST[8], ["Moon", "Sun"], "a list of 1 texts"),
        (structs.replace(FIRST[3], id="choice"), FIRST[0], ["Fish"], "of kind choice"),
        (structs.replace(FIRST[4], id="short"), structs.replace(FIRST[3], id="short"), ["many"], "of kind short"),
    ],
)
def test_an_answer_that_fits_no_longer_is_left_as_it_is(now: Question, before: Question, words: Any, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        fitted(now, old(before, *words))


# -- what is accepted --------------------------------------------------------------------------------------------


def score(question: Question, texts: tuple[str, ...], *words: Any) -> float:
    given = old(question, *words)
    shown, response = fitted(question, given)
    verdict = lenient(question, texts).grade(shown, response)
    assert isinstance(verdict, Verdict)
    return verdict.score


SHORT = Short(id="short", ask="?", accept=("The wind",), reject=(Option("gale"),), typos=0)
NUMBER = Number(id="number", ask="?", value="3", tolerance="1")
GAPS = Cloze(id="cloze", text="{{Moon}} and {{text: Sun, fact: star}}.", typos=0)
CHOICE = Choice(id="choice", ask="?", answer="A", distractors=tuple(map(Option, "BCD")))
MANY = Multiple(id="multiple", ask="?", answers=("A", "B"), distractors=tuple(map(Option, "CD")))


@pytest.mark.parametrize(
    ("question", "texts", "words", "expected"),
    [
        (SHORT, (), ["gale"], 0.0),
        (SHORT, ("Gale",), ["gale"], 1.0),
        (SHORT, ("a b*",), ["a breeze"], 1.0),
        (NUMBER, ("7",), ["8"], 1.0),
        (NUMBER, ("7",), ["9"], 0.0),
        (NUMBER, ("10..20",), ["15"], 1.0),
        (NUMBER, ("7", "10..20"), ["3"], 1.0),
        (GAPS, ("1:Luna",), ["Luna", "Sun"], 1.0),
        (GAPS, ("2:Sol",), ["Luna", "Sol"], 0.5),
        (CHOICE, ("B",), ["B"], 1.0),
        (CHOICE, ("B",), ["A"], 1.0),
        (CHOICE, ("B",), ["C"], 0.0),
        (MANY, ("C",), ["A", "B", "C"], 1.0),
        (MANY, ("C",), ["A", "B"], 1.0),
        (MANY, ("C",), ["A", "C"], 0.0),
        (MANY, ("B",), ["A"], 1.0),
        (MANY, ("B", "C"), ["A", "C"], 1.0),
        (FIRST[2], ("false",), ["False"], 1.0),
    ],
)
def test_what_accepting_means(question: Question, texts: tuple[str, ...], words: list[Any], expected: float) -> None:
    assert score(question, texts, *words) == expected


@pytest.mark.parametrize(
    ("question", "text", "why"),
    [
        (SHORT, "*", "takes every answer"),
        (NUMBER, "many", "not a number"),
        (NUMBER, "5..2", "ends before it begins"),
        (GAPS, "Luna", "2 gaps"),
        (GAPS, "1:a|b", "cannot be the answer of a gap"),
        (CHOICE, "E", "no option 'E'"),
        (FIRST[5], "one", "kind order"),
        (FIRST[6], "one", "kind match"),
        (FIRST[7], "one", "kind sort"),
        (FIRST[10], "one", "kind card"),
    ],
)
def test_what_cannot_be_accepted_is_refused(question: Question, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        lenient(question, (text,))


def test_two_right_options_are_guessed_more_easily(store: Store, minji: str) -> None:
    gave(store, minji, CHOICE, "B")
    carried_out(store, shelf([CHOICE]), rulings={f"{BANK}/choice": Ruling(accept=("B",))})
    ((row),) = store.history()
    assert [(piece.score, piece.guess, piece.chance) for piece in row.evidence] == [(1.0, 0.5, 0.5)]
    assert isinstance(row.regrade, RegradeBody)
    assert row.regrade.accept == ("B",)
