"""What holds for every kind of question, tried on the answers that each makes of itself."""

from math import factorial
from random import Random
from typing import Any

import msgspec
import pytest

from learn import interactions
from learn.kinds import KINDS, kind_class
from learn.kinds.base import Question, Samples, Shown
from learn.kinds.hashing import content_hash
from learn.verdict import Malformed, Verdict
from tests.kinds.examples import EXAMPLES, build, every_example

CASES = [
    pytest.param(kind, fields, id=f"{kind}-{at}")
    for kind, several in EXAMPLES.items()
    for at, fields in enumerate(several)
]
SEEDS = range(4)


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed{seed}")
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def shown_and_samples(question: Question, seed: int = 3) -> tuple[Shown, Samples]:
    shown = question.present(Random(seed))
    return shown, question.samples(shown)


def graded(question: Question, shown: Shown, answer: Any) -> Verdict:
    assert interactions.fault(shown.interaction, answer) is None
    verdict = question.grade(shown, interactions.freeze(answer))
    assert isinstance(verdict, Verdict)
    return verdict


def test_every_kind_has_examples() -> None:
    assert set(EXAMPLES) == set(KINDS)
    assert all(kind_class(kind).kind == kind for kind in KINDS)


@pytest.mark.parametrize(("kind", "fields"), CASES)
class TestEveryKind:
    def test_a_good_question_has_no_faults(self, kind: str, fields: dict[str, Any]) -> None:
        assert build(kind, **fields).faults() == []

    def test_the_right_answer_earns_everything(self, kind: str, fields: dict[str, Any], seed: int) -> None:
        question = build(kind, **fields)
        shown, samples = shown_and_samples(question, seed)
        verdict = graded(question, shown, samples.right)
        assert verdict.score == 1
        assert verdict.correct

    def test_a_wrong_answer_earns_less(self, kind: str, fields: dict[str, Any], seed: int) -> None:
        question = build(kind, **fields)
        shown, samples = shown_and_samples(question, seed)
        verdict = graded(question, shown, samples.wrong)
        assert 0 <= verdict.score < 1
        assert not verdict.correct

    def test_a_malformed_answer_is_refused(self, kind: str, fields: dict[str, Any]) -> None:
        question = build(kind, **fields)
        shown, samples = shown_and_samples(question)
        refused = interactions.fault(shown.interaction, samples.malformed)
        assert refused or isinstance(question.grade(shown, samples.malformed), Malformed)

    def test_the_key_of_any_verdict_is_a_right_answer(self, kind: str, fields: dict[str, Any], seed: int) -> None:
        question = build(kind, **fields)
        shown, samples = shown_and_samples(question, seed)
        right, wrong = graded(question, shown, samples.right), graded(question, shown, samples.wrong)
        assert graded(question, shown, wrong.key).score == 1
        assert (right.key, right.expected) == (wrong.key, wrong.expected)

    def test_the_expected_answer_is_the_key_in_words(self, kind: str, fields: dict[str, Any]) -> None:
        question = build(kind, **fields)
        shown, samples = shown_and_samples(question)
        verdict = graded(question, shown, samples.right)
        words = interactions.texts(shown.interaction, verdict.key)
        if isinstance(shown.interaction, interactions.Match):
            words = [right for _, right in words]
        if kind not in ("number", "card"):
            assert words == (list(verdict.expected) if isinstance(verdict.expected, tuple) else [verdict.expected])

    def test_a_list_read_back_from_the_log_is_graded_alike(self, kind: str, fields: dict[str, Any]) -> None:
        question = build(kind, **fields)
        shown, samples = shown_and_samples(question)
        again = msgspec.json.decode(msgspec.json.encode(samples.right))
        assert question.grade(shown, again) == question.grade(shown, samples.right)

    def test_the_same_seed_shows_the_same(self, kind: str, fields: dict[str, Any], seed: int) -> None:
        question = build(kind, **fields)
        assert question.present(Random(seed)) == question.present(Random(seed))

    def test_what_is_shown_is_what_the_author_wrote(self, kind: str, fields: dict[str, Any], seed: int) -> None:
        shown = build(kind, **fields).present(Random(seed))
        assert sorted(shown.order) == list(range(len(shown.order)))
        assert sorted(shown.left) == list(range(len(shown.left)))

    def test_the_score_is_the_mean_of_the_parts(self, kind: str, fields: dict[str, Any], seed: int) -> None:
        question = build(kind, **fields)
        shown, samples = shown_and_samples(question, seed)
        for answer in (samples.right, samples.wrong):
            verdict = graded(question, shown, answer)
            if verdict.parts:
                assert verdict.score == pytest.approx(sum(part.score for part in verdict.parts) / len(verdict.parts))
            assert {part.fact for part in verdict.parts if part.fact} == set(question.part_facts())

    def test_chances_are_probabilities(self, kind: str, fields: dict[str, Any]) -> None:
        question = build(kind, **fields)
        chance = question.chance()
        assert 0 <= chance.full <= chance.mean < 1
        assert (chance.full > 0) == question.closed
        assert question.slip == (0.03 if question.closed else 0)

    def test_verdicts_and_questions_survive_json(self, kind: str, fields: dict[str, Any]) -> None:
        question = build(kind, **fields)
        assert msgspec.json.decode(msgspec.json.encode(question), type=type(question)) == question
        shown, samples = shown_and_samples(question)
        assert msgspec.json.encode(graded(question, shown, samples.right))
        assert msgspec.json.decode(msgspec.json.encode(shown), type=Shown) == shown

    def test_preparing_twice_changes_nothing(self, kind: str, fields: dict[str, Any]) -> None:
        once = kind_class(kind).prepare(fields)
        assert kind_class(kind).prepare(once) == once

    def test_the_prompt_is_never_empty(self, kind: str, fields: dict[str, Any]) -> None:
        assert build(kind, **fields).prompt.strip()


def test_recall_and_closed_can_be_read_without_a_question() -> None:
    assert {kind: (kind_class(kind).closed, kind_class(kind).recall) for kind in KINDS} == {
        "choice": (True, 0),
        "multiple": (True, 0),
        "true_false": (True, 0),
        "short": (False, 2),
        "number": (False, 2),
        "order": (True, 1),
        "match": (True, 0),
        "sort": (True, 0),
        "cloze": (False, 2),
        "card": (False, 2),
    }


def test_a_word_bank_makes_a_cloze_closed() -> None:
    typed, banked = build("cloze", text="{{a}}"), build("cloze", text="{{a}}", bank=["b"])
    assert (typed.closed, typed.recall, typed.slip) == (False, 2, 0)
    assert (banked.closed, banked.recall, banked.slip) == (True, 1, 0.03)


def test_a_question_of_no_kind_cannot_be_asked() -> None:
    question, shown = Question(id="x", ask="Well?"), build("card", front="a", back="b").present(Random(0))
    assert (question.prepare({"a": "b"}), question.prompt, question.faults()) == ({"a": "b"}, "Well?", [])
    for phase in (
        lambda: question.present(Random(0)),
        lambda: question.grade(shown, response=True),
        question.chance,
        lambda: question.samples(shown),
    ):
        with pytest.raises(NotImplementedError):
            phase()


def test_options_are_shuffled_unless_the_author_says_no() -> None:
    shuffled = build("choice", answer="a", distractors=["b", "c", "d"])
    fixed = build("choice", answer="a", distractors=["b", "c", "d"], shuffle="false")
    assert len({shuffled.present(Random(seed)).order for seed in range(400)}) == factorial(4)
    assert {fixed.present(Random(seed)).order for seed in range(20)} == {(0, 1, 2, 3)}


def test_an_order_is_shuffled_whatever_the_author_says() -> None:
    question = build("order", items=["a", "b", "c"], shuffle="false")
    assert len({question.present(Random(seed)).order for seed in range(200)}) == factorial(3)


def test_a_match_keeps_its_left_side_in_order_on_demand_and_never_its_right_side() -> None:
    question = build("match", pairs={"a": "1", "b": "2", "c": "3"}, shuffle="false")
    shown = [question.present(Random(seed)) for seed in range(200)]
    assert {one.left for one in shown} == {(0, 1, 2)}
    assert len({one.order for one in shown}) == factorial(3)


def test_headings_stay_as_written_and_items_do_not() -> None:
    question = build("sort", categories={"fact": ["a", "b"], "opinion": ["c"]}, shuffle="false")
    shown = [question.present(Random(seed)) for seed in range(200)]
    assert {one.order for one in shown} == {(0, 1)}
    assert len({one.left for one in shown}) == factorial(3)


class TestHash:
    @pytest.mark.parametrize("question", every_example(), ids=lambda question: question.kind)
    def test_it_ignores_what_is_beside_the_question(self, question: Question) -> None:
        beside = {
            "id": "other",
            "facts": ("x",),
            "points": 2.0,
            "tags": ("t",),
            "difficulty": "intro",
            "hint": "h",
            "explain": "e",
            "formerly": ("old",),
        }
        assert content_hash(msgspec.structs.replace(question, **beside)) == content_hash(question)

    @pytest.mark.parametrize("question", every_example(), ids=lambda question: question.kind)
    def test_it_sees_the_prompt_and_the_shuffling(self, question: Question) -> None:
        changed = msgspec.structs.replace(question, ask="Another?")
        assert content_hash(changed) != content_hash(question)
        turned = msgspec.structs.replace(question, shuffle=not question.shuffle)
        assert content_hash(turned) != content_hash(question)

    def test_it_differs_between_all_examples(self) -> None:
        hashes = [content_hash(question) for question in every_example()]
        assert len(set(hashes)) == len(hashes)
        assert all(len(one) == 16 and int(one, 16) >= 0 for one in hashes)

    def test_it_ignores_feedback_corrections_and_facts_of_items(self) -> None:
        pairs = [
            (build("choice", answer="a", distractors=["b"]), build("choice", answer="a", distractors=[{"b": "no"}])),
            (build("true_false", answer="true"), build("true_false", answer="true", correction="so")),
            (build("order", items=["a", "b"]), build("order", items=["a", {"text": "b", "fact": "f"}])),
        ]
        for bare, furnished in pairs:
            assert content_hash(bare) == content_hash(furnished)

    def test_it_is_the_same_everywhere_and_for_ever(self) -> None:
        """Stored in logs: a change of these values would make every old answer look like one to an edited question."""
        assert content_hash(build("choice", answer="Seoul", distractors=["Tokyo"])) == "05d7e37e4f52ddbb"
        assert content_hash(build("cloze", text="{{서울}}", bank=["\ud800"])) == "885a8da1a17f5f31"
