"""What holds for any question without faults and any answer that fits, hostile texts among them."""

from random import Random
from typing import Any

import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from learn import interactions
from learn.interactions import Gaps, Interaction, Line, Match, Order, PickMany, PickOne
from learn.kinds import KINDS, kind_class
from learn.kinds.base import Question
from learn.kinds.hashing import content_hash
from learn.text import clean
from learn.verdict import Malformed, Verdict
from tests.kinds.examples import build

HOSTILE = st.sampled_from(
    [
        "\x1b[2J\x1b[31mred",
        "\u202egnp.exe",
        "\u2066a\u2069",
        "\ud800",
        "\x00",
        "____",
        "{{",
        "}}",
        "*",
        "\\*",
        "|",
        "text: a, fact: b",
        "e\u0301" * 40,
        "\u1109\u1165\u110b\u116e\u11af",
        "ﷺ",
        "İ",
        "ﬁ",
        "1,000",
        "\u3164",
        "=1+1",
        "[x]",
        "a" * 3000,
        "-",
    ]
)
ANYTHING = st.text(st.characters(), max_size=12) | st.text(
    st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Po"]), max_size=4
)
TEXT = ANYTHING | HOSTILE | st.tuples(HOSTILE, ANYTHING).map("".join)
TEXTS = st.lists(TEXT, min_size=1, max_size=5)
OPTION = TEXT | st.fixed_dictionaries({"text": TEXT, "feedback": TEXT})
OPTIONS = st.lists(OPTION, min_size=1, max_size=5)
ITEM = TEXT | st.fixed_dictionaries({"text": TEXT, "fact": st.sampled_from(["f", "g"])})
TYPOS = st.sampled_from(["0", "1", "auto"])
FLAG = st.sampled_from(["true", "false"])
GAPS = st.lists(st.tuples(TEXT, TEXTS.map("|".join)), min_size=1, max_size=4)


def cloze_text(gaps: list[tuple[str, str]]) -> str:
    return "".join(before + "{{" + accepted + "}}" for before, accepted in gaps)


QUESTIONS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "choice": st.fixed_dictionaries({"answer": TEXT, "distractors": OPTIONS, "shuffle": FLAG}),
    "multiple": st.fixed_dictionaries(
        {"answers": TEXTS, "distractors": OPTIONS, "scoring": st.sampled_from(["all", "partial"]), "tell": FLAG}
    ),
    "true_false": st.fixed_dictionaries({"answer": FLAG, "correction": TEXT}),
    "short": st.fixed_dictionaries({"accept": TEXTS, "case": FLAG, "typos": TYPOS}, optional={"reject": OPTIONS}),
    "number": st.fixed_dictionaries({"value": st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str)}),
    "order": st.fixed_dictionaries({"items": st.lists(ITEM, min_size=2, max_size=5)}),
    "match": st.fixed_dictionaries(
        {"pairs": st.lists(st.tuples(TEXT, TEXT).map(list), min_size=2, max_size=4)}, optional={"extra": TEXTS}
    ),
    "sort": st.fixed_dictionaries(
        {"categories": st.dictionaries(TEXT, st.lists(ITEM, max_size=3), min_size=2, max_size=4)}
    ),
    "cloze": st.fixed_dictionaries(
        {"text": GAPS.map(cloze_text), "case": FLAG, "typos": TYPOS}, optional={"bank": TEXTS | st.just("true")}
    ),
    "card": st.fixed_dictionaries({"front": TEXT, "back": TEXT}),
}


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any kind that lint would let through."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    question = build(kind, **draw(QUESTIONS[kind]))
    assume(not question.faults())
    return question


def fitting(interaction: Interaction) -> st.SearchStrategy[Any]:
    """Any answer that fits the interaction."""
    match interaction:
        case PickOne(options=options):
            return st.integers(0, len(options) - 1)
        case PickMany(options=options, choose=choose):
            indexes = st.sampled_from(range(len(options)))
            return st.lists(indexes, unique=True, min_size=choose or 1, max_size=choose or len(options)).map(tuple)
        case Order(items=items):
            return st.permutations(range(len(items))).map(tuple)
        case Match(left=left, right=right):
            return st.tuples(*[st.integers(0, len(right) - 1)] * len(left))
        case Line():
            return TEXT
        case Gaps(gaps=gaps):
            return st.tuples(*[TEXT] * gaps)
        case _:
            return st.booleans()


patient = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


@patient
@given(question=questions(), seed=st.integers(), data=st.data())
def test_grading_never_raises_and_scores_from_0_to_1(question: Question, seed: int, data: st.DataObject) -> None:
    shown = question.present(Random(seed))
    answer = data.draw(fitting(shown.interaction))
    assert interactions.fault(shown.interaction, answer) is None
    verdict = question.grade(shown, answer)
    if isinstance(verdict, Malformed):
        assert clean(verdict.message, "") == verdict.message
        return
    assert 0 <= verdict.score <= 1
    assert all(0 <= part.score <= 1 and 0 <= part.guess < 1 and 0 <= part.chance < 1 for part in verdict.parts)
    assert interactions.texts(shown.interaction, answer)


@patient
@given(question=questions(), seed=st.integers())
def test_samples_and_keys_are_what_they_say(question: Question, seed: int) -> None:
    shown = question.present(Random(seed))
    samples = question.samples(shown)
    right, wrong = question.grade(shown, samples.right), question.grade(shown, samples.wrong)
    assert isinstance(right, Verdict)
    assert isinstance(wrong, Verdict)
    assert right.score == 1 > wrong.score
    assert interactions.fault(shown.interaction, wrong.key) is None
    assert question.grade(shown, wrong.key) == right


@patient
@given(question=questions(), seed=st.integers())
def test_a_gap_is_shown_as_one_blank_and_nothing_else_is(question: Question, seed: int) -> None:
    interaction = question.present(Random(seed)).interaction
    if isinstance(interaction, Gaps):
        assert interaction.text.count("____") == interaction.gaps


@patient
@given(question=questions())
def test_hash_and_chance_are_the_same_after_a_copy(question: Question) -> None:
    copy = msgspec.convert(msgspec.to_builtins(question), type=kind_class(question.kind))
    assert copy == question
    assert content_hash(copy) == content_hash(question)
    assert copy.chance() == question.chance()
