"""QTI 2.1: valid against the schema, out and in again; items of TAO and others; what cannot be asked here."""

import io
import warnings
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from learn.content.values import Bank
from learn.exchange import qti21
from learn.exchange.package_zip import pack
from learn.exchange.report import Imported
from learn.kinds.base import Item, Option, Question
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.match import Match, Pair
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.true_false import TrueFalse
from tests.exchange.banks import banks, every_kind
from tests.exchange.carrying import there_and_back
from tests.exchange.data import shared
from tests.exchange.mutations import mutated, mutated_xml
from tests.exchange.one import given_file, question_in, reason_in

HEAD = '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="A title">'
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"


def test_everything_beside_the_question_travels() -> None:
    question = Choice(
        id="rich",
        ask="Which?\n\n  Indented.",
        answer="this",
        distractors=(Option("that", "No."), Option("these")),
        facts=("a-fact",),
        points=0.99,
        tags=("dates", "fact:x", " odd one "),
        difficulty="stretch",
        hint="Think.",
        explain="Because.",
        shuffle=False,
        formerly=("old-id",),
    )
    out, back = there_and_back(qti21, Bank(id="2-b", title="B", questions=(question,)))
    assert back.bank == Bank(id="2-b", title="B", questions=(question,))
    assert out.items[0].notes == ("the hint is shown to tutors only",)


# ----------------------------------------------------------------------------------------------------------- the schema


def opened(data: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema of QTI 2.1; of what it imports, APIP's extensions are not there, so it is lax about those."""
    xmlschema = pytest.importorskip("xmlschema", reason="xmlschema checks what we write: pip install xmlschema")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return xmlschema.XMLSchema(str(shared("xsd/qtiv2p1/imsqti_v2p1.xsd")), validation="lax")


def faults(schema: Any, xml: bytes) -> list[str]:
    return [str(error.reason) for error in schema.iter_errors(xml.decode())]


def test_the_schema_finds_faults(schema: Any) -> None:
    item = opened(qti21.write(every_kind()).data)["items/q-1.xml"]
    assert faults(schema, item) == []
    for good, bad in (
        (b"maxChoices", b"mostChoices"),
        (b"</itemBody>", b"<nonsense/></itemBody>"),
        (b'"single"', b'"sole"'),
    ):
        assert faults(schema, item.replace(good, bad))


def test_every_kind_is_valid(schema: Any) -> None:
    for name, xml in opened(qti21.write(every_kind()).data).items():
        assert name == "imsmanifest.xml" or faults(schema, xml) == []


@settings(max_examples=40, deadline=None)
@given(bank=banks())
def test_hostile_texts_are_valid(schema: Any, bank: Bank) -> None:
    for name, xml in opened(qti21.write(bank).data).items():
        assert name == "imsmanifest.xml" or faults(schema, xml) == [], xml.decode()


def test_the_manifest_lists_what_is_there() -> None:
    files = opened(qti21.write(every_kind()).data)
    spaces = {"cp": "http://www.imsglobal.org/xsd/imscp_v1p1", "lom": "http://ltsc.ieee.org/xsd/LOM"}
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    assert {one.attrib["href"] for one in manifest.iterfind(".//cp:file", spaces)} | {"imsmanifest.xml"} == set(files)
    named = {one.attrib["identifier"] for one in manifest.iterfind(".//cp:resource", spaces)}
    assert {one.attrib["identifierref"] for one in manifest.iterfind(".//cp:dependency", spaces)} < named
    keywords = [one.text for one in manifest.iterfind(".//lom:keyword/lom:string", spaces)]
    assert "shuffle:false" in keywords
    test = ElementTree.fromstring(files["test.xml"])
    space = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}
    refs = test.findall(".//q:assessmentItemRef", space)
    assert [one.attrib["href"] for one in refs] == [name for name in files if name.startswith("items/")]
    for ref in refs:
        assert ElementTree.fromstring(files[ref.attrib["href"]]).attrib["identifier"] == ref.attrib["identifier"]


def test_metadata_is_valid_lom() -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="xmlschema checks what we write: pip install xmlschema")
    lom = xmlschema.XMLSchema(str(shared("xsd/lom/imsmd_loose_v1p3p2.xsd")))
    manifest = ElementTree.fromstring(opened(qti21.write(every_kind()).data)["imsmanifest.xml"])
    found = list(manifest.iter("{http://ltsc.ieee.org/xsd/LOM}lom"))
    assert found
    for node in found:
        lom.validate(ElementTree.tostring(node, encoding="unicode"))


# --------------------------------------------------------------------------------------------------------- given files


def imported(name: str) -> Imported:
    """One of the given files."""
    return given_file(qti21, f"qti21/{name}")


@pytest.mark.parametrize(
    ("name", "question", "notes"),
    [
        (
            "tao_v2p1_choice.xml",
            Choice(
                id="choice",
                ask="Look at the text in the picture.\n[picture sign.png: NEVER LEAVE LUGGAGE UNATTENDED]\n"
                "What does it say?",
                answer="You must stay with your luggage at all times.",
                distractors=(
                    Option("Do not let someone else look after your luggage."),
                    Option("Remember your luggage when you leave."),
                    Option("You must hold your luggage at all time"),
                    Option("Do not sit on your luggage"),
                    Option("Remember where you put your luggage."),
                ),
            ),
            ("not kept: pictures",),
        ),
        (
            "tao_v2p1_choice_multiple.xml",
            Multiple(
                id="composition-of-water",
                ask="Which of the following elements are used to form water?",
                answers=("Hydrogen", "Oxygen"),
                distractors=(Option("Helium"), Option("Carbon"), Option("Nitrogen"), Option("Chlorine")),
                scoring="partial",
                points=2.0,
            ),
            ("a wrong option costs 100% there, 50% here",),
        ),
        (
            "tao_v2p1_match.xml",
            Match(
                id="match",
                ask="Match the following characters to the Shakespeare play they appeared in:",
                pairs=(
                    Pair("Capulet", "Romeo and Juliet"),
                    Pair("Demetrius", "A Midsummer-Night's Dream"),
                    Pair("Lysander", "A Midsummer-Night's Dream"),
                    Pair("Prospero", "The Tempest"),
                ),
                points=3.0,
            ),
            ("the parts do not count alike there",),
        ),
        (
            "tao_v2p1_order.xml",
            Order(
                id="order",
                ask="The following F1 drivers finished on the podium in the first ever Grand Prix of Bahrain. "
                "Can you rearrange them into the correct finishing order?",
                items=(Item("Michael Schumacher"), Item("Rubens Barrichello"), Item("Jenson Button")),
            ),
            ("scored otherwise there; here each pair in its right order counts",),
        ),
    ],
)
def test_items_of_tao(name: str, question: Question, notes: tuple[str, ...]) -> None:
    back = imported(name)
    assert back.bank.questions == (question,)
    assert back.items[0].notes == notes


RICHARD = (
    "Identify the missing word in this famous quote from Shakespeare's Richard III.\n"
    "Now is the winter of our discontent\nMade glorious summer by this sun of {{York}};\n"
    "And all the clouds that lour'd upon our house\nIn the deep bosom of the ocean buried."
)


def test_gaps_of_tao() -> None:
    chosen, typed = imported("tao_v2p1_inline_choice.xml"), imported("tao_v2p1_text_entry.xml")
    assert chosen.bank.questions == (Cloze(id="richard-iii-take-2", text=RICHARD, bank=("Gloucester", "Lancaster")),)
    assert typed.bank.questions == (Cloze(id="richard-iii-take-3", text=RICHARD, case=True),)
    assert "`york` earns less there than a right answer" in typed.items[0].notes


# ------------------------------------------------------------------------------------------------------- other people's


def declared(cardinality: str, base: str, *correct: str, mapping: str = "", name: str = "RESPONSE") -> str:
    values = "".join(f"<value>{one}</value>" for one in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    told = f'identifier="{name}" cardinality="{cardinality}" baseType="{base}"'
    return f"<responseDeclaration {told}>{right}{mapping}</responseDeclaration>"


def mapped(**worth: str) -> str:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in worth.items())
    return f'<mapping defaultValue="0">{entries}</mapping>'


def choices(*names: str, most: int = 1, more: str = "") -> str:
    options = "".join(f'<simpleChoice identifier="{one}">{one}</simpleChoice>' for one in names)
    told = f'responseIdentifier="RESPONSE" maxChoices="{most}" {more}'
    return f"<choiceInteraction {told}><prompt>Which?</prompt>{options}</choiceInteraction>"


def item(
    declarations: str, body: str, processing: str = "match_correct", feedback: str = "", outcomes: str = ""
) -> bytes:
    score = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    rules = (
        f"<responseProcessing>{processing}</responseProcessing>"
        if "<" in processing
        else f'<responseProcessing template="{TEMPLATES}/{processing}"/>'
        if processing
        else ""
    )
    return (
        f"{HEAD}{declarations}{score}{outcomes}<itemBody>{body}</itemBody>{rules}{feedback}</assessmentItem>".encode()
    )


def question_of(data: bytes, status: str = "exact") -> Any:
    """The question of an item."""
    return question_in(qti21.read(data, "t.xml"), status)


def reason(data: bytes) -> str:
    """Why an item is left out."""
    return reason_in(qti21.read(data, "t.xml"))


def when(test: str, score: str, more: str = "") -> str:
    value = f'<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{score}</baseValue></setOutcomeValue>'
    return f"<responseCondition><responseIf>{test}{value}{more}</responseIf></responseCondition>"


def value(text: str, base: str = "identifier") -> str:
    return f'<baseValue baseType="{base}">{text}</baseValue>'


VARIABLE = '<variable identifier="RESPONSE"/>'
CORRECT = '<correct identifier="RESPONSE"/>'
SINGLE = declared("single", "identifier", "A")
FIELD = '<p>Who?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'


def test_a_choice_without_processing_is_matched() -> None:
    question = question_of(item(SINGLE, choices("A", "B"), processing=""))
    assert (question.id, question.ask, question.answer) == ("q", "Which?", "A")


def test_true_and_false_with_feedback() -> None:
    seen = '<setOutcomeValue identifier="F">{}</setOutcomeValue>'
    rules = when(f"<match>{VARIABLE}{CORRECT}</match>", "10", seen.format(value("ok"))).replace(
        "</responseIf>", f"</responseIf><responseElse>{seen.format(value('no'))}</responseElse>"
    )
    modal = "".join(
        f'<modalFeedback outcomeIdentifier="F" identifier="{name}" showHide="show">{text}</modalFeedback>'
        for name, text in (("ok", "Yes."), ("no", "No, it is."))
    )
    outcome = '<outcomeDeclaration identifier="F" cardinality="single" baseType="identifier"/>'
    data = item(declared("single", "identifier", "True"), choices("True", "False"), rules, modal, outcome)
    assert question_of(data, "degraded") == TrueFalse(
        id="q", ask="Which?", answer="true", correction="No, it is.", points=10.0
    )


def test_feedback_within_options_and_a_hint_on_request() -> None:
    inline = '<feedbackInline outcomeIdentifier="F" identifier="{0}" showHide="show">{0} is wrong.</feedbackInline>'
    options = "".join(
        f'<simpleChoice identifier="{name}"> {name} {inline.format(name) if name != "A" else ""}</simpleChoice>'
        for name in "ABC"
    )
    body = (
        f'<choiceInteraction responseIdentifier="RESPONSE"><prompt>Which?</prompt>{options}</choiceInteraction>'
        '<p><endAttemptInteraction responseIdentifier="HINT" title="Hint"/></p>'
    )
    rules = (
        '<responseCondition><responseIf><variable identifier="HINT"/>'
        f'<setOutcomeValue identifier="F">{value("H")}</setOutcomeValue>'
        f"</responseIf><responseElse>{when(f'<match>{VARIABLE}{CORRECT}</match>', '1')}"
        f'<setOutcomeValue identifier="F">{VARIABLE}</setOutcomeValue></responseElse></responseCondition>'
    )
    modal = '<modalFeedback outcomeIdentifier="F" identifier="H" showHide="show">Think.</modalFeedback>'
    more = declared("single", "boolean", name="HINT") + SINGLE
    question = question_of(item(more, body, rules, modal, '<outcomeDeclaration identifier="F" baseType="identifier"/>'))
    wrong = (Option("B", "B is wrong."), Option("C", "C is wrong."))
    assert question == Choice(id="q", ask="Which?", answer="A", distractors=wrong, hint="Think.")


def test_several_without_a_right_response() -> None:
    sets = "".join(f"<multiple>{''.join(map(value, names))}</multiple>" for names in ("AC",))
    rules = when(f"<match>{VARIABLE}{sets}</match>", "1")
    several = choices("A", "B", "C", most=0)
    question = question_of(item(declared("multiple", "identifier"), several, rules))
    assert (question.answers, question.scoring) == (("A", "C"), "all")
    two = rules + when(f"<match>{VARIABLE}<multiple>{value('B')}{value('C')}</multiple></match>", "1")
    assert "several sets" in reason(item(declared("multiple", "identifier"), several, two))


def test_the_number_of_choices_is_told() -> None:
    data = item(declared("multiple", "identifier", "A", "C"), choices("A", "B", "C", most=2))
    assert question_of(data).tell is True


def test_short_answers() -> None:
    question = question_of(
        item(declared("single", "string", "Kim", mapping=mapped(Kim="2", Park="0")), FIELD, "map_response")
    )
    assert question == Short(id="q", ask="Who?", accept=("Kim",), reject=(Option("Park"),), case=True, points=2.0)
    rules = when(f'<stringMatch caseSensitive="false">{VARIABLE}{value("Kim", "string")}</stringMatch>', "1")
    assert question_of(item(declared("single", "string"), FIELD, rules)).case is False
    part = when(f'<substring caseSensitive="true">{value("king", "string")}{VARIABLE}</substring>', "1")
    assert question_of(item(declared("single", "string"), FIELD, part)).accept == ("*king*",)


DIFFERENCE = f"<subtract>{value('1', 'float')}{value('12', 'float')}</subtract>"


@pytest.mark.parametrize(
    ("test", "fields", "status"),
    [
        (f"<equal>{VARIABLE}{CORRECT}</equal>", {"value": "10"}, "exact"),
        (
            f'<equal toleranceMode="absolute" tolerance="0.5 0.5">{VARIABLE}{CORRECT}</equal>',
            {"value": "10", "tolerance": "0.5"},
            "exact",
        ),
        (
            f'<equal toleranceMode="absolute" tolerance="1 2">{VARIABLE}{CORRECT}</equal>',
            {"value": "10", "range": ("9", "12")},
            "exact",
        ),
        (
            f'<equal toleranceMode="relative" tolerance="5">{VARIABLE}{CORRECT}</equal>',
            {"value": "10", "tolerance": "0.5"},
            "exact",
        ),
        (
            f"<and><gte>{VARIABLE}{value('5', 'float')}</gte><lt>{VARIABLE}{value('20', 'float')}</lt></and>",
            {"value": "10", "range": ("5", "20")},
            "degraded",
        ),
        (
            f"<or><equal>{VARIABLE}{CORRECT}</equal><equal>{VARIABLE}{value('3', 'float')}</equal></or>",
            {"value": "10"},
            "degraded",
        ),
        (
            f"<gte><product>{VARIABLE}{value('-1', 'float')}</product>{DIFFERENCE}</gte>",
            None,
            "skipped",
        ),
    ],
)
def test_numbers(test: str, fields: dict[str, Any] | None, status: str) -> None:
    data = item(declared("single", "float", "10"), FIELD.replace("</p></textE", "x"), when(test, "1"))
    if fields is None:
        assert "beyond a limit" in reason(data)
    else:
        assert question_of(data, status) == Number(id="q", ask="Who?", **fields)


def test_a_number_within_a_sentence() -> None:
    body = '<p>It is <textEntryInteraction responseIdentifier="RESPONSE"/> km away.</p>'
    assert question_of(item(declared("single", "integer", "7"), body)).ask == "It is ____ km away."
    alone = '<p>How far?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/> km</p>'
    question = question_of(item(declared("single", "integer", "7"), alone))
    assert (question.ask, question.unit) == ("How far?", "km")


def test_thresholds_do_not_make_wrong_answers_right() -> None:
    fields = "".join(f'<p>{at}: <textEntryInteraction responseIdentifier="R{at}"/></p>' for at in range(3))
    declarations = "".join(
        declared("single", "string", f"a{at}", mapping=mapped(**{f"a{at}": "1", "x": "0"}), name=f"R{at}")
        for at in range(3)
    )
    total = "<sum>" + "".join(f'<mapResponse identifier="R{at}"/>' for at in range(3)) + "</sum>"
    data = item(declarations, fields, when(f"<gte>{total}{value('2', 'float')}</gte>", "1"))
    question = question_of(data, "degraded")
    assert question.text == "0: {{a0}}\n1: {{a1}}\n2: {{a2}}"
    assert "not all gaps need to be right there" in qti21.read(data, "t").items[0].notes


def test_words_put_into_gaps() -> None:
    words = "".join(f'<gapText identifier="{one}" matchMax="1">{one}</gapText>' for one in ("sun", "moon", "star"))
    gaps = '<p>The <gap identifier="G1"/> and the <gap identifier="G2"/>.</p>'
    body = f'<gapMatchInteraction responseIdentifier="RESPONSE">{words}{gaps}</gapMatchInteraction>'
    each = mapped(**{"sun G1": "1", "moon G2": "1"})
    data = item(declared("multiple", "directedPair", "sun G1", "moon G2", mapping=each), body, "map_response")
    assert question_of(data) == Cloze(id="q", text="The {{sun}} and the {{moon}}.", bank=("star",), points=2.0)


def sets(left: str, right: str) -> str:
    return "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{one}" matchMax="0">{one}</simpleAssociableChoice>' for one in names
        )
        + "</simpleMatchSet>"
        for names in (left, right)
    )


def test_matches_from_either_side() -> None:
    body = (
        f'<matchInteraction responseIdentifier="RESPONSE"><prompt>Match!</prompt>{sets("AB", "xyz")}</matchInteraction>'
    )
    data = item(declared("multiple", "directedPair", "A x", "A y", "B z"), body)
    question = question_of(data, "degraded")
    assert question.pairs == (Pair("x", "A"), Pair("y", "A"), Pair("z", "B"))
    crossed = item(declared("multiple", "directedPair", "A x", "A y", "B x"), body)
    assert "one of the other" in reason(crossed)
    left_over = item(declared("multiple", "directedPair", "A x"), body.replace('"z"', '"z"'))
    assert "a match needs two pairs" in reason(left_over)


def test_instructions_are_for_whom_they_are_for() -> None:
    rubric = '<rubricBlock view="{}"><p>{}</p></rubricBlock>'
    body = rubric.format("candidate", "Read!") + rubric.format("scorer", "Mark!") + choices("A", "B")
    data = item(SINGLE, body)
    assert question_of(data, "degraded").ask == "Read!\nWhich?"


EXTENDED = '<extendedTextInteraction responseIdentifier="RESPONSE"/>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (item(SINGLE, "<p>Nothing.</p>"), "asks for nothing"),
        (item(SINGLE, choices("A", "B") * 2), "asks for 2 things"),
        (item(declared("single", "string"), EXTENDED), "marked by a person"),
        (item(SINGLE, '<hotspotInteraction responseIdentifier="RESPONSE"/>'), "asks for hotspot"),
        (item(SINGLE, '<graphicGapMatchInteraction responseIdentifier="RESPONSE"/>'), "graphic gap match"),
        (item(SINGLE, "<p><printedVariable identifier='X'/></p>" + choices("A", "B")), "anew each time"),
        (item("<templateDeclaration identifier='X'/>" + SINGLE, choices("A", "B")), "anew each time"),
        (item("", choices("A", "B")), "does not declare"),
        (item(declared("record", "identifier"), choices("A", "B")), "a record"),
        (item(SINGLE, choices("A", "A")), "same identifier"),
        (item(SINGLE, choices(*map(str, range(101)))), "101 options"),
        (item(SINGLE, choices("B", "C")), "no option earns points"),
        (item(SINGLE, choices("A", "B"), "map_response"), "has no mapping"),
        (item(SINGLE, choices("A", "B"), "map_response_point"), "`map_response_point`"),
        (item(SINGLE, choices("A", "B"), when("<customOperator/>", "1")), "reckons with `customOperator`"),
        (item(SINGLE, choices("A", "B"), "<lookupOutcomeValue/>"), "does `lookupOutcomeValue`"),
        (item(SINGLE, choices("A", "B"), when("<not/>", "1")), "`not` with 0 values"),
        (item(SINGLE, choices("A", "B"), when("<match/>", "1")), "`match` with 0 values"),
        (item(SINGLE, choices("A", "B"), when('<variable identifier="X"/>', "1")), "not declared"),
        (item(SINGLE, choices("A", "B"), when('<correct identifier="X"/>', "1")), "declares no response"),
        (item(SINGLE, choices("A", "B"), when(f"<match>{VARIABLE}{CORRECT}</match>", "much")), "not a number"),
        (item(SINGLE, choices("A", "B"), when(f"<match>{VARIABLE}{CORRECT}</match>", "1e70")), "reckoned with"),
        (
            item(
                SINGLE,
                choices("A", "B"),
                '<setOutcomeValue identifier="S1"><baseValue baseType="float">1</baseValue></setOutcomeValue>',
                outcomes='<outcomeDeclaration identifier="S1" baseType="float"/>',
            ).replace(b'identifier="SCORE"', b'identifier="S2"'),
            "several scores",
        ),
        (item(declared("multiple", "identifier", "A"), choices("A", "B"), when("<null/>", "1")), "no options earn"),
        (
            item(declared("multiple", "identifier", "A"), choices("A", "B"), when(value("true", "boolean"), "1")),
            "which options are right",
        ),
        (
            item(declared("ordered", "identifier", "A"), choices("A", "B").replace("choiceI", "orderI")),
            "does not name all items",
        ),
        (
            item(
                declared("ordered", "identifier", "A", "B"),
                choices("A", "B").replace("choiceI", "orderI"),
                when(value("1", "boolean"), "1"),
            ),
            "right order",
        ),
        (item(declared("multiple", "directedPair"), '<matchInteraction responseIdentifier="RESPONSE"/>'), "two sets"),
        (
            item(
                declared("multiple", "directedPair"),
                f'<matchInteraction responseIdentifier="RESPONSE">{sets("AB", "xy")}</matchInteraction>',
            ),
            "which pairs are right",
        ),
        (
            item(
                declared("multiple", "directedPair", "A x"),
                f'<matchInteraction responseIdentifier="RESPONSE">{sets("AB", "xy")}</matchInteraction>',
                when("<null/>", "1"),
            ),
            "earn nothing",
        ),
        (item(declared("single", "string"), FIELD), "no answer earns points"),
        (item(declared("single", "float"), FIELD), "which numbers are right"),
        (item(declared("single", "float", "many"), FIELD), "not a number"),
        (item(declared("single", "float", "1"), FIELD, when("<null/>", "1")), "no number earns"),
        (
            item(declared("single", "string"), "<p>a <textEntryInteraction responseIdentifier='RESPONSE'/> b</p>"),
            "no right answer",
        ),
        (
            item(
                declared("single", "string", "a|b"), "<p>a <textEntryInteraction responseIdentifier='RESPONSE'/> b</p>"
            ),
            "cannot stand",
        ),
        (
            item(
                declared("multiple", "directedPair"),
                '<gapMatchInteraction responseIdentifier="RESPONSE"><gapImg/></gapMatchInteraction>',
            ),
            "pictures",
        ),
        (
            item(
                declared("multiple", "directedPair"),
                '<gapMatchInteraction responseIdentifier="RESPONSE"><p><gap identifier="G"/></p></gapMatchInteraction>',
            ),
            "which word belongs",
        ),
    ],
)
def test_what_cannot_be_asked_here(data: bytes, why: str) -> None:
    assert why in reason(data)


def test_scoring_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learn.exchange.qti21_processing._MOST_STEPS", 5)
    assert "too many steps" in reason(item(SINGLE, choices("A", "B"), when(f"<match>{VARIABLE}{CORRECT}</match>", "1")))


# ------------------------------------------------------------------------------------------------------------- packages

GOOD = item(SINGLE, choices("A", "B"))


def manifest(*resources: str) -> bytes:
    return f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{"".join(resources)}</resources></manifest>'.encode()


def resource(href: str, kind: str = "imsqti_item_xmlv2p1", keywords: str = "") -> str:
    return f'<resource type="{kind}" href="{href}"><metadata>{keywords}</metadata><file href="{href}"/></resource>'


def test_a_package_with_a_test_and_pictures() -> None:
    picture = GOOD.replace(b"Which?", b'Which?<img src="../pics/A%20map.png" alt="A map"/>')
    weight = '<assessmentItemRef href="i/one.xml"><weight identifier="w" value="3"/></assessmentItemRef>'
    keywords = "<keyword><langstring>seas</langstring></keyword><keyword><string>fact:red-sea</string></keyword>"
    keywords = f"<lom><general>{keywords}</general></lom>"
    files = {
        "imsmanifest.xml": manifest(resource("i/one.xml", keywords=keywords), resource("t.xml", "imsqti_test_xmlv2p1")),
        "i/one.xml": picture,
        "t.xml": f'<assessmentTest identifier="seas" title="Seas">{weight}</assessmentTest>'.encode(),
        "pics/A map.png": b"PNG",
    }
    data = pack(files)
    assert qti21.recognise(data, "x.zip")
    back = qti21.read(data, "x.zip")
    [question] = back.bank.questions
    assert (back.bank.id, back.bank.title) == ("seas", "Seas")
    assert (question.points, question.tags, question.facts) == (3.0, ("seas",), ("red-sea",))
    assert question.ask == "Which?[picture A-map.png: A map]"
    assert [one.name for one in back.media] == ["A-map.png"]


def test_a_package_without_a_manifest() -> None:
    data = pack({"one.xml": GOOD, "other.xml": b"<html/>"})
    assert qti21.recognise(data, "x.zip")
    assert [one.id for one in qti21.read(data, "x.zip").bank.questions] == ["q"]


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({"imsmanifest.xml": manifest(resource("lost.xml"))}, ["E351"]),
        ({"imsmanifest.xml": b"<manifest>"}, ["E303", "E306"]),
        ({"imsmanifest.xml": manifest(resource("one.xml")), "one.xml": b"<assessmentItem"}, ["E303"]),
        (
            {"imsmanifest.xml": manifest(resource("t.xml", "imsqti_test_xmlv2p1")), "t.xml": b"<assessmentTest"},
            ["E303"],
        ),
        ({"readme": b""}, ["E306"]),
    ],
)
def test_broken_packages(files: dict[str, bytes], codes: list[str]) -> None:
    assert [one.code for one in qti21.read(pack(files), "x.zip").problems] == codes[:1]


def test_a_weight_that_is_no_number() -> None:
    ref = b'<assessmentItemRef href="one.xml"><weight value="heavy"/></assessmentItemRef>'
    test = b"<assessmentTest>" + ref + b"</assessmentTest>"
    listed = manifest(resource("one.xml"), resource("t.xml", "imsqti_test_xmlv2p1"))
    back = qti21.read(pack({"imsmanifest.xml": listed, "one.xml": GOOD, "t.xml": test}), "x.zip")
    assert [one.code for one in back.problems] == ["E351"]
    assert len(back.bank.questions) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "E350"),
        (b"<assessmentTest/>", "E300"),
        (b"<quiz/>", "E300"),
        (b"<!DOCTYPE a><assessmentItem/>", "E304"),
        (b"", "E303"),
    ],
)
def test_files_that_are_no_items(data: bytes, code: str) -> None:
    assert [one.code for one in qti21.read(data, "t").problems] == [code]


def test_qti_3_and_other_files_among_the_items_are_named() -> None:
    item = b"<qti-assessment-item xmlns='x' identifier='a' title='b'/>"
    assert qti21.recognise(item, "x.xml")
    [told] = qti21.read(item, "x.xml").problems
    assert (told.code, told.message) == ("E300", "this is QTI 3.0, which is not read")
    listed = "".join(
        f'<resource identifier="{name}" type="imsqti_{kind}_xml{version}" href="{name}.xml"/>'
        for name, kind, version in (("a", "item", "v3p0"), ("b", "apipitem", "v2p1"))
    )
    manifest = f"<manifest><resources>{listed}</resources></manifest>".encode()
    package = pack({"imsmanifest.xml": manifest, "a.xml": item, "b.xml": b"\n<page/>"})
    assert qti21.recognise(package, "x.zip")
    told, other = qti21.read(package, "x.zip").problems
    assert told.message == "this is QTI 3.0, which is not read"
    assert (other.span.path, other.span.line) == ("x.zip/b.xml", 2)
    assert other.message == "the root element is <page>, not <assessmentItem>"


def test_recognised_by_content() -> None:
    assert not qti21.recognise(b"<questestinterop/>", "x.xml")
    assert not qti21.recognise(pack({"collection.anki2": b""}), "x.zip")
    assert qti21.recognise(b"<qti:assessmentItem xmlns:qti='x'/>", "x.xml")
    assert qti21.recognise("<assessmentItem/>".encode("utf-16"), "x.xml")


@pytest.mark.parametrize("name", ["choice", "choice_multiple", "inline_choice", "match", "order", "text_entry"])
def test_broken_copies_make_no_traceback(name: str) -> None:
    data = shared(f"qti21/tao_v2p1_{name}.xml").read_bytes()
    for copy in (*mutated(data, 1, 40), *mutated_xml(data, 2, 80)):
        back = qti21.read(copy, name)
        assert back.items or back.problems
        assert all(not question.faults() for question in back.bank.questions)
