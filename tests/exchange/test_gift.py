import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn.content.values import Bank
from learn.exchange import FORMATS, gift, module_of
from learn.exchange.report import Imported, Item
from learn.kinds.base import Option, Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.match import Match
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.sort import Sort
from learn.kinds.true_false import TrueFalse
from tests.exchange.banks import banks, every_kind
from tests.exchange.carrying import by_id, there_and_back
from tests.exchange.data import shared
from tests.exchange.sound import check


def read(source: str) -> Imported:
    return gift.read(source.encode(), "bank.gift")


def only(source: str) -> tuple[Question, Item]:
    """The one question of a file, and its report."""
    found = read(source)
    (question,), (report,) = found.bank.questions, found.items
    return question, report


def refused(source: str) -> tuple[str, int, str]:
    """Code, line and message of the one problem of a file that has no good question."""
    found = read(source)
    assert not found.bank.questions
    (problem,) = found.problems
    return problem.code, problem.span.line, problem.message


def test_it_is_in_the_table_of_formats() -> None:
    assert module_of("gift") is gift
    assert FORMATS["gift"] == "gift"


# -------------------------------------------------------------------------------------------------------------- reading


def test_one_right_option_is_a_choice() -> None:
    question, report = only("Who?{~Kim#No. =Lee ~Park}")
    assert question == Choice(id="who", ask="Who?", answer="Lee", distractors=(Option("Kim", "No."), Option("Park")))
    assert report == Item("who", "exact", line=1)


def test_weights_that_mirror_each_other_are_a_multiple_with_partial_scoring() -> None:
    question, report = only("Who?{~%50%Kim ~%50%Lee ~%-50%Park}")
    assert isinstance(question, Multiple)
    assert (question.answers, question.distractors, question.scoring) == (("Kim", "Lee"), (Option("Park"),), "partial")
    assert report.status == "exact"


def test_other_weights_are_reported() -> None:
    _, report = only("Who?{~%60%Kim ~%40%Lee ~Park}")
    assert report.notes == (
        "the weights of the right options: each counts alike here",
        "the weights of the wrong options: each costs here what a right one earns",
    )
    _, report = only("Who?{=Kim ~%50%Lee ~Park =Cho#Right!}")
    assert report.notes == (
        "the feedback to the right answer `Cho`",
        "a second right option is left out: `Cho`",
        "`Lee` earns 50 % there, nothing here",
    )


@pytest.mark.parametrize(("answer", "key"), [("T", "true"), ("TRUE", "true"), (" F ", "false"), ("FALSE", "false")])
def test_true_and_false_are_capitals(answer: str, key: str) -> None:
    question, report = only(f"It rains.{{{answer}}}")
    assert question == TrueFalse(id="it-rains", ask="It rains.", answer=key)  # type: ignore[arg-type]
    assert report.status == "exact"


def test_feedback_to_true_and_false_is_the_correction() -> None:
    both, report = only("It rains.{F#It shines.#It shines.}")
    assert isinstance(both, TrueFalse)
    assert (both.correction, report.status) == ("It shines.", "exact")
    wrong, report = only("It rains.{F#It shines.}")
    assert isinstance(wrong, TrueFalse)
    assert (wrong.correction, report.status) == ("It shines.", "degraded")
    right, report = only("It rains.{T##Yes.}")
    assert isinstance(right, TrueFalse)
    assert (right.correction, report.notes) == ("", ("the feedback to the right answer `Yes.`",))


def test_typed_answers_are_a_short() -> None:
    question, report = only("Where?{=Seoul =the cap* =%0%Busan#No. =%50%Incheon}")
    assert question == Short(
        id="where", ask="Where?", accept=("Seoul", "the cap*"), reject=(Option("Busan", "No."), Option("Incheon"))
    )
    assert report.notes == ("`Incheon` earns 50 % there, nothing here",)
    assert only("Where?{Seoul}")[0] == Short(id="where", ask="Where?", accept=("Seoul",))


def test_a_catch_all_is_left_out() -> None:
    question, report = only("Where?{=Seoul =%0%*#Not so. }")
    assert question == Short(id="where", ask="Where?", accept=("Seoul",))
    assert report.notes == ("the feedback to any other answer `Not so.`",)


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        ("#5", {"value": "5"}),
        ("#-1.5:0.25", {"value": "-1.5", "tolerance": "0.25"}),
        ("# 1 .. 5 ", {"range": ("1", "5")}),
        ("#-5..-1", {"range": ("-5", "-1")}),
        ("#=1e3:0", {"value": "1e3"}),
        ("#=1822:0 =%100%1823:1", {"range": ("1822", "1824")}),
        ("#=2..3 =1..2", {"range": ("1", "3")}),
    ],
)
def test_numbers(answer: str, fields: dict[str, object]) -> None:
    question, report = only(f"How many?{{{answer}}}")
    assert question == Number(id="how-many", ask="How many?", **fields)  # type: ignore[arg-type]
    assert report.status == "exact"


def test_what_else_numbers_say_is_reported() -> None:
    question, report = only("When?{#=1822:0#Yes =%50%1822:2 =%0%5#No ~#Look it up.}")
    assert question == Number(id="when", ask="When?", value="1822")
    assert report.notes == (
        "the feedback to any other answer `Look it up.`",
        "the feedback to the right answer `1822`",
        "1822±2 earns 50 % there, nothing here",
        "the feedback to the wrong number 5",
    )


def test_pairs_are_a_match() -> None:
    question, report = only("Capitals?{=Korea -> Seoul =Japan->Tokyo = -> Bern =[html]<b>USA</b> -> D&amp;C}")
    assert isinstance(question, Match)
    assert [(one.left, one.right) for one in question.pairs] == [("Korea", "Seoul"), ("Japan", "Tokyo"), ("USA", "D&C")]
    assert question.extra == ("Bern",)
    assert report.notes == ("lost of its texts: formatting",)


def test_an_ordering_of_moodle_is_an_order() -> None:
    question, report = only("Order.{>3 ALL VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW none\nfirst\nsecond\nthird\n}")
    assert isinstance(question, Order)
    assert [one.text for one in question.items] == ["first", "second", "third"]
    assert report.status == "exact"
    _, report = only("Order.{>2 RANDOM VERTICAL ABSOLUTE_POSITION\nfirst\nsecond\nthird\n}")
    assert report.notes == (
        "only some of the items are shown there, all here",
        "the grading: here the share of pairs in the right order",
    )


def test_a_missing_word_is_shown_as_a_blank() -> None:
    question, _ = only("Seoul is {~big =old} indeed.")
    assert question.ask == "Seoul is _____ indeed."
    assert only("Is it so?{T}   ")[0].ask == "Is it so?"


def test_names_ids_and_tags() -> None:
    source = (
        "// [id:who-was-it] [tag:dates] [tag:a \\] b] [tag:fact:treaty] [tag:difficulty:stretch]\n::The Name::Who?{=x}"
    )
    question, _ = only(source)
    assert (question.id, question.tags, question.facts) == ("who-was-it", ("dates", "a ] b"), ("treaty",))
    assert question.difficulty == "stretch"
    assert only("::The Name::Who?{=x}")[0].id == "the-name"
    assert only("// [id:Not a slug]\nWho?{=x}")[0].id == "who"
    assert only("// [tag:case:true] [tag:unit:km]\nWho?{=x}")[0].tags == ("unit:km",), "no unit of a short"


def test_the_same_file_gives_the_same_ids() -> None:
    source = "Who?{=x}\n\n누가?{=x}\n\nWho?{=y}"
    ids = [one.id for one in read(source).items]
    assert ids == [one.id for one in read(source).items]
    assert ids[::2] == ["who", "who-2"]


def test_escapes() -> None:
    question, _ = only("a\\:b \\{\\} \\~ \\= \\# \\\\ c\\nd{=\\\\*\\=1#\\#2}")
    assert question.ask == "a:b {} ~ = # \\ c\nd"
    assert isinstance(question, Short)
    assert question.accept == ("\\*=1",)


@pytest.mark.parametrize(
    ("source", "ask"),
    [
        ("a <b>bold</b>\nline{=x}", "a bold\nline"),
        ("[moodle]a <i>b</i>{=x}", "a b"),
        ("[html]<p>a\nb</p>{=x}", "a b"),
        ("[plain]a <b>b</b> &amp;{=x}", "a <b>b</b> &amp;"),
        ("[markdown]a *b*{=x}", "a *b*"),
        ("[other]a{=x}", "[other]a"),
    ],
)
def test_texts_are_read_by_their_format(source: str, ask: str) -> None:
    assert only(source)[0].ask == ask


def test_answers_have_the_format_of_the_question_unless_they_say_so() -> None:
    question, _ = only("[html]<p>a</p>{=<p>b</p>#<b>yes</b> ~[plain]<i>#[markdown]*c* ####<u>g</u>}")
    assert isinstance(question, Choice)
    assert (question.answer, question.distractors, question.explain) == ("b", (Option("<i>", "*c*"),), "g")


def test_general_feedback_is_the_explanation() -> None:
    assert only("Who?{=x#y ####Because\nof this.}")[0].explain == "Because\nof this."


def test_the_first_category_is_the_title_and_others_are_tags() -> None:
    found = read("$CATEGORY: $course$/top/Unit 1//2/The War\n\na{=x}\n\n$CATEGORY: tom/Peace\n\nb{=x}\n")
    assert (found.bank.title, found.bank.id) == ("The War", "the-war")
    assert [one.tags for one in found.bank.questions] == [(), ("category:Peace",)]


def test_comments_count_for_nothing_but_lines_do() -> None:
    found = read("// one\n\n// two\nWho?{\n// three\n=x\n}\n\n\nWhen?{=y}\n")
    assert [(one.id, one.line) for one in found.items] == [("who", 4), ("when", 10)]
    assert found.bank.questions[0].ask == "Who?"


def test_a_comment_behind_the_answers_is_noted() -> None:
    question, report = only("Who?{=x} // me")
    assert question.ask == "Who?"
    assert report.notes == ("what stands behind the answers is taken for a comment: Moodle takes it for text",)


def test_a_name_that_is_not_closed_is_text() -> None:
    assert only("::Who?{=x}")[0].ask == "Who?"


def test_only_ends_of_lines_count_as_lines() -> None:
    found = read("a\x0c\u2028b{=x}\n\nc{=x")
    assert found.bank.questions[0].ask == "a b"
    assert [one.span.line for one in found.problems] == [3]


def test_a_comment_within_a_line_is_text_and_noted() -> None:
    question, report = only("It rains. // yes\n{T}")
    assert question.ask == "It rains. // yes"
    assert report.notes == ("`// …` behind a text is no comment: Moodle takes it for text",)
    assert only("See http://x.org or //y{T}")[1].status == "exact"
    assert only("// [id:a]\nIt rains. // yes\n{T}")[1].status == "exact"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    found = gift.read("누구?{=x}\r\n\r\nWho?{=y}\r".encode(encoding), "x.gift")
    assert [one.ask for one in found.bank.questions] == ["누구?", "Who?"]


# ----------------------------------------------------------------------------------------- what is wrong has its line


def test_true_in_small_letters_is_a_short_answer_as_in_moodle_and_named() -> None:
    found = read("First?{T}\n\nIs it?{True}\n")
    assert isinstance(found.bank.questions[1], Short)
    assert found.items[1].status == "degraded"
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.span.line, problem.hint) == ("W310", "warning", 3, "write {TRUE}")


@pytest.mark.parametrize(
    "gap", ["{1:SA:=for}", "{:MULTICHOICE:a~=b}", "{1:NM:=5:0.1}", "{2:SHORTANSWER_C:=x}", "{MC:=a}{1:MCS:b}"]
)
def test_cloze_syntax_is_named_with_its_line(gap: str) -> None:
    code, line, message = refused(f"\n::Cloze::\nWait {gap} it.")
    assert (code, line) == ("E312", 3)
    assert "Cloze" in message


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("a{=x", "E310", 1),
        ("a}\nb{=x}", "E310", 1),
        ("a{=x {y} }", "E310", 1),
        ("a{=x}\nb}", "E310", 2),
        ("a{=x}\nb{=y}", "E311", 2),
        ("a{~%33%b\n~%50%c ~%-15%d}", "E313", 1),
        ("a{=b\n~%33,3%c}", "E313", 2),
        ("a{~b ~c}", "E315", 1),
        ("a{=only ~}", "E314", 1),
        ("a{=b->c}", "E314", 1),
        ("a{=b->c =d->}", "E314", 1),
        ("a{=b->c\n=d}", "E316", 2),
        ("a{#}", "E314", 1),
        ("a{#x}", "E317", 1),
        ("a{#1:x}", "E317", 1),
        ("a{#1,5}", "E317", 1),
        ("a{#%50%1}", "E315", 1),
        ("a{#1e99}", "E317", 1),
        ("a{=%50%b}", "E315", 1),
    ],
)
def test_what_is_broken_is_refused_by_line(source: str, code: str, line: int) -> None:
    assert refused(source)[:2] == (code, line)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("Read this.", "a text without a question"),
        ("Write this.{}", "an essay: what is graded by a person has no kind here"),
        ("a{#=1 =5}", "several numbers are right, and a number question here has one"),
        ("// [tag:kind:order]\na{=b->1 =c->3}", "the places that the items are matched with are not 1, 2, 3 …"),
        ("a{=b =*}", "this takes every answer for right"),
    ],
)
def test_what_has_no_kind_is_skipped_with_the_reason(source: str, reason: str) -> None:
    found = read(source)
    assert (found.bank.questions, found.problems) == ((), ())
    assert [(one.status, one.notes) for one in found.items] == [("skipped", (reason,))]


def test_a_blank_line_within_a_question_names_both_halves() -> None:
    found = read("a{\n=x\n\n=y}")
    assert [(one.code, one.span.line) for one in found.problems] == [("E310", 1), ("E310", 4)]
    assert found.problems[0].hint == "a blank line ends a question: is there one within it?"


def test_one_broken_question_does_not_spoil_the_others() -> None:
    found = read("a{=x}\n\nb{=x\n\nc{=x}")
    assert [(one.id, one.status) for one in found.items] == [("a", "exact"), ("b", "skipped"), ("c", "exact")]


def test_a_question_right_below_its_category_is_read_and_named() -> None:
    found = read("$CATEGORY: War\nWho?{=x}\n")
    assert [one.ask for one in found.bank.questions] == ["Who?"]
    assert [(one.code, one.span.line) for one in found.problems] == [("W311", 2)]


def test_files_that_are_no_text_or_have_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [(one.code, one.span.line) for one in gift.read(b"a{=x}\n\n\xff", "x").problems] == [("E302", 3)]
    assert [one.code for one in gift.read(b"// nothing", "x").problems] == ["E306"]
    monkeypatch.setattr("learn.exchange.gift_blocks.MOST_BYTES", 3)
    assert [one.code for one in gift.read(b"a{=x}", "x").problems] == ["E301"]


def test_a_weight_behind_an_equals_sign_is_taken_for_one() -> None:
    question, report = only("a{=%100%b ~%-50%c}")
    assert isinstance(question, Choice)
    assert question.answer == "b"
    assert "a weight behind `=`: Moodle takes it for text, here it is one" in report.notes


@pytest.mark.parametrize(
    ("source", "looks"),
    [
        ("Who?{=x}", True),
        ("::a::b", True),
        ("$CATEGORY: x", True),
        ("x{TRUE}", True),
        ("{}", False),
        ("<quiz>{=x}</quiz>", False),
        ("no braces", False),
        ("A) {x}\nANSWER: A", False),
        ("PK\x03\x04\x00packed{=x}", False),
    ],
)
def test_recognition(source: str, looks: bool) -> None:
    assert gift.recognise(source.encode(), "x.txt") is looks
    assert gift.recognise(source.encode(), "x.gift")


# -------------------------------------------------------------------------------------------------------------- writing


def written(*questions: Question) -> str:
    return gift.write(Bank(id="b", questions=questions)).data.decode()


def test_a_question_as_it_is_written() -> None:
    question = Choice(
        id="who",
        ask="Who: A = B?",
        facts=("treaty",),
        tags=("fact:x",),
        points=2,
        explain="So {it} is.",
        answer="%50%",
        distractors=(Option("a\nb", "#1"), Option("[html]")),
    )
    assert written(question) == (
        "// [id:who] [tag:tag:fact:x] [tag:fact:treaty] [tag:points:2]\n"
        "::who::Who\\: A \\= B?{\n"
        "\t~a\\nb#\\#1\n"
        "\t~[moodle][html]\n"
        "\t=[moodle]%50%\n"
        "####So \\{it\\} is.}\n\n"
    )


def test_markup_is_written_as_plain_text_and_uneven_spaces_as_html() -> None:
    short = Short(id="a", ask="What is <b>?", accept=("<b>",))
    assert written(short) == "// [id:a]\n::a::[plain]What is <b>?{\n\t=<b>\n}\n\n"
    odd = Short(id="a", ask=" x ", accept=("y",))
    assert '[html]<span style\\="white-space\\: pre-wrap"> x </span>{' in written(odd)


def test_an_arrow_on_the_left_side_is_written_as_html() -> None:
    question = by_id(read("// [id:m]\nx{=[html]a -&gt; b -> c =d -> e -> f}").bank)["m"]
    assert isinstance(question, Match)
    assert [(one.left, one.right) for one in question.pairs] == [("a -> b", "c"), ("d", "e -> f")]
    assert "=[html]a -&gt; b -> c" in written(question)


@pytest.mark.parametrize(
    ("question", "status", "note"),
    [
        (Short(id="a", ask="x", accept=("x -> y",)), "skipped", "GIFT takes `->` in an answer for a pair to match"),
        (
            Short(id="a", ask="x", accept=("&&058;",)),
            "degraded",
            "Moodle takes `&&0…` in an answer for a mark of its own",
        ),
        (Short(id="a", ask="x", hint="h", accept=("y",)), "degraded", "the hint: GIFT has no place for one"),
        (Cloze(id="a", text="{{a}} and {{b}}"), "skipped", "GIFT has one gap in a question, not 2"),
        (Cloze(id="a", text="{{a}} b", bank=("c",)), "skipped", "GIFT has no gaps with a word bank"),
        (Cloze(id="a", text="{{a}}"), "skipped", "GIFT needs a text around the gap"),
        (Cloze(id="a", ask="b", text="c {{d}}"), "degraded", "the heading `ask` becomes the beginning of the text"),
        (Card(id="a", front="b", back="c"), "degraded", "nobody says of herself that she knew it"),
        (Card(id="a", front="b", back="c", explain="d"), "degraded", "the explanation becomes part of the back"),
        (Number(id="a", ask="b", value="1", unit="km"), "degraded", "the unit: GIFT has no place for one"),
        (
            Multiple(id="a", ask="b", answers=tuple("cdefghijklm"), distractors=(Option("x"),), scoring="partial"),
            "degraded",
            "Moodle has no weight of 9.09091 % for each right option: 10 %",
        ),
        (
            Choice(id="a", ask="b", tags=("t" * 60,), answer="c", distractors=(Option("d"),)),
            "degraded",
            "Moodle cuts tags at 50 characters",
        ),
        (Short(id="a", ask="x", tags=("two\nlines",), accept=("y",)), "degraded", "does not keep `tags` exactly"),
    ],
)
def test_what_is_lost_on_the_way_out_is_said(question: Question, status: str, note: str) -> None:
    (report,) = gift.write(Bank(id="b", questions=(question,))).items
    assert report.status == status
    assert any(note in one for one in report.notes)


def test_a_cloze_of_one_gap_is_a_missing_word_and_comes_back() -> None:
    bank = Bank(
        id="b",
        questions=(
            Cloze(id="middle", text="Seoul <is> {{old|very old}}, they say."),
            Cloze(id="end", text="It is {{text: old, fact: age}}"),
            Cloze(id="first", text="{{Seoul}} is old: [so]."),
        ),
    )
    out, back = there_and_back(gift, bank)
    assert {one.status for one in out.items} == {"exact"}
    assert back.bank.questions == bank.questions
    assert "::middle::[plain]Seoul <is> {\n\t=old\n\t=very old\n}, they say." in out.data.decode()


def test_every_kind_and_what_becomes_of_it() -> None:
    bank = every_kind()
    out, back = there_and_back(gift, bank)
    kinds = {one.id: one.kind for one in bank.questions}
    status: dict[str, set[str]] = {}
    for one in out.items:
        status.setdefault(kinds[one.id], set()).add(one.status)
    assert status == {
        "choice": {"exact", "degraded"},
        "multiple": {"exact", "degraded"},
        "true_false": {"exact"},
        "short": {"exact", "degraded"},
        "number": {"exact", "degraded"},
        "order": {"degraded"},
        "match": {"exact", "degraded"},
        "sort": {"exact"},
        "cloze": {"skipped"},
        "card": {"degraded"},
    }
    after = by_id(back.bank)
    assert all(type(after[one.id]) is type(one) for one in bank.questions if one.id in after), "all kinds come back"
    assert isinstance(after["q-22"], Sort)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(banks())
def test_what_is_exact_comes_back_as_it_was(bank: Bank) -> None:
    there_and_back(gift, bank)


def test_naughty_strings_come_back() -> None:
    lines = shared("hostile/naughty_strings.txt").read_text("utf-8").split("\n")
    questions = [
        Choice(id=f"q-{at}", ask=f"Naughty? {line}", answer=f"a{line}", distractors=(Option("b", line),))
        for at, line in enumerate(lines, 1)
    ]
    good = tuple(one for one in questions if not one.faults())
    out, back = there_and_back(gift, Bank(id="naughty", questions=good))
    assert sum(one.status == "exact" for one in out.items) > 0.95 * len(good)
    check(back, out.data)


@given(st.text(st.sampled_from("{}~=#:\\->%/[]$ \nTF1a."), max_size=60) | st.text(max_size=40) | st.binary(max_size=60))
def test_nothing_is_too_broken(source: str | bytes) -> None:
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    check(gift.read(data, "x.gift"), data)
    gift.recognise(data, "x")
