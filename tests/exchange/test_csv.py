"""CSV: everything goes out and comes back; tables of other makers; cells that spreadsheets would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.content.values import Bank
from learn.exchange import cells, csv_table
from learn.kinds.base import Option, Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.kinds.true_false import TrueFalse
from tests.exchange.banks import banks, every_kind, texts
from tests.exchange.carrying import there_and_back


def read(text: str) -> list[Question]:
    """The questions of a table in which nothing is wrong."""
    imported = csv_table.read(text.encode(), "some table.csv")
    assert not imported.problems
    assert {one.status for one in imported.items} == {"exact"}
    return list(imported.bank.questions)


def refusal(text: str) -> str:
    """Why the first question of a table is left out."""
    imported = csv_table.read(text.encode(), "table.csv")
    assert imported.items[0].status == "skipped"
    return imported.items[0].notes[0]


@given(banks())
def test_everything_comes_back(bank: Bank) -> None:
    out, back = there_and_back(csv_table, bank)
    assert {one.status for one in (*out.items, *back.items)} == {"exact"}
    assert back.bank.questions == bank.questions


def test_every_kind_comes_back() -> None:
    _, back = there_and_back(csv_table, every_kind())
    assert back.bank == Bank(id="every-kind", title="every-kind", questions=every_kind().questions)


def test_a_table_as_a_person_sees_it() -> None:
    question = Choice(
        id="capital", ask="Capital?", answer="Paris", distractors=(Option("Nice", "Coast."), Option("Lyon"))
    )
    table = csv_table.write(Bank(id="b", questions=(question,))).data.decode("utf-8-sig")
    assert table == "id,kind,ask,answers,wrong\r\ncapital,choice,Capital?,Paris,Nice :: Coast. | Lyon\r\n"


@given(banks())
def test_no_cell_begins_as_a_formula(bank: Bank) -> None:
    data = csv_table.write(bank).data.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(data, newline="")):
        for cell in row:
            assert cell[:1] not in tuple("=+-@\t\r") or cell.lstrip("+-").replace(".", "", 1).isdecimal()


@given(texts())
def test_defusing_is_undone(text: str) -> None:
    assert cells.undone(cells.defused(text)) == text


@given(st.lists(st.tuples(texts(3), texts(3)), max_size=4), st.sampled_from(["::", "=>"]))
def test_lists_in_a_cell(pairs: list[tuple[str, str]], mark: str) -> None:
    assert cells.split(cells.joined(pairs, mark)) == pairs


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a|b", [("a",), ("b",)]),
        (" a | | b ", [("a",), ("b",)]),
        (r"\frac{1}{2} | \|x\|", [(r"\frac{1}{2}",), ("|x|",)]),
        ("a => b :: c", [("a", "b", "c")]),
        ("|", []),
        ("", []),
        ("\\ a\\ ", [(" a ",)]),
    ],
)
def test_lists_as_people_write_them(cell: str, items: list[tuple[str, ...]]) -> None:
    assert cells.split(cell) == items


@given(st.text("ab |:=>\t\u3000\x1f", max_size=12) | st.text(max_size=12))
def test_a_cell_without_escapes_is_split_as_any_other(cell: str) -> None:
    [*items, last] = cells.split(f"{cell}|\\")
    assert last == ("\\",), "a backslash at the end is one, and the rest is read the long way"
    if "\\" not in cell:
        assert cells.split(cell) == items


# ------------------------------------------------------------------------------------------------- tables of others


def test_options_in_columns_with_the_number_of_the_right_one() -> None:
    [question] = read("Question,Option 1,Option 2,Option 3,Correct Answer\nCapital of France?,Nice,Paris,Lyon,2\n")
    assert isinstance(question, Choice)
    assert question.id == "capital-of-france"
    assert (question.answer, [one.text for one in question.distractors]) == ("Paris", ["Nice", "Lyon"])


def test_letters_semicolons_and_several_right_ones() -> None:
    [question] = read("frage;question;A;B;C;answer;points;tags\n1;Which?;x;y;z;A, C;2,5;one, two\n")
    assert isinstance(question, Multiple)
    assert (question.answers, question.points, question.tags) == (("x", "z"), 2.5, ("one", "two"))


def test_a_file_that_tells_excel_its_separator() -> None:
    for first in ("sep=;", "SEP=;\r", '"sep=;"'):
        [question] = read(f"{first}\nquestion;answer\n1, 2 or 3?;2\n")
        assert question.id == "1-2-or-3"
    [question] = read("sep=|\nquestion|answer|wrong\na;b,c?|x|y\n")
    assert isinstance(question, Choice)
    late = csv_table.read(b"sep=;\nquestion;answer\nx?;y\nz?\n", "table.csv")
    assert late.items[1].line == 4
    assert csv_table.recognise(b"sep=;\nquestion;answer\n", "table.csv")


def test_a_sheet_of_kahoot_saved_as_csv() -> None:
    found = read(
        ",,,,,,,\r\n,Quiz template,,,,,,\r\n,,,,,,,\r\n"
        ",Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,"
        "Answer 3 - max 75 characters,Answer 4 - max 75 characters,"
        '"Time limit (sec) \u2013 5, 10, 20, 30 secs",Correct answer(s) - choose at least one\r\n'
        '1,Which?,a,b,,,20,2\r\n2,Which two?,c,d,e,f,20,"1,3"\r\n3,,,,,,,\r\n'
    )
    assert isinstance(found[0], Choice)
    assert (found[0].answer, [one.text for one in found[0].distractors]) == ("b", ["a"])
    assert isinstance(found[1], Multiple)
    assert found[1].answers == ("c", "e")


def test_without_a_key_the_options_of_a_blank_are_what_it_accepts() -> None:
    [question] = read(
        "Question Text,Question Type,Option 1,Option 2,Correct Answer\nH in H2O,Fill-in-the-Blank,hydrogen,H,\n"
    )
    assert isinstance(question, Short)
    assert question.accept == ("hydrogen", "H")
    assert "no right answer" in refusal("question,type,option 1,option 2,answer\nx?,Multiple Choice,y,z,\n")


def test_kinds_told_by_what_is_there() -> None:
    found = read(
        "question\tanswer\twrong 1\twrong 2\texplanation\n"
        "Sky?\tblue\tred\tgreen\tRayleigh.\n"
        "Water is wet.\tTRUE\t\t\t\n"
        "How many?\t42\t\t\t\n"
        "Who?\tKim | Kim Il-sung\t\t\t\n"
    )
    assert [one.kind for one in found] == ["choice", "true_false", "number", "short"]
    assert found[0].explain == "Rayleigh."
    assert isinstance(found[3], Short)
    assert found[3].accept == ("Kim", "Kim Il-sung")


def test_fronts_and_backs() -> None:
    [card] = read("Front,Back\nde facto,in fact\n")
    assert isinstance(card, Card)
    assert card.back == "in fact"


def test_named_kinds_of_others() -> None:
    found = read(
        "question,type,answer,a,b\n"
        "x?,Multiple Choice,b,one,two\ny?,True/False,True,,\nz?,Numerical,1.5,,\nw?,flashcard,back,,\n"
    )
    assert [type(one) for one in found] == [Choice, TrueFalse, Number, Card]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("question,a,b,answer\nWhich?,x,y,z\n", "none of the options"),
        ("question,a,b,answer\nWhich?,2,1,2\n", "the text of one option and the number of another"),
        ("question,a,b,answer\nWhich?,x,y,\n", "names no right answer"),
        ("question,answer\nWhich, then?,x\n", "more cells than"),
        ("question,type,answer\nWhich?,Hotspot,x\n", "no kind of question `hotspot`"),
        ("question,answer,points\nWhich?,x,many\n", "no points"),
        ("question,type,answer\nWhich?,true/false,maybe\n", "true or false"),
        ("question,type,answer\nWhich?,choice,x\n", "no wrong answers"),
        ("question,type,answer,wrong\nWhich?,short,x,y\n", "no wrong answers to choose"),
        ("kind,ask,answers\nessay,Why?,x\n", "no kind of question `essay`"),
        ("kind,ask,answers\n,Why?,x\n", "names no kind"),
        ("kind,ask,answers,wrong\nchoice,Why?,x | y,z\n", "one right answer, here are 2"),
        ("kind,ask,answers\nmatch,Why?,x | y\n", "must be pairs"),
        ("kind,ask,answers\ntrue_false,Why?,yes\n", "`true` or `false`"),
        ("kind,ask,answers,typos\nshort,Why?,x,3\n", "typos is"),
        ("kind,ask,answers,wrong,scoring\nmultiple,Why?,x,y,some\n", "scoring is"),
        ("kind,ask,answers,range\nnumber,Why?,,3\n", "a range is"),
        ("kind,ask,answers,facts\nshort,Why?,x,No Slug\n", "is no id"),
        ("kind,ask,answers,points\nshort,Why?,x,-1\n", "in the column points"),
        ("kind,ask,answers,part_facts\norder,Why?,x | y,one=two\n", "number=fact-id"),
        ("kind,ask,answers,wrong\nchoice,Why?,x,x\n", "reads the same as the answer"),
    ],
)
def test_what_cannot_be_understood_is_left_out(table: str, why: str) -> None:
    assert why in refusal(table)


def test_a_row_knows_its_line() -> None:
    imported = csv_table.read(b'question,answer\n"two\nlines",x\n\nthird?,\n', "t.csv")
    assert [(one.status, one.line) for one in imported.items] == [("exact", 2), ("skipped", 5)]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"question,answer\n\xe9t\xe9?,x\n", "E302", 2),
        (b'question,answer\na?,"x" y\n', "E340", 2),
        (b'question,answer\na?,x\nb?,"x\n', "E340", 3),
        (b"name,age\nKim,3\n", "E300", 1),
        (b"", "E306", 1),
        (b"question,answer\n", "E306", 1),
    ],
)
def test_broken_files(data: bytes, code: str, line: int) -> None:
    imported = csv_table.read(data, "t.csv")
    assert [(one.code, one.span.line) for one in imported.problems] == [(code, line)]


def test_a_file_of_another_encoding_of_unicode() -> None:
    assert csv_table.recognise("question,answer\n전쟁?,war\n".encode("utf-16"), "t.csv")
    imported = csv_table.read("question,answer\n전쟁?,war\n".encode("utf-16"), "t.csv")
    assert imported.bank.questions[0].ask == "전쟁?"


def test_recognised_by_its_first_row() -> None:
    assert csv_table.recognise(csv_table.write(every_kind()).data, "x")
    assert not csv_table.recognise(b"::Title:: Question {=a ~b}", "x.gift")
    assert not csv_table.recognise(b"\x00\xff", "x")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode), st.booleans())
def test_no_bytes_make_a_traceback(junk: bytes, ours: bool) -> None:
    head = b"id,kind,ask,answers,wrong\n" if ours else b"question,a,b,answer,type,points\n"
    csv_table.read(head + junk, "t.csv")
