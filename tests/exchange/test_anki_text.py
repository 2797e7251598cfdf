"""Anki's text files: cards go out and come back, and what Anki itself writes."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.content.values import Bank
from learn.exchange import anki_text
from learn.exchange.intake import Intake
from learn.exchange.report import Imported
from learn.kinds.base import Item, Option, Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.match import Match, Pair
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.true_false import TrueFalse
from tests.exchange.banks import banks, every_kind
from tests.exchange.carrying import there_and_back
from tests.exchange.mutations import mutated

CARD = Card(
    id="war",
    ask="Translate.",
    front="전쟁 <b> {{c1::x}}",
    back="war\n  indeed",
    hint="Not peace.",
    explain="From 戰爭.",
    facts=("a-fact",),
    tags=("korean", "fact:y"),
    difficulty="intro",
    points=2.0,
    shuffle=False,
)


@settings(max_examples=60, deadline=None)
@given(banks("card"))
def test_cards_come_back(bank: Bank) -> None:
    out, back = there_and_back(anki_text, bank)
    for question, report, item in zip(bank.questions, out.items, back.items, strict=True):
        if "formulas" not in str(item.notes):
            assert item.status == "exact"
        assert report.status == "exact" or any("tags are written otherwise" in note for note in report.notes)
        assert back.bank.questions[bank.questions.index(question)].id == question.id


def test_a_card_with_everything() -> None:
    out, back = there_and_back(anki_text, Bank(id="b", title="B", questions=(CARD,)))
    assert out.items[0].status == back.items[0].status == "exact"
    assert back.bank == Bank(id="b", title="B", questions=(CARD,))


def test_the_file_as_anki_sees_it() -> None:
    card = Card(id="de-facto", front="de facto", back='in "fact"', tags=("latin",))
    text = anki_text.write(Bank(id="b", title="My deck", questions=(card,))).data.decode()
    assert text == (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'learn/b/de-facto\tBasic\tMy deck\tde facto\t"in ""fact"""\tlatin\n'
    )


def fields(question: Question) -> list[str]:
    """The fields that a question becomes."""
    lines = anki_text.write(Bank(id="b", questions=(question,))).data.decode().splitlines()[6:]
    [row] = csv.reader(lines, delimiter="\t")
    return row[3:5]


def test_other_kinds_become_cards() -> None:
    front, back = fields(
        Choice(id="q", ask="Capital?", answer="Paris", distractors=(Option("Nice"),), explain="Since 987.")
    )
    assert "<div>Capital?</div><ul>" in front
    assert back.startswith("Paris<div")
    assert fields(TrueFalse(id="q", ask="Wet?", answer="false", correction="Dry."))[1] == "False<div>Dry.</div>"
    assert fields(Order(id="q", ask="?", items=(Item("b"), Item("a"))))[1] == "<ol><li>b</li><li>a</li></ol>"
    match = Match(id="q", ask="?", pairs=(Pair("a", "1"), Pair("b", "2")), extra=("0",))
    assert fields(match) == [
        "<div>?</div><ul><li>a</li><li>b</li></ul><ul><li>0</li><li>1</li><li>2</li></ul>",
        "<ul><li>a – 1</li><li>b – 2</li></ul>",
    ]


def test_gaps_become_gaps() -> None:
    cloze = Cloze(
        id="q", ask="Fill.", text="The {{North|DPRK}} {sent} {{a::b}}.", bank=("South",), typos=0, explain="E", hint="H"
    )
    text, extra = fields(cloze)
    assert "{{c1::North}} &#123;sent&#125; {{c1::a&#58;&#58;b}}." in text
    assert extra == "E"
    _, back = there_and_back(anki_text, Bank(id="b", questions=(cloze,)))
    [question] = back.bank.questions
    assert question == Cloze(
        id="q", ask="Fill.", text="The {{North}} {sent} {{a::b}}.", bank=("South",), typos=0, explain="E", hint="H"
    )


def test_every_kind_has_its_note() -> None:
    out, back = there_and_back(anki_text, every_kind())
    assert len(back.bank.questions) == len(out.items)


# ------------------------------------------------------------------------------------------------------ files of others


def read(text: str) -> Imported:
    """What is read from a text."""
    return anki_text.read(text.encode(), "some deck.txt")


def only(text: str, status: str = "exact") -> Any:
    """The one question of a text."""
    back = read(text)
    assert [one.status for one in back.items] == [status], back.items
    return back.bank.questions[0]


def test_notes_in_plain_text() -> None:
    back = read(
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        '"#E|i)tA5Lb"\tBasic\tLatin::One\tde facto<br>now\t"<div>in ""fact""</div>"\tverb leech\n'
        "a/b\tBasic (and reversed card)\tLatin::One\tpax&nbsp;romana\tpeace [sound:a.mp3]\t\n"
    )
    assert [(one.status, one.line) for one in back.items] == [("exact", 7), ("degraded", 8)]
    first, second = back.bank.questions
    assert first == Card(id="de-facto-now", front="de facto\nnow", back='in "fact"', tags=("verb", "leech"))
    assert (second.id, second.prompt) == ("pax-romana", "pax romana")
    assert back.items[1].notes == ("not kept: sounds or films", "it is asked the other way round as well there")
    assert back.bank.title == "Latin::One"


def test_headers_in_their_forms() -> None:
    assert only("#separator:Comma\n#columns:Front,Back\n#tags:a b\n#deck:D\n# a remark\nx,y\n") == Card(
        id="x", front="x", back="y", tags=("a", "b")
    )
    assert only("#separator:;\n#html:false\n<b>x</b>;y\n").front == "<b>x</b>"
    assert only("#html:true\nx|y\n").back == "y"
    assert only("#separator:\\t\nx\ty\n").back == "y"
    assert only("#notetype:Basic (type in the answer)\nx\ty*z\n", "degraded") == Short(
        id="x", ask="x", accept=("y\\*z",)
    )


def test_comments_are_passed_over() -> None:
    back = read('#separator:tab\nx\ty\n# not a note\n\n"two\nlines"\tz\n')
    assert [one.line for one in back.items] == [2, 5]


def test_cloze_notes() -> None:
    question = only("#notetype:Cloze\n{{c1::Seoul::city}} and {{c2::<b>Busan</b>}}\tmore\n", "degraded")
    assert (question.text, question.explain) == ("{{Seoul}} and {{Busan}}", "more")
    back = read("#html:false\n#notetype:Cloze\n{{c1::a*}} b\t\n")
    assert back.bank.questions[0] == Cloze(id="a-b", text="{{a\\*}} b")
    assert back.items[0].notes == ("judged by the learner there, typed here",)


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("x\t", "the back is empty"),
        ("x", "the back is empty"),
        ("<img src='a.png'>\t<br>", "the back is empty"),
        ("{{c1::a {{c2::b}}}}\t", "within each other"),
        ("{{c1::}} a\t", "a gap is empty"),
        ("{{c1::a|b}}\t", "cannot stand in a text with gaps"),
    ],
)
def test_notes_that_are_left_out(note: str, why: str) -> None:
    [item] = read(f"#separator:tab\n#html:true\n{note}\n").items
    assert item.status == "skipped"
    assert why in item.notes[0]


def test_pictures_with_hidden_parts() -> None:
    [item] = read("#notetype:Image Occlusion\nx\ty\n").items
    assert item.notes == ("it hides parts of a picture",)


def test_further_fields_and_formulas_are_noted() -> None:
    back = read("#separator:tab\n#html:true\n[latex]x^2[/latex]\ty\tz\n")
    assert back.items[0].notes == ("not kept: formulas, which stay as TeX", "not kept: further fields")


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"#separator:tab\n\xff\n", "E302", 2),
        (b"#separator:tab\n", "E306", 1),
        (b'#separator:"\nx\n', "E300", 1),
        (b"#separator:tab\nx\t" + b"y" * 140_000, "E340", 2),
        (b"", "E306", 1),
    ],
)
def test_broken_files(data: bytes, code: str, line: int) -> None:
    assert [(one.code, one.span.line) for one in anki_text.read(data, "t.txt").problems] == [(code, line)]


def test_recognised_by_its_headers() -> None:
    assert anki_text.recognise(anki_text.write(every_kind()).data, "x")
    assert not anki_text.recognise(b"# a remark\nfront\tback\n", "x.txt")
    assert not anki_text.recognise(b"::q:: {T}", "x.txt")


def test_broken_copies_make_no_traceback() -> None:
    for copy in mutated(anki_text.write(every_kind()).data, 5, 150):
        anki_text.recognise(copy, "x.txt")
        back = anki_text.read(copy, "x.txt")
        assert back.items or back.problems
        assert all(not question.faults() for question in back.bank.questions)


# -------------------------------------------------------------------------------------------------------- the quick way

_PIECES = (
    *("one", "Two", "three?", "10,000", "e.g.", "전쟁", "café", "한", "it's", '"so"', "a: b", "# x", "-", "true", "%"),
    *(
        "<b>x</b>",
        "&amp;",
        "<",
        "&",
        "{{c1::x}}",
        "{{",
        "[sound:a.mp3]",
        "[latex]",
        "[$]",
        "\\(x\\)",
        "$$",
        "$5",
        "{mlang x}",
    ),
    *("", " ", "\u00a0", "\u200b", "\u3164", "\u115f", "\u0301", "\x1b[31m", "\x07", "\u2028", "\u202e", "\\", "\n"),
)
_texts = st.lists(st.sampled_from(_PIECES[:15]) | st.sampled_from(_PIECES), max_size=5).map(" ".join)
_columns = st.fixed_dictionaries(
    {
        "guid": st.sampled_from(["", "learn/b/q", "learn/b/w", "learn/B/q", "learn/b", "kX9$a"]),
        "type": st.sampled_from(["", "Basic", "Cloze", "Basic (type in the answer)", "Basic (and reversed card)"]),
        "deck": st.sampled_from(["", "Default", "A::B"]),
        "tags": st.sampled_from(["", "latin verb", "fact:abc", "points:2", "kind:sort", "part:1=x", "x\u200by"]),
    }
)
_rows = st.lists(st.tuples(_columns, st.lists(_texts, min_size=1, max_size=4)), min_size=1, max_size=4)
_heads = st.lists(
    st.sampled_from(["#html:true", "#html:false", "#tags:all of:them", "#notetype:Cloze", "#deck:Mine"]), max_size=3
)


@settings(max_examples=400, deadline=None)
@given(_heads, _rows, st.booleans())
def test_a_card_taken_at_one_go_is_the_one_taken_by_a_draft(
    heads: list[str], rows: list[tuple[dict[str, str], list[str]]], told: bool
) -> None:
    target = io.StringIO()
    places = "#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:4\n" if told else ""
    target.write("".join(f"{line}\n" for line in ("#separator:tab", *heads)) + places)
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    writer.writerows([*(columns.values() if told else ()), *texts] for columns, texts in rows)
    with pytest.MonkeyPatch.context() as patch:
        quick = read(target.getvalue())
        patch.setattr(anki_text, "_is_ordinary_card", lambda _row: False)
        assert quick == read(target.getvalue())


def test_ordinary_cards_are_taken_at_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    monkeypatch.setattr(Intake, "take_card", lambda _self, *texts, **_more: taken.append(texts))
    read("#separator:tab\n#tags column:3\nWhat is it?\tA thing.\t\n무엇?\t것: a thing\tlatin verb\nx & y\tz\t\n")
    assert taken == [("What is it?", "A thing.", ()), ("무엇?", "것: a thing", ("latin", "verb"))]
