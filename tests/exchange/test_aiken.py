import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn.content.values import Bank
from learn.exchange import aiken, module_of
from learn.exchange.report import Imported
from learn.kinds.base import Option, Question
from learn.kinds.choice import Choice
from learn.kinds.short import Short
from learn.kinds.true_false import TrueFalse
from tests.exchange.banks import banks, every_kind
from tests.exchange.data import shared
from tests.exchange.mutations import mutated
from tests.exchange.sound import check


def read(source: str) -> Imported:
    return aiken.read(source.encode(), "bank.txt")


def test_it_is_in_the_table_of_formats() -> None:
    assert module_of("aiken") is aiken


def test_a_question() -> None:
    found = read("\nWho asked?\nA) Japan\nB.  The <U.S.> & co\nANSWER: B\n")
    assert found.bank.questions == (
        Choice(id="who-asked", ask="Who asked?", answer="The <U.S.> & co", distractors=(Option("Japan"),)),
    )
    assert [(one.id, one.status, one.line) for one in found.items] == [("who-asked", "exact", 2)]


@pytest.mark.parametrize("line", ["ANSWER: B", "ANSWER:B", "answer : b", "ANSWER: B.", "ANSWER: B) because"])
def test_the_answer_may_be_written_so(line: str) -> None:
    (made,) = read(f"Who?\nA) x\nB) y\n{line}").bank.questions
    assert isinstance(made, Choice)
    assert made.answer == "y"


def test_a_text_of_several_lines_is_noted() -> None:
    found = read("Read this:\nwho asked?\n\nA) x\nB) y\nANSWER: A")
    assert found.bank.questions[0].ask == "Read this:\nwho asked?"
    assert found.items[0].notes == ("its text has several lines: Moodle takes the last one only",)


def test_letters_out_of_order_are_noted() -> None:
    found = read("Who?\nA) x\nC) y\nANSWER: C")
    (made,) = found.bank.questions
    assert isinstance(made, Choice)
    assert (made.answer, found.items[0].status) == ("y", "degraded")


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("Who?\nA) x\nANSWER: A", "E330", 3),
        ("A) x\n", "E331", 1),
        ("ANSWER: A\n", "E331", 1),
        ("Who?\nA) x\nB) y\n", "E332", 1),
        ("Who?\n\nA text.\n", "E332", 1),
        ("Who?\nA) x\nB) y\nANSWER: C", "E333", 4),
        ("Who?\nA) x\nB) y\nANSWER:", "E333", 4),
        ("Who?\nA) x\nB) y\nANSWER: Bern", "E333", 4),
        ("Who?\nA) x\nB) y\nANSWER: A, B", "E333", 4),
        ("Who?\nA) x\nB) y\nANSWER: A and B", "E333", 4),
        ("Who?\nA) x\nA) y\nANSWER: A", "E333", 4),
        ("", "E306", 1),
    ],
)
def test_what_is_wrong_is_named_with_its_line(source: str, code: str, line: int) -> None:
    found = read(source)
    assert not found.bank.questions
    assert (found.problems[0].code, found.problems[0].span.line) == (code, line)


def test_a_file_that_is_no_text() -> None:
    assert [(one.code, one.span.line) for one in aiken.read(b"a\n\xff", "x").problems] == [("E302", 2)]


def test_the_good_file() -> None:
    found = aiken.read(shared("aiken/moodle_questions.aiken.txt").read_bytes(), "x")
    first, second = found.bank.questions
    assert isinstance(first, Choice)
    assert isinstance(second, Choice)
    assert first.answer == "Martin Dougiamas"
    assert second.ask == 'Moodle\'s abilities include handling user input that includes <html class="cool"> & images:'
    assert {one.status for one in found.items} == {"exact"}


def test_the_broken_file_is_read_as_moodle_reads_it() -> None:
    """The lines are those of Moodle's own test of this file; the unfinished question is named where it begins."""
    found = aiken.read(shared("aiken/moodle5_aiken_errors.txt").read_bytes(), "x")
    assert [one.ask for one in found.bank.questions] == ["A good question", "Second good question"]
    assert [(one.code, one.span.line) for one in found.problems] == [
        ("E330", 3),
        ("E331", 5),
        ("E331", 7),
        ("E332", 14),
    ]
    assert [one.status for one in found.items] == ["skipped", "exact", "skipped", "exact"]


def test_recognition() -> None:
    assert aiken.recognise(b"Who?\r\nA) x\r\nB) y\r\nANSWER: A\r\n", "x.txt")
    assert not aiken.recognise(b"Who?{=x}", "x.txt")


def written(*questions: Question) -> str:
    return aiken.write(Bank(id="b", questions=questions)).data.decode()


def test_a_question_as_it_is_written() -> None:
    one = Choice(id="one", ask="One\nline?", answer="a", distractors=(Option("b"), Option("c")), shuffle=False)
    two = TrueFalse(id="two", ask="It rains.", answer="false")
    assert written(one, two) == ("One line?\nA) a\nB) b\nC) c\nANSWER: A\n\nIt rains.\nA) True\nB) False\nANSWER: B\n")


_RAIN = (
    "it becomes a choice between True and False, without its id",
    "the explanation is lost",
    "the correction is lost",
    "the points (2) are lost",
    "line breaks and spaces in: ask",
)


def test_what_is_lost_is_said() -> None:
    bank = Bank(
        id="b",
        questions=(
            Choice(id="why", ask="Why?", answer="a", distractors=(Option("b"),)),
            Choice(id="who", ask="Why\nnot?", hint="h", answer="a", distractors=(Option("b", "no"),)),
            TrueFalse(id="rain", ask="It\nrains.", answer="true", correction="It pours.", explain="Look.", points=2),
            Choice(id="letter", ask="A) what?", answer="a", distractors=(Option("b"),)),
            Short(id="short", ask="Who?", accept=("x",)),
        ),
    )
    assert [(one.status, one.notes) for one in aiken.write(bank).items] == [
        ("exact", ()),
        ("degraded", ("Aiken has no place for: id, hint, feedback", "line breaks and spaces in: ask")),
        ("degraded", _RAIN),
        ("skipped", ("Aiken would take one of its lines for an option or an answer",)),
        ("skipped", ("Aiken has only questions with one right option",)),
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(banks("choice", "true_false"))
def test_what_is_written_is_read_again(bank: Bank) -> None:
    out = aiken.write(bank)
    assert out.data == aiken.write(bank).data
    back = aiken.read(out.data, "b.txt")
    kept = [one for one in bank.questions if _status(out.items, one.id) != "skipped"]
    assert not back.problems or not kept
    for before, after in zip(kept, back.bank.questions, strict=True):
        assert isinstance(after, Choice)
        answer = before.answer.title() if isinstance(before, TrueFalse) else _squeezed(before)
        assert " ".join(after.answer.split()) == answer
        if _status(out.items, before.id) == "exact":
            assert after == before


def _squeezed(question: Question) -> str:
    assert isinstance(question, Choice)
    return " ".join(question.answer.split())


def _status(items: tuple[object, ...], id_: str) -> str:
    return next(one.status for one in items if one.id == id_)  # type: ignore[attr-defined,no-any-return]


def test_every_kind_has_its_report() -> None:
    bank = every_kind()
    assert [one.id for one in aiken.write(bank).items] == [one.id for one in bank.questions]


@pytest.mark.parametrize("name", ["moodle5_aiken_errors.txt", "moodle_questions.aiken.txt"])
def test_broken_files_are_read_or_reported(name: str) -> None:
    data = shared(f"aiken/{name}").read_bytes()
    for copy in mutated(data, 1, 300):
        check(aiken.read(copy, name), copy)


@given(st.lists(st.sampled_from(["A) x", "B) y", "Z. z", "ANSWER: A", "ANSWER:", "text", "", " "])).map("\n".join))
def test_nothing_is_too_broken(source: str) -> None:
    check(read(source), source.encode())
