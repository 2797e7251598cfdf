"""Kahoot's and Wayground's spreadsheets, opened again with openpyxl."""

import io
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings

from learn.content.values import Bank
from learn.exchange import kahoot, sheets, wayground
from learn.exchange.report import Exported
from learn.kinds.base import Option, Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.kinds.true_false import TrueFalse
from tests.exchange.banks import banks, every_kind

CAPITAL = Choice(id="capital", ask="Capital?", answer="Paris", distractors=(Option("Nice"), Option("Lyon")))


def cells(out: Exported) -> list[list[Any]]:
    """The cells of the sheet; none of them is a formula."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl opens the spreadsheets we write")
    [page] = openpyxl.load_workbook(io.BytesIO(out.data)).worksheets
    rows = list(page.iter_rows())
    assert all(cell.data_type in ("s", "n") for row in rows for cell in row), "a text or a number, never a formula"
    return [["" if cell.value is None else cell.value for cell in row] for row in rows]


def out(module: ModuleType, *questions: Question) -> tuple[list[list[Any]], list[tuple[str, ...]]]:
    """The rows below the head of the template, and the notes on each question."""
    written = module.write(Bank(id="b", title="B", questions=questions))
    head = 8 if module is kahoot else 2
    return cells(written)[head:], [one.notes for one in written.items]


@pytest.mark.parametrize("module", [kahoot, wayground])
@settings(max_examples=40, deadline=None)
@given(bank=banks("choice", "multiple", "true_false", "short", "number"))
def test_what_is_written_opens_and_is_reported(module: ModuleType, bank: Bank) -> None:
    written = module.write(bank)
    assert written.data == module.write(bank).data
    assert [one.id for one in written.items] == [one.id for one in bank.questions]
    assert all(one.notes for one in written.items if one.status != "exact")
    kept = sum(one.status != "skipped" for one in written.items)
    assert len(cells(written)) == (8 if module is kahoot else 2) + kept


def test_kahoot_s_template() -> None:
    rows = cells(kahoot.write(Bank(id="b", title="B", questions=(CAPITAL,))))
    assert rows[7][1] == "Question - max 120 characters"
    number, ask, *answers, seconds, right = rows[8]
    assert (number, ask, seconds) == (1, "Capital?", 20)
    assert answers[int(right) - 1] == "Paris"
    assert sorted(answers) == ["", "Lyon", "Nice", "Paris"]


def test_wayground_s_template() -> None:
    rows = cells(wayground.write(Bank(id="b", title="B", questions=(CAPITAL,))))
    assert rows[0][:3] == ["Question Text", "Question Type", "Option 1"]
    ask, kind, *options = rows[2][:7]
    assert (ask, kind) == ("Capital?", "Multiple Choice")
    assert options[int(rows[2][7]) - 1] == "Paris"
    assert rows[2][8] == 30


def test_formulas_stay_texts() -> None:
    question = Choice(id="q", ask="=1+1", answer="+2", distractors=(Option("@SUM(A1)"), Option("-cmd|' /C calc'!A0")))
    for module in (kahoot, wayground):
        [row], _ = out(module, question)
        assert {"=1+1", "+2", "@SUM(A1)", "-cmd|' /C calc'!A0"} <= set(row)


def test_the_key_does_not_stand_first_each_time() -> None:
    many = [
        Choice(id=f"q-{at}", ask="Which?", answer="right", distractors=(Option("a"), Option("b"), Option("c")))
        for at in range(40)
    ]
    rows, _ = out(kahoot, *many)
    assert {row[-1] for row in rows} == {"1", "2", "3", "4"}


def test_what_kahoot_has_no_room_for() -> None:
    six = tuple(Option(text) for text in "abcdef")
    _, notes = out(
        kahoot,
        Choice(id="many", ask="?", answer="x", distractors=six),
        Choice(id="long", ask="?" * 121, answer="x", distractors=six),
        Choice(id="wordy", ask="?", answer="x" * 76, distractors=six),
        Multiple(id="all", ask="?", answers=tuple("abcd"), distractors=(Option("e"),)),
        Card(id="card", front="a", back="b"),
        Choice(
            id="rich",
            ask="?",
            answer="x",
            distractors=(Option("y", "why"),),
            hint="h",
            explain="e",
            points=2,
            facts=("f",),
        ),
    )
    assert [note[0] for note in notes] == [
        "3 of the wrong answers left out: there are at most 4 options",
        "the question has 121 characters, Kahoot takes 120",
        "an answer has 76 characters, Kahoot takes 75",
        "there are more right answers than fit among 4 options",
        "Kahoot's spreadsheet has nothing like the kind card",
        "the hint is lost",
    ]
    assert notes[-1][1:] == (
        "the explanation is lost",
        "the feedback to wrong answers is lost",
        "the points (2) are lost",
        "not carried: its facts",
    )


def test_true_and_false() -> None:
    question = TrueFalse(id="q", ask="Water is wet.", answer="false", correction="It wets.", shuffle=False)
    for module in (kahoot, wayground):
        [row], _ = out(module, question)
        assert row[row.index("True") + 1] == "False"
        assert "2" in row
    assert row[-1] == "It wets."


def test_typed_answers_in_wayground() -> None:
    rows, notes = out(
        wayground,
        Short(id="a", ask="Who?", accept=("Kim*", "Kim \\*", "Park"), case=True),
        Number(id="b", ask="How many?", value="1,000", tolerance="5", unit="men"),
        Cloze(id="c", ask="Fill.", text="The {{North|DPRK}} sent."),
        Short(id="d", ask="Who?", accept=("*war",)),
        Number(id="e", ask="How many?", range=("1", "2")),
        Cloze(id="f", text="{{a}} {{b}}"),
        Short(id="g", ask="Who?", accept=tuple("abcdefg")),
        Multiple(id="h", ask="?", answers=tuple("abcde"), distractors=(Option("f"),)),
        Multiple(
            id="i", ask="?", answers=("a",), distractors=tuple(map(Option, "bcdef")), scoring="partial", tell=True
        ),
        Short(id="j", ask="x" * 40_000, accept=("a",)),
    )
    assert [row[:4] for row in rows] == [
        ["Who?", "Fill-in-the-Blank", "Kim *", "Park"],
        ["How many?", "Fill-in-the-Blank", "1000", "1,000"],
        ["Fill.\nThe ____ sent.", "Fill-in-the-Blank", "North", "DPRK"],
        ["Who?", "Fill-in-the-Blank", "a", "b"],
        rows[-1][:4],
    ]
    assert [list(one) for one in notes] == [
        ["answers with * are left out: they stand for themselves there", "capitals do not matter there"],
        ["only exactly 1,000 is right there", "the unit is lost"],
        [],
        ["only patterns with * are accepted, which Wayground does not know"],
        ["a range of numbers is right, and Wayground compares typed answers letter by letter"],
        ["Wayground's spreadsheet has one gap in a question, and no word bank"],
        ["2 of the accepted answers left out: there are at most 5"],
        ["there are 5 right answers, Wayground has room for 5 options"],
        [
            "parts of the answer earn nothing there",
            "the number of right answers is not told there",
            "1 of the wrong answers left out: there are at most 5 options",
        ],
        ["a text is longer than a cell of a spreadsheet holds"],
    ]


def test_every_kind_has_a_report() -> None:
    for module in (kahoot, wayground):
        assert len(module.write(every_kind()).items) == len(every_kind().questions)


def test_cells_count_utf_16_units() -> None:
    assert sheets.fits("x" * 32_767)
    assert not sheets.fits("x" * 32_768)
    assert not sheets.fits("😀" * 16_384)
