from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from learn.content.values import Bank
from learn.exchange import module_of, moodle_xml
from learn.exchange.moodle_kept import changed
from learn.exchange.report import Imported, Item
from learn.exchange.xml_safe import Node, parse
from learn.kinds.base import Option, Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.match import Match
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.true_false import TrueFalse
from tests.exchange.banks import banks, every_kind
from tests.exchange.carrying import by_id, there_and_back
from tests.exchange.data import shared
from tests.exchange.mutations import mutated, mutated_xml
from tests.exchange.sound import check


def read(body: str) -> Imported:
    return moodle_xml.read(f"<quiz>\n{body}</quiz>".encode(), "quiz.xml")


def question(kind: str, *parts: str, text: str = "Well?") -> str:
    inner = "".join(parts)
    head = f'<name><text>The name</text></name><questiontext format="html"><text>{text}</text></questiontext>'
    return f'<question type="{kind}">{head}{inner}</question>'


def answer(text: str, fraction: str = "0", feedback: str = "", more: str = "") -> str:
    told = f'<feedback format="html"><text>{feedback}</text></feedback>' if feedback else ""
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{told}{more}</answer>'


def only(kind: str, *parts: str, text: str = "Well?") -> tuple[Any, Item]:
    """The one question of a file, and its report."""
    found = read(question(kind, *parts, text=text))
    (made,), (report,) = found.bank.questions, found.items
    return made, report


def refused(kind: str, *parts: str, text: str = "Well?") -> tuple[str, str]:
    """The code of the problem of a question that is left out ("" for none), and the reason."""
    found = read(question(kind, *parts, text=text))
    (report,) = found.items
    assert report.status == "skipped"
    return found.problems[0].code if found.problems else "", report.notes[0]


def test_it_is_in_the_table_of_formats() -> None:
    assert module_of("moodle-xml") is moodle_xml


# -------------------------------------------------------------------------------------------------------------- reading


def test_a_multichoice_of_one_is_a_choice() -> None:
    made, report = only(
        "multichoice", answer("<![CDATA[<p>a</p>]]>", "100"), answer("b", "0", "No."), "<single>true</single>"
    )
    assert made == Choice(id="the-name", ask="Well?", answer="a", distractors=(Option("b", "No."),))
    assert report == Item("the-name", "exact", line=2)


def test_a_fixed_order_is_kept_where_it_can_be() -> None:
    fixed = "<shuffleanswers>0</shuffleanswers>"
    first, report = only("multichoice", answer("a", "100"), answer("b"), fixed)
    assert (first.shuffle, report.status) == (False, "exact")
    second, report = only("multichoice", answer("b"), answer("a", "100"), fixed)
    assert (second.shuffle, report.notes) == (True, ("the fixed order of the options: they are shuffled here",))


def test_a_multichoice_of_several_is_a_multiple() -> None:
    made, report = only(
        "multichoice", answer("a", "50"), answer("b", "50"), answer("c", "-50"), "<single>false</single>"
    )
    assert isinstance(made, Multiple)
    assert (made.answers, made.scoring, report.status) == (("a", "b"), "partial", "exact")
    made, report = only("multichoiceset", answer("a", "100"), answer("b", "100"), answer("c"))
    assert (made.answers, made.scoring, report.status) == (("a", "b"), "all", "exact")
    made, report = only("oumultiresponse", answer("a", "100"), answer("c"))
    assert (made.answers, made.scoring) == (("a",), "partial")
    assert report.notes == ("the grading: here right options count for, wrong ones against",)


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        (answer("true", "100") + answer("false"), "true"),
        (answer("false", "100") + answer("true"), "false"),
        (answer("Wahr") + answer("Falsch", "100"), "false"),
    ],
)
def test_true_and_false(answers: str, key: str) -> None:
    made, _ = only("truefalse", answers)
    assert isinstance(made, TrueFalse)
    assert made.answer == key


def test_short_answers_are_no_html() -> None:
    made, report = only(
        "shortanswer", "<usecase>1</usecase>", answer("&lt;b&gt;", "100"), answer("c*", "0", "No."), answer("*", "0")
    )
    assert made == Short(id="the-name", ask="Well?", accept=("<b>",), reject=(Option("c*", "No."),), case=True)
    assert report.status == "exact"
    old, _ = only("shortanswer", '<answer fraction="100">a<feedback><text>Yes</text></feedback></answer>')
    assert old.accept == ("a",)


def test_numbers_tolerances_and_units() -> None:
    unit = "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>"
    made, report = only("numerical", answer("5", "100", more="<tolerance>0.5</tolerance>"), unit)
    assert made == Number(id="the-name", ask="Well?", value="5", tolerance="0.5", unit="km")
    assert report.status == "exact"
    made, _ = only("numerical", "<answer>5<fraction>1</fraction><feedback><text></text></feedback></answer>")
    assert made.value == "5"
    made, report = only(
        "numerical",
        answer("5", "100"),
        answer("", "0", "Other."),
        unit.replace("</units>", "<unit><multiplier>1000</multiplier><unit_name>m</unit_name></unit></units>"),
        "<unitgradingtype>1</unitgradingtype>",
    )
    assert report.notes == (
        "other units: m",
        "the unit earns points there, none here",
        "the feedback to any other answer `Other.`",
    )


def test_matching_with_extra_right_sides() -> None:
    pairs = [("a", "A &amp;lt;"), ("<![CDATA[<i>b</i>]]>", "B"), ("", "C")]
    nodes = (
        f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>" for left, right in pairs
    )
    made, report = only("matching", *nodes, "<shuffleanswers>false</shuffleanswers>")
    assert isinstance(made, Match)
    assert [(one.left, one.right) for one in made.pairs] == [("a", "A <"), ("b", "B")]
    assert (made.extra, made.shuffle, report.notes) == (("C",), False, ("lost of its texts: formatting",))


def test_ordering() -> None:
    items = answer("one", "1") + answer("two", "2")
    made, report = only(
        "ordering", items, "<selecttype>ALL</selecttype><gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype>"
    )
    assert isinstance(made, Order)
    assert ([one.text for one in made.items], report.status) == (["one", "two"], "exact")


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("A {1:SHORTANSWER:=b~=c d} e.", "A {{b|c d}} e."),
        ("{:SA:=x}{:MW:%100%y~%0%z}{1:SA:~=u}", "{{x}}{{y}}{{u}}"),
        ("{1:SA:=a&amp;#44;b\\}c\\#d&amp;amp;e}", "{{a,b}c#d&e}}"),
        ("<![CDATA[<p>One {1:NUMERICAL:=5} two</p><p>three</p>]]>", "One {{5}} two\nthree"),
    ],
)
def test_embedded_answers_are_a_cloze(text: str, ours: str) -> None:
    made, report = only("cloze", text=text)
    assert made == Cloze(id="the-name", text=ours)
    assert report.status == "exact"


def test_what_gaps_lose_is_said() -> None:
    text = "{1:SAC:=a#Yes~%50%b~c#No}, {2:NM:=5:0.1~%0%*#Other}, {1:MCV:=d~e*}"
    made, report = only("cloze", text=text)
    assert made.text == "{{a}}, {{5}}, {{d}}"
    assert made.bank == ("e*",)
    assert report.notes == (
        "the weights of the gaps: each counts alike here",
        "capitals matter in some gaps only: here in none",
        "some gaps are typed, some picked: all take their words from one bank here",
        "the feedback to the right answer `a`",
        "`b` earns 50 % in its gap there, nothing here",
        "the feedback to `c`",
        "the feedback to `*`",
        "the tolerance of `5:0.1` in its gap: only 5 is right here",
    )
    made, report = only("cloze", text="{1:MC:=d~e}, {1:MCS:=e~f}, ____")
    assert made.bank == ("f",)
    assert report.notes == (
        "long lines of underscores, which would look like gaps",
        "each gap offers words of its own: here all are in one bank",
    )
    made, _ = only("cloze", text="{1:SAC:=a}")
    assert made.case


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no gap", "E322"),
        ("{1:SA:=a", "E322"),
        ("{1:SA:}", "E322"),
        ("{1:SA:~}", "E322"),
        ("{3:NUMERICAL:=zero}", "E317"),
        ("{1:MULTICHOICE:=only}", ""),
        ("{1:MULTICHOICE}", "E322"),
        ("{1:SA:=a~#b}", "E322"),
        ("{1:SA:a}", "E315"),
        ("{1:SA:%33%a~=b}", "E313"),
        ("{1:MULTIRESPONSE:=a~b}", ""),
        ("{1:SA:=a} {{", ""),
        ("{1:SA:=a|b}", ""),
        ("&lt;learngap&gt; {1:SA:=a}", "E322"),
    ],
)
def test_gaps_that_cannot_be_taken_over(text: str, code: str) -> None:
    assert refused("cloze", text=text)[0] == code
    assert read('<question type="cloze"><name><text>x</text></name></question>').problems[0].code == "E321"


@pytest.mark.parametrize("option", ["selectoption", "dragbox"])
def test_gaps_to_pick_words_for_are_a_cloze_with_a_bank(option: str) -> None:
    words = "".join(f"<{option}><text>{word}</text><group>1</group></{option}>" for word in ("cat", "mat", "dog"))
    made, report = only("gapselect", words, text="The [[1]] on the [[2]].")
    assert made == Cloze(id="the-name", text="The {{cat}} on the {{mat}}.", bank=("dog",))
    assert report.status == "exact"
    assert refused("gapselect", words, text="The [[4]].") == ("E322", "a gap names no word")


def test_ids_points_tags_hints_and_the_explanation() -> None:
    made, report = only(
        "shortanswer",
        answer("a", "100"),
        "<idnumber>alliance-model</idnumber><defaultgrade>2.5</defaultgrade>",
        "<tags><tag><text>dates</text></tag><tag><text>fact:treaty</text></tag></tags>",
        "<generalfeedback><text>Because.</text></generalfeedback>",
        "<hint><text>First</text></hint><hint><hintcontent><text>Second</text></hintcontent></hint>",
    )
    assert (made.id, made.points, made.tags, made.facts) == ("alliance-model", 2.5, ("dates",), ("treaty",))
    assert (made.explain, made.hint) == ("Because.", "First\nSecond")
    assert report.notes == ("the hints come one after the other there, together here",)
    _, report = only("shortanswer", answer("a", "100"), "<defaultgrade>0</defaultgrade><hidden>1</hidden>")
    assert report.notes == ("it is hidden there", "the points: 0 there, 1 here")


@pytest.mark.parametrize(
    ("format_", "ask"),
    [
        ("html", "a b"),
        ("moodle_auto_format", "a\nb"),
        ("plain_text", "<b>a</b>\nb"),
        ("markdown", "<b>a</b>\nb"),
    ],
)
def test_texts_are_read_by_their_format(format_: str, ask: str) -> None:
    source = question("shortanswer", answer("x", "100"), text="<![CDATA[<b>a</b>\nb]]>").replace(
        'questiontext format="html"', f'questiontext format="{format_}"'
    )
    assert read(source).bank.questions[0].ask == ask


def test_markup_that_is_not_escaped_is_read_as_markup() -> None:
    made, _ = only("shortanswer", answer("x", "100"), text="<p>a &amp; b</p><p>c</p>")
    assert made.ask == "a & b\nc"


def test_feedback_to_the_whole_is_noted_unless_it_is_the_usual() -> None:
    usual = "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
    assert only("shortanswer", answer("x", "100"), usual)[1].status == "exact"
    _, report = only("shortanswer", answer("x", "100"), usual.replace("Your answer is correct.", "Bravo!"))
    assert report.notes == ("the feedback to right, partly right and wrong answers as a whole",)


def test_files_come_along_under_safe_names() -> None:
    file = '<file name="../a b.png" encoding="base64">AAEC</file>'
    text = '<![CDATA[<img src="@@PLUGINFILE@@/../a%20b.png">]]>'
    found = read(
        question("shortanswer", answer("x", "100"), text=text).replace("</questiontext>", f"{file}</questiontext>")
    )
    (media,) = found.media
    assert (media.name, media.data) == ("a-b.png", b"\0\1\2")
    broken = read(question("shortanswer", '<file name="a" encoding="base64">é</file>', answer("x", "100")))
    assert [one.code for one in broken.problems] == ["E323"]
    strange = read(question("shortanswer", '<file name="a" encoding="hex">00</file>', answer("x", "100")))
    assert [one.code for one in strange.problems] == ["E323"]


def test_the_one_picture_of_old_files_is_kept() -> None:
    old = "<image>cat.png</image><image_base64>\nAA\n==</image_base64>"
    found = read(question("shortanswer", answer("x", "100"), old))
    assert found.items[0].notes == ("the picture beside its text: cat.png",)
    assert [one.data for one in found.media] == [b"\0"]


def test_the_same_picture_is_kept_once_and_others_of_its_name_beside_it() -> None:
    def with_file(data: str) -> str:
        return question("shortanswer", f'<file name="a.png">{data}</file>', answer("x", "100"))

    found = read(with_file("AA==") + with_file("AA==") + with_file("AQ=="))
    assert [one.name for one in found.media] == ["a.png", "a-2.png"]


@pytest.mark.parametrize(
    ("kind", "parts", "code"),
    [
        ("multichoice", [], "E321"),
        ("multichoice", [answer("a", "100")], "E314"),
        ("multichoice", [answer("a", "33"), answer("b", "100")], "E313"),
        ("multichoice", [answer("a", "x"), answer("b", "100")], "E313"),
        ("multichoice", [answer("a"), answer("b")], "E315"),
        ("multichoice", [answer("a"), answer("b"), "<single>false</single>"], "E315"),
        ("truefalse", [answer("true", "100")], "E314"),
        ("truefalse", [answer("true", "100"), answer("false", "100")], "E315"),
        ("shortanswer", [answer("a")], "E315"),
        ("numerical", [answer("x", "100")], "E317"),
        ("matching", [], "E321"),
        ("matching", ["<subquestion><text>a</text></subquestion>"], "E314"),
        ("ordering", [], "E321"),
        ("", [], "E321"),
        ("essay", [], ""),
        ("description", [], ""),
        ("calculated", [answer("a", "100")], ""),
        ("ordering", [answer("a", "1")], ""),
    ],
)
def test_what_cannot_be_taken_over(kind: str, parts: list[str], code: str) -> None:
    assert refused(kind, *parts)[0] == code


def test_a_refused_weight_is_named_with_the_line_of_its_answer() -> None:
    name = "moodle5_error_invalid_grades.xml"
    found = moodle_xml.read(shared(f"moodlexml/{name}").read_bytes(), name)
    (problem,), (report,) = found.problems, found.items
    assert (problem.code, problem.span.line, problem.hint) == ("E313", 38, "the nearest it has is 33.33333 %")
    assert (report.id, report.status, report.line) == ("question-with-invalid-grades-x-1-x-2", "skipped", 4)
    assert not found.bank.questions


def test_malformed_xml_is_named_with_its_line() -> None:
    name = "franck_MultipleChoiceQuestion.xml"
    found = moodle_xml.read(shared(f"moodlexml/{name}").read_bytes(), name)
    (problem,) = found.problems
    assert (problem.code, problem.span.line) == ("E303", 2)
    assert problem.source == "<question type=multichoice>"


def test_other_xml_is_named() -> None:
    assert [one.code for one in moodle_xml.read(b"<a><b/></a>", "x").problems] == ["E320"]
    assert [one.code for one in moodle_xml.read(b"<quiz/>", "x").problems] == ["E306"]
    alone = question("shortanswer", answer("x", "100")).encode()
    assert len(moodle_xml.read(alone, "x").bank.questions) == 1


@pytest.mark.parametrize(
    ("name", "kind", "status", "fields"),
    [
        (
            "moodle_fmt_multichoice.xml",
            "choice",
            "degraded",
            {
                "id": "greeting",
                "ask": "Listen to this greeting:\n\nWhat language is being spoken?",
                "answer": "[picture flag-france.jpg: French flag] French",
            },
        ),
        (
            "moodle_qtype_ddwtos.xml",
            "cloze",
            "degraded",
            {
                "text": "The {{cat}} {{sat}} on the {{mat}}.",
                "bank": ("dog", "table"),
                "hint": "First hint\nSecond hint",
            },
        ),
        (
            "moodle_qtype_match.xml",
            "match",
            "degraded",
            {"ask": "Classify the animals.", "extra": ("insect",), "explain": "General feedback."},
        ),
        ("moodle_qtype_multichoice.xml", "multiple", "degraded", {"answers": ("London", "Paris")}),
        (
            "moodle_qtype_shortanswer.xml",
            "short",
            "degraded",
            {
                "ask": "Name an amphibian: __________",
                "accept": ("frog",),
                "reject": (Option("toad", "Toad is an OK good answer."),),
            },
        ),
        ("moodletools_matching.xml", "match", "exact", {"extra": ("DCL", "TCL")}),
        ("moodletools_multiple-choice.xml", "choice", "degraded", {"answer": "Correct answer"}),
        ("moodletools_numerical.xml", "number", "degraded", {"value": "4", "ask": "What is 2 + 2?"}),
        ("moodletools_ordering.xml", "order", "degraded", {"explain": "General feedback"}),
    ],
)
def test_real_files(name: str, kind: str, status: str, fields: dict[str, Any]) -> None:
    found = moodle_xml.read(shared(f"moodlexml/{name}").read_bytes(), name)
    (made,), (report,) = found.bank.questions, found.items
    assert (made.kind, report.status, found.problems) == (kind, status, ())
    assert {key: getattr(made, key) for key in fields} == fields


def test_the_true_false_file_of_moodle() -> None:
    found = moodle_xml.read(shared("moodlexml/moodle_fmt_truefalse.xml").read_bytes(), "tf.xml")
    first, second = found.bank.questions
    assert isinstance(first, TrueFalse)
    assert isinstance(second, TrueFalse)
    assert (first.answer, second.answer, found.bank.title) == ("false", "true", "TrueFalse")
    assert [one.name for one in found.media] == ["logo.jpg", "infos.jpg", "thumbdown.jpg", "thumbup.jpg"]


@pytest.mark.parametrize(("name", "reason"), [("description", "a text without"), ("essay", "an essay")])
def test_files_of_what_is_no_question_here(name: str, reason: str) -> None:
    found = moodle_xml.read(shared(f"moodlexml/moodle_qtype_{name}.xml").read_bytes(), "x")
    assert [one.status for one in found.items] == ["skipped"]
    assert found.items[0].notes[0].startswith(reason)


def test_recognition() -> None:
    assert moodle_xml.recognise(b'<?xml version="1.0"?>\n<quiz>', "x")
    assert moodle_xml.recognise("<quiz>".encode("utf-16"), "x")
    assert not moodle_xml.recognise(b"<questestinterop>", "x.xml")


# -------------------------------------------------------------------------------------------------------------- writing


def tree(*questions: Question, title: str = "") -> Node:
    found = parse(moodle_xml.write(Bank(id="b", title=title, questions=questions)).data, "x")
    assert isinstance(found, Node)
    return found


def test_what_moodle_needs_is_there() -> None:
    made = Choice(
        id="who", ask="A < B?", facts=("treaty",), hint="H", explain="E", answer="a", distractors=(Option("b", "no"),)
    )
    category, node = tree(made, title="Unit 1/2").all("question")
    assert category.child_text("category", "text") == "$course$/top/Unit 1//2"
    assert node.get("type") == "multichoice"
    assert node.child_text("questiontext", "text") == "A &lt; B?"
    assert node.child_text("idnumber") == "who"
    assert node.child_text("defaultgrade") == "1"
    assert [one.get("fraction") for one in node.all("answer")] in (["100", "0"], ["0", "100"])
    assert node.child_text("hint", "text") == "H"
    assert node.child_text("tags", "tag", "text") == "fact:treaty"


def test_gaps_are_written_so_that_nothing_else_is_one() -> None:
    made = Cloze(id="a", ask="Fill & see.", text="{1:SA:=no} {{x~y|#}} and {{a}b\\c}}.", case=True)
    source = tree(made).all("question")[0].child_text("questiontext", "text")
    assert source == (
        '<div class="ask">Fill &amp; see.</div>&#123;1:SA:=no} {1:SHORTANSWER_C:=x&#126;y~=&#35;} and '
        "{1:SHORTANSWER_C:=a&#125;b&#92;c}."
    )
    bank = Cloze(id="a", text="[[1]] {{x}}", bank=("y",))
    assert tree(bank).all("question")[0].child_text("questiontext", "text") == "&#91;&#91;1]] [[1]]"


@pytest.mark.parametrize(
    ("made", "note"),
    [
        (Card(id="a", front="b", back="c"), "nobody says of herself that she knew it"),
        (Cloze(id="a", text="{{b|c}} d", bank=("e",)), "only the one in the word bank"),
        (Cloze(id="a", text="{{b}} d", bank=("e",), case=True), "capitals do not matter where words are picked"),
        (
            Multiple(id="a", ask="b", answers=("c", "d"), distractors=(Option("e"),)),
            "Moodle gives a part of the points for a part of the right options",
        ),
        (Short(id="a", ask="b", accept=(" c",)), "Moodle does not keep `accept` exactly as it is"),
    ],
)
def test_what_is_lost_on_the_way_out_is_said(made: Question, note: str) -> None:
    (report,) = moodle_xml.write(Bank(id="b", questions=(made,))).items
    assert report.status == "degraded"
    assert any(note in one for one in report.notes)


def test_what_could_not_be_read_back_is_not_written() -> None:
    number = Number(id="n", ask="b", value="9" * 28, tolerance="0.1")
    gap = Cloze(id="c", text="{{\u3000}} d")
    out = moodle_xml.write(Bank(id="b", questions=(number, gap)))
    assert [one.status for one in out.items] == ["skipped", "skipped"]
    assert out.items[0].notes[0].startswith("it could not be read back: ")


def test_a_kind_that_is_not_known_here_is_skipped() -> None:
    class Riddle(Question, frozen=True):
        kind = "riddle"

    (report,) = moodle_xml.write(Bank(id="b", questions=(Riddle(id="a", ask="b"),))).items
    assert (report.status, report.notes) == ("skipped", ("Moodle has nothing like the kind riddle",))


def test_a_question_of_another_kind_has_changed() -> None:
    one = Short(id="a", ask="b", accept=("c",))
    assert changed(one, TrueFalse(id="a", ask="b", answer="true")) == ["kind"]


def test_a_card_comes_back_with_all_its_parts() -> None:
    made = Card(id="a", ask="Translate.", front="전쟁\n<b>", back="war\n\n{x}", explain="from <hanja>", points=2)
    _, back = there_and_back(moodle_xml, Bank(id="b", questions=(made,)))
    assert back.bank.questions == (made,)


def test_every_kind_and_what_becomes_of_it() -> None:
    bank = every_kind()
    out, back = there_and_back(moodle_xml, bank)
    kinds = {one.id: one.kind for one in bank.questions}
    status: dict[str, set[str]] = {}
    for one in out.items:
        status.setdefault(kinds[one.id], set()).add(one.status)
    assert status == {
        **{kind: {"exact"} for kind in ("choice", "true_false", "short", "number", "order", "match", "sort")},
        "multiple": {"exact", "degraded"},
        "cloze": {"exact", "degraded"},
        "card": {"degraded"},
    }
    after = by_id(back.bank)
    assert all(type(after[one.id]) is type(one) for one in bank.questions)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(banks())
def test_what_is_exact_comes_back_as_it_was(bank: Bank) -> None:
    there_and_back(moodle_xml, bank)


def test_naughty_strings_come_back() -> None:
    lines = shared("hostile/naughty_strings.txt").read_text("utf-8").split("\n")
    questions = [
        Choice(id=f"q-{at}", ask=f"Naughty? {line}", answer=f"a{line}", distractors=(Option("b", line),))
        for at, line in enumerate(lines, 1)
    ]
    good = tuple(one for one in questions if not one.faults())
    out, back = there_and_back(moodle_xml, Bank(id="naughty", questions=good))
    assert sum(one.status == "exact" for one in out.items) > 0.95 * len(good)
    check(back, out.data)


# --------------------------------------------------------------------------------------------------------- broken files


@pytest.mark.parametrize(
    "name", ["moodle_qtype_multichoice.xml", "moodle_qtype_ddwtos.xml", "moodletools_numerical.xml"]
)
def test_broken_files_are_read_or_reported(name: str) -> None:
    data = shared(f"moodlexml/{name}").read_bytes()
    for copy in (*mutated(data, 1, 40), *mutated_xml(data, 2, 60)):
        check(moodle_xml.read(copy, name), copy)


@pytest.mark.slow
def test_two_thousand_broken_files() -> None:
    for path in sorted(shared("moodlexml").glob("*.xml")):
        data = path.read_bytes()
        well_formed = () if path.name.startswith("franck") else mutated_xml(data, 4, 110)
        for copy in (*mutated(data, 3, 60), *well_formed):
            check(moodle_xml.read(copy, path.name), copy)


def test_broken_files_of_what_we_write() -> None:
    data = moodle_xml.write(every_kind()).data
    for copy in mutated_xml(data, 5, 60):
        check(moodle_xml.read(copy, "x"), copy)
