"""QTI 1.2: packages that go out and come back, what a second reader makes of them, and files of Canvas."""

import io
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from learn.content.values import Bank
from learn.exchange import qti12
from learn.exchange.doctype import without_doctype
from learn.exchange.package_zip import pack
from learn.exchange.report import Imported
from learn.kinds.base import Item, Option, Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.match import Match, Pair
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.sort import Category, Sort
from learn.kinds.true_false import TrueFalse
from learn.text import plain_number
from tests.exchange.banks import banks, every_kind
from tests.exchange.carrying import there_and_back
from tests.exchange.data import shared
from tests.exchange.mutations import mutated, mutated_xml
from tests.exchange.one import given_file, question_in, reason_in
from tests.exchange.second_qti12 import SecondItem, second_items

HEAD = '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'


def test_everything_beside_the_question_travels() -> None:
    question = Choice(
        id="rich",
        ask="Which?",
        answer="this",
        distractors=(Option("that", "No."), Option("these")),
        facts=("a-fact", "another"),
        points=2.5,
        tags=("dates", "fact:x", " odd one "),
        difficulty="stretch",
        hint="Think.",
        explain="Because.\n\n  Indented.",
        shuffle=False,
        formerly=("old-id",),
    )
    out, back = there_and_back(qti12, Bank(id="b", title="B", questions=(question,)))
    assert back.bank.questions == (question,)
    assert out.items[0].notes == ("Canvas shows no hints",)


# ------------------------------------------------------------------------------------------------- the second reader


def written(*questions: Question) -> dict[str, SecondItem]:
    """What the second reader finds in what we write."""
    return second_items(qti12.write(Bank(id="b", title="B", questions=questions)).data)


@settings(max_examples=60, deadline=None)
@given(banks("choice", "multiple", "true_false", "match", "sort", "number"))
def test_a_second_reader_grades_as_we_do(bank: Bank) -> None:
    items = second_items(qti12.write(bank).data)
    for question in bank.questions:
        item = items[question.id]
        assert item.prompt == question.ask
        assert float(item.fields["points_possible"]) == question.points
        _agrees(question, item)


def _agrees(question: Any, item: SecondItem) -> None:
    match question:
        case Choice():
            options = item.options("response1")
            assert item.score({"response1": [options[question.answer]]}) == 100
            for one in question.distractors:
                given_ = {"response1": [options[one.text]]}
                assert item.score(given_) == 0
                assert item.feedback(given_) == [text for text in (question.explain, one.feedback) if text]
        case Multiple():
            options = item.options("response1")
            key = [options[text] for text in question.answers]
            assert item.score({"response1": key}) == 100
            assert item.score({"response1": key[1:]}) == 0
            assert item.score({"response1": [*key, options[question.distractors[0].text]]}) == 0
        case TrueFalse():
            options = item.options("response1")
            assert [item.score({"response1": [options[text]]}) for text in ("True", "False")] == (
                [100, 0] if question.answer == "true" else [0, 100]
            )
        case Match() | Sort():
            left = question.matching.left
            assert [item.left(name) for name in item.responses] == [text for text, _, _ in left]
            right = {name: item.options(name) for name in item.responses}
            sides = {
                name: [right[name][question.matching.right[at]]]
                for name, (_, at, _) in zip(item.responses, left, strict=True)
            }
            assert item.score(sides) == pytest.approx(100)
            assert item.score({name: one for name, one in sides.items() if name != next(iter(sides))}) < 99
        case Number():
            low, high = question.limits
            for value in (low, high, (low + high) / 2):
                assert item.score({"response1": [plain_number(value)]}) == 100
            assert item.score({"response1": [plain_number(high + 1)]}) == 0


def test_a_second_reader_of_typed_answers_order_and_gaps() -> None:
    items = written(
        Short(id="short", ask="Who?", accept=("Kim", "Kim \\*")),
        Order(id="order", ask="In order!", items=(Item("one"), Item("two"), Item("three"))),
        Cloze(id="typed", text="The {{North|DPRK}} and [gap1] the {{South}}.", ask="Fill."),
        Cloze(id="picked", text="{{a}} or {{b}}", bank=("c",)),
        Card(id="card", ask="Translate.", front="전쟁", back="war"),
    )
    assert [items["short"].score({"response1": [text]}) for text in ("Kim", "Kim *", "Park")] == [100, 100, 0]
    order = items["order"].options("response1")
    assert items["order"].score({"response1": [order["one"], order["two"], order["three"]]}) == 100
    assert items["order"].score({"response1": [order["two"], order["one"], order["three"]]}) == 0
    assert items["typed"].prompt == "Fill.The [gapx1] and [gap1] the [gapx2]."
    assert list(items["typed"].options("response_gapx1")) == ["North", "DPRK"]
    words = items["picked"].options("response_gap1")
    assert sorted(words) == ["a", "b", "c"]
    assert items["picked"].score({"response_gap1": [words["a"]]}) == 50
    assert items["card"].fields["question_type"] == "essay_question"
    assert items["card"].feedback({}) == ["war"]


def test_the_package_is_what_canvas_exports() -> None:
    data = qti12.write(every_kind()).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [
            "imsmanifest.xml",
            "learn-every-kind/learn-every-kind.xml",
            "learn-every-kind/assessment_meta.xml",
        ]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert qti12.recognise(data, "x.zip")


# ---------------------------------------------------------------------------------------------------- the given files


def imported(name: str) -> Imported:
    """One of the given files."""
    return given_file(qti12, f"qti12/{name}")


def test_all_types_of_canvas() -> None:
    back = imported("instructure_all_canvas_simple_1.2.xml")
    kinds = ["choice", "true_false", "short", "cloze", "multiple", "cloze", "match", "number", "number"]
    assert [one.kind for one in back.bank.questions] == kinds
    assert [(one.status, one.line) for one in back.items if one.status == "skipped"] == [("skipped", 1623)]
    choice, truth, short, blanks, several, drop, match, number, formula = back.bank.questions
    assert isinstance(choice, Choice)
    assert (choice.id, choice.answer) == ("ia4813e41c5505cc0eb7fec982226364e", "C")
    assert choice.explain == "Item Feedback, Neutral"
    assert choice.distractors[0] == Option("A", "Answer feedback for A, incorrect")
    assert isinstance(truth, TrueFalse)
    assert truth.answer == "true"
    assert isinstance(short, Short)
    assert short.accept == ("Blank", "blank")
    assert isinstance(blanks, Cloze)
    assert blanks.text.startswith("Question 4, Fill in {{Multiple|multiple}} {{Blanks|blanks}}")
    assert isinstance(several, Multiple)
    assert several.answers == ("A", "B", "C")
    assert [one.text for one in several.distractors] == ["D", "E", "F"]
    assert isinstance(drop, Cloze)
    assert drop.bank == ("D",)
    assert isinstance(match, Match)
    assert match.pairs == (Pair("A", "1"), Pair("B", "2"))
    assert match.extra == ("C", "D", "E", "F", "3", "4", "5")
    assert isinstance(number, Number)
    assert (number.value, number.tolerance) == ("42", "0.5")
    assert "right there and not here: 0" in back.items[7].notes
    assert isinstance(formula, Number)
    assert formula.ask == "Formula, Answer is 42. 5"


def test_feedback_of_canvas() -> None:
    back = imported("instructure_feedback_quiz_1.2.xml")
    assert [one.status for one in back.items] == ["skipped", "degraded", "degraded"]
    first, second = back.bank.questions
    assert isinstance(first, TrueFalse)
    assert (first.answer, first.correction, first.explain) == ("true", "Answer was False", "Neutral")
    assert isinstance(second, TrueFalse)
    assert second.correction == "Incorrect!"


@pytest.mark.parametrize(
    ("name", "status", "question"),
    [
        (
            "instructure_item_multiple_answer_canvas.xml",
            "exact",
            Multiple(
                id="i201ce3687ccbb50d441c6b53eaafd9f4",
                ask="Multiple Answer pick A C and D",
                answers=("A", "C", "D"),
                distractors=(Option("B"),),
                scoring="partial",
            ),
        ),
        (
            "instructure_item_numeric_within_range.xml",
            "exact",
            Number(id="i483a0f31974d8fbeed56d14354466279", ask="QQ1", range=("1", "22")),
        ),
        (
            "instructure_item_ordering.xml",
            "degraded",
            Order(
                id="standard-object-ordering-of-text-item",
                ask="What is the correct order for the days of the week ?",
                items=tuple(map(Item, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))),
            ),
        ),
        (
            "instructure_item_canvas_multiple_dropdowns.xml",
            "degraded",
            Cloze(
                id="id9d8b63d85a03f2987646622805b61cf",
                text="Roses are {{red}}, violets are {{blue}}.",
                bank=("plaid", "paisely"),
                explain="Roses come in many colors, violets probably do too.\n"
                "Never the less, the correct answers were red and blue.",
            ),
        ),
    ],
)
def test_single_items(name: str, status: str, question: Question) -> None:
    back = imported(name)
    assert back.bank.questions == (question,)
    assert [one.status for one in back.items] == [status]


def test_matching_with_empty_pairs() -> None:
    [question] = imported("instructure_item_matching_feedback.xml").bank.questions
    assert isinstance(question, Match)
    assert question.pairs == (Pair("A", "1"), Pair("B", "2"))
    assert question.extra == ("C", "D", "E", "F", "3", "4", "5", "6")


def test_a_broken_file_is_named_with_its_line() -> None:
    [problem] = imported("instructure_item_fib_str.xml").problems
    assert (problem.code, problem.span.line) == ("E303", 45)


# --------------------------------------------------------------------------------------------------- other people's XML


def one(body: str, *, attributes: str = 'ident="q" title=""') -> Imported:
    """What is read from one item."""
    return qti12.read(f"{HEAD}<item {attributes}>{body}</item></questestinterop>".encode(), "t.xml")


def typed(kind: str, **fields: str) -> str:
    """The metadata that Canvas gives an item."""
    told = {"question_type": f"{kind}_question"} | fields
    entries = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for name, value in told.items()
    )
    return f"<itemmetadata><qtimetadata>{entries}</qtimetadata></itemmetadata>"


def text(words: str) -> str:
    return f"<material><mattext>{words}</mattext></material>"


def lid(ident: str, *labels: str, cardinality: str = "Single", left: str = "") -> str:
    """A list to choose from; its labels are their own identifiers."""
    options = "".join(f'<response_label ident="{one}">{text(one)}</response_label>' for one in labels)
    beside = text(left) if left else ""
    begin = f'<response_lid ident="{ident}" rcardinality="{cardinality}">'
    return f"{begin}{beside}<render_choice>{options}</render_choice></response_lid>"


def rule(condition: str, points: str = "1", action: str = "Set", more: str = "") -> str:
    return (
        f"<respcondition><conditionvar>{condition}</conditionvar>"
        f'<setvar varname="SCORE" action="{action}">{points}</setvar>{more}</respcondition>'
    )


def equal(ident: str, value: str, attributes: str = "") -> str:
    return f'<varequal respident="{ident}" {attributes}>{value}</varequal>'


def presented(*parts: str) -> str:
    return f"<presentation>{''.join(parts)}</presentation>"


def scored(*rules: str) -> str:
    return f"<resprocessing>{''.join(rules)}</resprocessing>"


def test_a_choice_of_the_specification() -> None:
    question = question_in(
        one(
            presented(f"<flow>{text('Which?')}", lid("R", "A", "B", "C"), "</flow>")
            + scored(rule(equal("R", "B"), "5", more='<displayfeedback linkrefid="ok"/>'), rule(equal("R", "A"), "0")),
            attributes='ident="IMS_1" title="A title"',
        )
    )
    assert (question.id, question.ask, question.answer) == ("a-title", "Which?", "B")


def test_points_come_from_where_they_are_told() -> None:
    choice = presented(text("Which?"), lid("R", "A", "B")) + scored(
        '<outcomes><decvar maxvalue="10" varname="S"/></outcomes>', rule(equal("R", "B"), "10")
    )
    assert question_in(one(choice)).points == 10
    assert question_in(one(typed("multiple_choice", points_possible="2.5") + choice)).points == 2.5
    back = one(typed("multiple_choice", points_possible="0") + choice)
    assert question_in(back, "degraded").points == 1


def test_partial_points_are_noted() -> None:
    back = one(
        presented(text("?w"), lid("R", "A", "B", "C")) + scored(rule(equal("R", "B"), "10"), rule(equal("R", "A"), "5"))
    )
    assert question_in(back, "degraded").answer == "B"
    assert back.items[0].notes == ("`A` earns 50% there, nothing here",)


def test_several_by_points_for_each() -> None:
    adds = [rule(equal("R", name), value, "Add") for name, value in (("A", "1"), ("B", "-1"), ("C", "1"))]
    several = presented(text("Which?"), lid("R", "A", "B", "C", cardinality="Multiple"))
    question = question_in(one(several + scored(*adds)))
    assert (question.answers, question.scoring) == (("A", "C"), "partial")
    adds[1] = rule(equal("R", "B"), "-0.5", "Add")
    back = one(several + scored(*adds))
    assert question_in(back, "degraded").answers == ("A", "C")
    assert back.items[0].notes == ("a wrong option costs 25% there, 50% here",)


def test_several_all_or_nothing() -> None:
    both = f"<and>{equal('R', 'A')}{equal('R', 'C')}<not>{equal('R', 'B')}</not></and>"
    several = presented(text("Which?"), lid("R", "A", "B", "C", cardinality="Multiple"))
    assert question_in(one(several + scored(rule(both)))).scoring == "all"
    loose = one(several + scored(rule(f"{equal('R', 'A')}{equal('R', 'C')}")))
    assert question_in(loose, "degraded").answers == ("A", "C")


def test_typed_answers() -> None:
    field = (
        '<response_str ident="R"><render_fib fibtype="String"><response_label ident="a"/></render_fib></response_str>'
    )
    answers = scored(rule(equal("R", "Seoul", 'case="Yes"') + equal("R", "2*2", 'case="Yes"')))
    question = question_in(one(presented(text("Where?"), field) + answers))
    assert (question.accept, question.case) == (("Seoul", "2\\*2"), True)


def test_gaps_among_the_text() -> None:
    fields = [f'<response_str ident="R{at}"><render_fib/></response_str>' for at in (1, 2)]
    shown = presented(text("Now is the "), fields[0], text(" of our "), fields[1], text("."))
    each = scored(rule(equal("R1", "winter"), "1", "Add"), rule(equal("R2", "discontent"), "1", "Add"))
    question = question_in(one(shown + each))
    assert question.text == "Now is the {{winter}} of our {{discontent}}."
    together = scored(rule(equal("R1", "winter") + equal("R2", "discontent"), "3"))
    assert question_in(one(shown + together), "degraded").text == question.text


PERCENT = 'margintype="percent" margin="20"'


@pytest.mark.parametrize(
    ("condition", "fields", "notes"),
    [
        (equal("R", "42"), {"value": "42"}, 0),
        (equal("R", "4.20e1"), {"value": "42"}, 0),
        (
            f"<or>{equal('R', '200', PERCENT)}<and><vargte>160</vargte><varlte>240</varlte></and></or>",
            {"value": "200", "tolerance": "20%"},
            0,
        ),
        (
            f"<or>{equal('R', '5')}<and><vargte>4</vargte><varlte>7</varlte></and></or>",
            {"value": "5", "range": ("4", "7")},
            0,
        ),
        ("<vargt>1</vargt><varlt>2</varlt>", {"range": ("1", "2")}, 1),
        (f"<or>{equal('R', '1')}{equal('R', '9')}</or>", {"value": "1"}, 1),
    ],
)
def test_numbers(condition: str, fields: dict[str, Any], notes: int) -> None:
    field = '<response_num ident="R"><render_fib fibtype="Decimal"/></response_num>'
    back = one(presented(text("How many?"), field) + scored(rule(condition)))
    assert question_in(back, "degraded" if notes else "exact") == Number(id="q", ask="How many?", **fields)


def test_a_match_by_its_responses() -> None:
    sides = ("x", "y", "z")
    shown = presented(text("Match!"), lid("R1", *sides, left="a"), lid("R2", *sides, left="b"))
    back = one(shown + scored(rule(equal("R1", "y"), "1", "Add"), rule(equal("R2", "x"), "1", "Add")))
    assert question_in(back) == Match(id="q", ask="Match!", pairs=(Pair("a", "y"), Pair("b", "x")), extra=("z",))
    together = one(shown + scored(rule(equal("R1", "y") + equal("R2", "x"))))
    assert question_in(together, "degraded").pairs == (Pair("a", "y"), Pair("b", "x"))


def test_categories_of_new_quizzes() -> None:
    every = ("apple", "carrot", "stone")
    shown = presented(
        text("Sort!"),
        lid("F", *every, cardinality="Multiple", left="Fruit"),
        lid("V", *every, cardinality="Multiple", left="Root"),
    )
    rules = scored(rule(equal("F", "apple"), "50", "Add"), rule(equal("V", "carrot"), "50", "Add"))
    question = question_in(one(typed("categorization") + shown + rules), "degraded")
    assert question.categories == (Category("Fruit", (Item("apple"),)), Category("Root", (Item("carrot"),)))


def gap(name: str, *labels: str, **attributes: str) -> str:
    told = "".join(f' {key}="{value}"' for key, value in attributes.items())
    options = "".join(f'<response_label ident="{name}-{one}"{told}>{text(one)}</response_label>' for one in labels)
    return f'<response_lid ident="response_{name}"><render_choice>{options}</render_choice></response_lid>'


def test_gaps_of_new_quizzes() -> None:
    def read(*attributes: dict[str, str], kind: str = "fill_in_multiple_blanks", **fields: str) -> Imported:
        gaps = [gap(f"g{at}", ("red", "blue")[at], ("rot", "blau")[at], **some) for at, some in enumerate(attributes)]
        names = " and ".join(f"[g{at}]" for at in range(len(attributes)))
        rules = [
            rule(equal(f"response_g{at}", f"g{at}-{('red', 'blue')[at]}"), "50", "Add") for at in range(len(attributes))
        ]
        return one(typed(kind, **fields) + presented(text(f"Roses are {names}."), *gaps) + scored(*rules))

    assert question_in(read({}, {})).text == "Roses are {{red|rot}} and {{blue|blau}}."
    assert question_in(read({"scoring_algorithm": "TextContainsAnswer"})).text == "Roses are {{*red*|*rot*}}."
    close = {"scoring_algorithm": "TextCloseEnough", "levenshtein_distance": "1"}
    assert question_in(read(close)).typos == 1
    assert question_in(read({}, case_sensitive="true")).case is True
    assert question_in(read({"answer_type": "dropdown"})).bank == ("rot",)
    assert question_in(read({"answer_type": "wordbank"}, {}), "degraded").bank == ("rot",)
    assert "regular expression" in reason_in(read({"scoring_algorithm": "TextRegex"}))


def test_dropdowns_without_a_type_are_ambiguous() -> None:
    shown = presented(text("It is [g]."), gap("g", "red", "blue")) + scored(
        rule(equal("response_g", "g-red"), "100", "Add")
    )
    assert "does not say" in reason_in(one(shown))
    plain = presented(text("It is [g]."), gap("g", "red")) + scored(rule(equal("response_g", "g-red"), "100", "Add"))
    assert question_in(one(plain)).text == "It is {{red}}."


def test_texts_in_all_their_forms() -> None:
    parts = (
        '<material><mattext texttype="text/html">&lt;p&gt;A &lt;b&gt;bold&lt;/b&gt; word&lt;/p&gt;</mattext></material>'
        "<material><mattext>one\n   line</mattext><matbreak/>"
        '<mattext texttype="text/plain">x &lt;b&gt; y</mattext></material>'
        '<material><matimage uri="images/map.png"/><mataudio/></material><material><matemtext>em</matemtext></material>'
        "<material><matref/></material>"
    )
    back = one(presented(parts, lid("R", "A", "B")) + scored(rule(equal("R", "A"))))
    assert question_in(back, "degraded").ask == "A bold word\none line\nx <b> y\n[picture map.png]\nem"
    assert back.items[0].notes == (
        "not kept: formatting",
        "not kept: pictures",
        "not kept: sounds or films",
        "not kept: a text that is stored elsewhere in the file",
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (typed("essay") + presented(text("Why?")), "marked by a person"),
        (typed("file_upload") + presented(text("Hand in!")), "handed in"),
        (typed("hot_spot") + presented("<response_xy ident='R'/>"), "picture"),
        (presented(text("Well?")), "no response"),
        (presented("<response_xy ident='R'/>"), "response_xy"),
        (presented(text("?"), lid("R", "A", "B")), "no option earns points"),
        (
            presented(text("?"), lid("R", "A", "B")) + scored(rule(equal("R", "A")), rule(equal("R", "B"))),
            "2 options are right",
        ),
        (presented(text("?"), lid("R", "A", "A")) + scored(rule(equal("R", "A"))), "same identifier"),
        (presented(text("?"), lid("R", "A", "B")) + scored(rule("<durequal/>")), "not understood"),
        (presented(text("?"), lid("R", "A", "B")) + scored(rule(equal("R", "A"), "many")), "not a number"),
        (presented(text("?"), lid("R", "A", "B")) + scored(rule(equal("R", "A"), "1e99")), "reckoned with"),
        (presented(text("?"), lid("R", "A", "B")) + scored(rule(equal("R", "A"), "1", "Divide")), "does `divide`"),
        (presented(lid("R", "A", "B")) + scored(rule(equal("R", "A"))), "question is missing"),
        (presented(text("?"), lid("R", "A", "B", cardinality="Multiple")), "no options earn points"),
        (
            presented(text("?"), lid("R", "A", "B", cardinality="Multiple"))
            + scored(rule(f"<or>{equal('R', 'A')}{equal('R', 'B')}</or>")),
            "which options are right",
        ),
        (
            presented(text("?"), lid("R", "A", "B", cardinality="Ordered")) + scored(rule(equal("R", "A"))),
            "order of all items",
        ),
        (presented(text("?"), lid("R", *map(str, range(101)))), "101 options"),
        (presented(text("?"), *(lid(f"R{at}", "A") for at in range(61))), "61 responses"),
        (
            presented(text("?"), lid("R", "A", "B")) + scored(*[rule(equal("R", "A"), "0")] * 2501),
            "more than 5,000 tests",
        ),
        (typed("matching") + presented(text("?"), lid("R1", "x", left="a"), lid("R2", "x", left="b")), "no right one"),
        (typed("short_answer") + presented(text("?")), "no field"),
        (typed("short_answer") + presented(text("?"), '<response_str ident="R"/>'), "no answer earns points"),
        (typed("numerical") + presented(text("?"), '<response_str ident="R"/>'), "no number earns points"),
        (
            typed("numerical") + presented(text("?"), '<response_str ident="R"/>') + scored(rule("<vargte>1</vargte>")),
            "beyond a limit",
        ),
        (
            typed("numerical")
            + presented(text("?"), '<response_str ident="R"/>')
            + scored(rule("<vargte>2</vargte><varlte>1</varlte>")),
            "begins at 2 and ends at 1",
        ),
        (
            typed("numerical") + presented(text("?"), '<response_str ident="R"/>') + scored(rule("<varsubset/>")),
            "varsubset",
        ),
        (
            typed("numerical") + presented(text("?"), '<response_str ident="R"/>') + scored(rule("<other/>")),
            "named as right",
        ),
        (typed("calculated") + presented(text("?")), "formula without values"),
        (typed("fill_in_multiple_blanks") + presented(text("x"), gap("g", "a")), "not named in the text"),
        (typed("fill_in_multiple_blanks") + presented(text("[g]"), gap("g", "a")), "no right answer"),
        (
            typed("fill_in_multiple_blanks")
            + presented(text("[g] [g]"), gap("g", "a"))
            + scored(rule(equal("response_g", "g-a"))),
            "twice",
        ),
        (
            typed("fill_in_multiple_blanks")
            + presented(text("[g]"), gap("g", "a|b"))
            + scored(rule(equal("response_g", "g-a|b"))),
            "cannot stand in a text with gaps",
        ),
    ],
)
def test_what_cannot_be_asked_here(body: str, why: str) -> None:
    assert why in reason_in(one(body))


def test_a_pool_of_blackboard() -> None:
    def words(text: str) -> str:
        formatted = f'<mat_formattedtext type="HTML">&lt;p&gt;{text}&lt;/p&gt;</mat_formattedtext>'
        return f"<flow_mat><material><mat_extension>{formatted}</mat_extension></material></flow_mat>"

    labels = "".join(
        f'<flow_label><response_label ident="{name}">{words(name.upper())}</response_label></flow_label>'
        for name in "ab"
    )
    response = f'<flow><response_lid ident="response"><render_choice>{labels}</render_choice></response_lid></flow>'
    full = '<setvar variablename="SCORE" action="Set">SCORE.max</setvar>'
    data = (
        "<itemmetadata><qmd_absolutescore_max>4.0</qmd_absolutescore_max></itemmetadata>"
        f"<presentation><flow><flow>{words('Which?')}</flow>{response}</flow></presentation><resprocessing>"
        f"<respcondition><conditionvar>{equal('response', 'b')}</conditionvar>{full}</respcondition></resprocessing>"
    )
    assert question_in(one(data)) == Choice(id="q", ask="Which?", answer="B", distractors=(Option("A"),), points=4.0)


def test_multiple_answers_of_blackboard_which_it_calls_single() -> None:
    key = f"<and>{equal('R', 'A')}<not>{equal('R', 'B')}</not>{equal('R', 'C')}</and>"
    full = '<setvar variablename="SCORE" action="Set">SCORE.max</setvar>'
    wrong = (
        '<respcondition><conditionvar><other/></conditionvar><setvar variablename="SCORE">0.0</setvar></respcondition>'
    )
    ask = presented(text("Which?"), lid("R", "A", "B", "C"))
    question = question_in(
        one(ask + scored(f"<respcondition><conditionvar>{key}</conditionvar>{full}</respcondition>", wrong))
    )
    assert (question.answers, [option.text for option in question.distractors]) == (("A", "C"), ["B"])
    assert question.scoring == "all"
    either = one(ask + scored(rule(f"<or>{equal('R', 'A')}{equal('R', 'C')}</or>")))
    assert reason_in(either) == "2 options are right, and one is to be chosen"
    unknown = key.replace("C", "Z")
    assert reason_in(one(ask + scored(rule(unknown)))) == "no options earn points"


def test_a_blank_of_blackboard_whose_scoring_sets_nothing() -> None:
    def shows(condition: str, feedback: str, more: str = "") -> str:
        shown = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>'
        return f"<respcondition><conditionvar>{condition}</conditionvar>{more}{shown}</respcondition>"

    ask = presented(text("Colour?"), '<response_str ident="R"><render_fib/></response_str>')
    wrong = shows("<other/>", "incorrect", '<setvar variablename="SCORE" action="Set">0.0</setvar>')
    question = question_in(
        one(ask + scored(shows(equal("R", "purple"), "correct"), shows(equal("R", "violet"), "correct"), wrong))
    )
    assert question.accept == ("purple", "violet")
    assert reason_in(one(ask + scored(shows(equal("R", "purple"), "incorrect"), wrong))) == "no answer earns points"


def brightspace(weight: str = "1.0") -> str:
    field = f"<fieldlabel>qmd_weighting</fieldlabel><fieldentry>{weight}</fieldentry>"
    return f"<itemmetadata><qtimetadata><qti_metadatafield>{field}</qti_metadatafield></qtimetadata></itemmetadata>"


def test_a_choice_of_several_of_brightspace() -> None:
    key = f"{equal('R', ' B ')}{equal('R', 'D')}<not>{equal('R', 'A')}{equal('R', 'C')}</not>"
    rules = (
        f'<respcondition><conditionvar>{key}</conditionvar><setvar action="Add">1</setvar></respcondition>',
        f'<respcondition><conditionvar><not>{key}</not></conditionvar><setvar action="Add">0</setvar></respcondition>',
    )
    looks = "<response_extension><enumeration>6</enumeration></response_extension>"
    ask = presented(f"<flow>{text('Even?')}{looks}{lid('R', 'A', 'B', 'C', 'D', cardinality='Multiple')}</flow>")
    question = question_in(one(brightspace("2.5") + ask + scored(*rules)))
    assert (question.answers, question.scoring, question.points) == (("B", "D"), "all", 2.5)


def test_typed_answers_of_brightspace_go_by_the_name_of_the_label() -> None:
    def field(boxes: int) -> str:
        fib = f'<render_fib input_boxes="{boxes}"><response_label ident="Q_ANS"/></render_fib>'
        return presented(text("Say?"), f'<response_str ident="Q_STR">{fib}</response_str>')

    rules = [rule(equal("Q_ANS", answer, 'case="no"'), "100.000000000") for answer in ("one", "two")]
    assert question_in(one(brightspace() + field(1) + scored(*rules))).accept == ("one", "two")
    assert reason_in(one(brightspace() + field(3) + scored(*rules))) == "it has 3 lines for several answers"


def test_a_question_of_another_bank() -> None:
    back = qti12.read(f'{HEAD}<bankentry_item item_ref="i1"/></questestinterop>'.encode(), "t.xml")
    assert "another bank" in reason_in(back)


def test_a_text_for_several_questions() -> None:
    stem = f'<item ident="s">{typed("text_only")}{presented(text("A long story."))}</item>'
    child = (
        f'<item ident="c">{typed("multiple_choice", parent_stimulus_item_ident="s")}'
        f"{presented(text('Who?'), lid('R', 'A', 'B'))}{scored(rule(equal('R', 'A')))}</item>"
    )
    back = qti12.read(f"{HEAD}{stem}{child}</questestinterop>".encode(), "t.xml")
    assert [one.status for one in back.items] == ["skipped", "exact"]
    assert back.bank.questions[0].ask == "A long story.\n\nWho?"


# ------------------------------------------------------------------------------------------------------------- packages


CHOICE = presented(text("Which? "), lid("R", "A", "B")) + scored(rule(equal("R", "A")))


def quiz(ident: str, body: str = CHOICE) -> bytes:
    item = f'<item ident="{ident}-1">{body}</item>'
    return f'{HEAD}<assessment ident="{ident}" title="T">{item}</assessment></questestinterop>'.encode()


def test_pictures_come_along_under_safe_names() -> None:
    picture = (
        "&lt;img src=&quot;%24IMS-CC-FILEBASE%24/Uploaded%20Media/My%20Map.PNG?x=1&quot; alt=&quot;A map&quot;&gt;"
    )
    shown = f'<material><mattext texttype="text/html">{picture} Where?</mattext></material>'
    body = presented(shown, lid("R", "A", "B")) + scored(rule(equal("R", "A")))
    data = pack({"a/a.xml": quiz("a", body), "web_resources/../Uploaded Media/My Map.PNG": b"PNG"})
    back = qti12.read(data, "t.zip")
    assert [(one.name, one.data) for one in back.media] == [("My-Map.png", b"PNG")]
    assert back.bank.questions[0].ask == "[picture My-Map.png: A map] Where?"
    assert back.items[0].notes == ("not kept: pictures",)


def test_a_course_export_has_each_quiz_twice() -> None:
    data = pack(
        {
            "g1/assessment_qti.xml": quiz("g1"),
            "non_cc_assessments/g1.xml.qti": quiz("g1"),
            "g2/assessment_qti.xml": quiz("g2"),
        }
    )
    assert qti12.recognise(data, "t.imscc")
    assert sorted(one.id for one in qti12.read(data, "t.imscc").bank.questions) == ["g1-1", "g2-1"]


def test_one_broken_file_in_a_package_hides_no_other() -> None:
    back = qti12.read(pack({"a.xml": quiz("a"), "b.xml": b"<questestinterop>\n<item>"}), "t.zip")
    assert [one.id for one in back.bank.questions] == ["a-1"]
    assert [(one.code, one.span.path, one.span.line) for one in back.problems] == [("E303", "t.zip/b.xml", 2)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 broken", "E350"),
        (pack({"readme.txt": b"hello"}), "E306"),
        (b"<quiz/>", "E300"),
        (b"<questestinterop/>", "E306"),
        (b"", "E303"),
        (b'<!DOCTYPE q [<!ENTITY a "b">]>\n<questestinterop>&a;</questestinterop>', "E304"),
        (b"<!DOCTYPE questestinterop SYSTEM 'x' \n<questestinterop/>", "E303"),
    ],
)
def test_files_that_are_no_qti(data: bytes, code: str) -> None:
    assert [one.code for one in qti12.read(data, "t").problems] == [code]


def test_a_doctype_without_entities_is_passed_over() -> None:
    subset = b"[\n<!-- > -->\n<!ELEMENT a (b>)>\n]"
    head = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE q SYSTEM "q.dtd" ' + subset + b">\n"
    blanked = without_doctype(head + b"<q/>")
    assert blanked.count(b"\n") == (head + b"<q/>").count(b"\n")
    assert b"DOCTYPE" not in blanked
    assert blanked.endswith(b"<q/>")
    for kept in (b"<q/>", b"<!DOCTYPE q [ <!ENTITY % x 'y'> ]><q/>", b"<!DOCTYPE q [", b"<q><!DOCTYPE a></q>"):
        assert without_doctype(kept) == kept


def test_recognised_by_content() -> None:
    assert not qti12.recognise(b"<assessmentItem/>", "x.xml")
    assert not qti12.recognise(b"PK\x03\x04", "x.zip")
    assert qti12.recognise("<questestinterop/>".encode("utf-16"), "x.xml")
    assert qti12.recognise(pack({"a.xml": quiz("a")}), "x.zip")
    wide = pack({"a.xml": quiz("a").decode().encode("utf-16")})
    assert qti12.recognise(wide, "x.zip")
    assert len(qti12.read(wide, "x.zip").items) == 1


@pytest.mark.parametrize(
    "name",
    [
        "instructure_all_canvas_simple_1.2.xml",
        "instructure_item_ordering.xml",
        "instructure_item_canvas_multiple_dropdowns.xml",
    ],
)
def test_broken_copies_make_no_traceback(name: str) -> None:
    data = shared(f"qti12/{name}").read_bytes()
    for copy in (*mutated(data, 1, 40), *mutated_xml(data, 2, 40)):
        back = qti12.read(copy, name)
        assert back.items or back.problems
        assert all(not question.faults() for question in back.bank.questions)


def test_broken_copies_of_a_package() -> None:
    for copy in mutated(qti12.write(every_kind()).data, 3, 60):
        qti12.recognise(copy, "x.zip")
        back = qti12.read(copy, "x.zip")
        assert back.items or back.problems


def test_the_order_of_rules_is_that_of_the_file() -> None:
    lines = [item.line for item in imported("instructure_all_canvas_simple_1.2.xml").items]
    assert all(before < after for before, after in pairwise(lines))
