"""Names that a rule takes in every spelling, on their way out and back in."""

import pytest

from learn.content.values import Bank
from learn.exchange import module_of
from learn.exchange.spelled_names import noted, taken_back, written_out
from learn.kinds.base import Question
from learn.kinds.cloze import Cloze
from learn.kinds.short import Short

SHORT = Short(id="short", ask="Who?", accept=("Jo Tae-yong", "조태용", "Professor Jo", "Jo*"), names="korean")
LATIN = Short(id="latin", ask="Who?", accept=("Kim Jong Un",), names="korean")
LISTED = Short(id="listed", ask="Who?", accept=("Kim Jong Un",))
GAPS = Cloze(id="gaps", text="{{조태용}} met {{text: Kim Yong-hyun|김용현, fact: whom}} in {{Seoul}}.", names="korean")
WORDS = Cloze(id="words", text="{{조태용}} met.", bank=("김용현",), names="korean")
BANK = Bank(id="names", title="Names", questions=(SHORT, LATIN, LISTED, GAPS, WORDS))


def test_the_usual_spellings_stand_behind_what_is_listed() -> None:
    bank, spelled = written_out(BANK, "moodle-xml")
    short, latin, listed, gaps, words = bank.questions
    assert isinstance(short, Short)
    assert isinstance(latin, Short)
    assert isinstance(gaps, Cloze)
    assert short.accept[:4] == SHORT.accept
    assert {"Cho Tae-yong", "Jo Taeyong", "Jo Tae Yong", "Tae-yong Cho"} <= set(short.accept)
    assert latin.accept[:4] == ("Kim Jong Un", "Kim Jong-un", "Kim Jongun", "Jong-un Kim")
    assert [len(gap.accept) > 2 for gap in gaps.parsed.gaps] == [True, True, False]
    assert gaps.parsed.gaps[1].fact == "whom"
    assert (listed, words) == (LISTED, WORDS)
    assert spelled == {"short", "latin", "gaps"}


@pytest.mark.parametrize("question", [SHORT, LATIN, GAPS])
def test_no_spelling_that_is_written_out_is_wrong_here(question: Question) -> None:
    (out,) = written_out(Bank(id="one", questions=(question,)), "gift")[0].questions
    accepted = question.accepted if isinstance(question, Cloze) else (question.accepted,)  # type: ignore[attr-defined]
    offered = [gap.accept for gap in out.parsed.gaps] if isinstance(out, Cloze) else [out.accept]  # type: ignore[attr-defined]
    for one, texts in zip(accepted, offered, strict=True):
        shown = Short(id="x", ask="?", accept=one.patterns, names="korean")
        for text in texts:
            assert shown.grade(shown.present(None), text).score == 1, text  # type: ignore[arg-type, union-attr]


@pytest.mark.parametrize("form", ["moodle-xml", "gift", "qti12", "qti21", "csv"])
def test_rule_and_answers_come_back(form: str) -> None:
    module = module_of(form)
    bank, spelled = written_out(BANK, form)
    written = noted(module.write(bank), spelled)
    back = {one.id: one for one in taken_back(module.read(written.data, f"bank.{form}")).bank.questions}
    for question in (SHORT, LATIN, LISTED, GAPS):
        if question.id in back:
            came = back[question.id]
            expected = question if form not in ("qti12", "qti21") else _without_stars(question)
            assert (came.names, getattr(came, "accept", None)) == (  # type: ignore[attr-defined]
                question.names,
                getattr(expected, "accept", None),
            )
            if isinstance(came, Cloze):
                assert came.parsed.gaps == GAPS.parsed.gaps
    assert {"short", "latin", "listed"} <= back.keys()


def _without_stars(question: Question) -> Question:
    if isinstance(question, Short):
        return Short(id=question.id, ask=question.ask, accept=tuple(one for one in question.accept if one[-1] != "*"))
    return question


@pytest.mark.parametrize("form", ["moodle-xml", "gift", "qti12", "qti21", "wayground"])
def test_the_report_says_that_the_rule_is_not_known_there(form: str) -> None:
    bank, spelled = written_out(BANK, form)
    items = {one.id: one for one in noted(module_of(form).write(bank), spelled).items}
    for name in ("short", "latin"):
        assert items[name].status == "degraded"
        assert "the rule for names is not known there" in items[name].notes[-1]
    assert not any("rule for names" in note for name in ("listed", "words") for note in items[name].notes)


@pytest.mark.parametrize("form", ["csv", "apkg", "anki-text"])
def test_nothing_is_written_out_where_the_rule_has_a_place_or_nobody_types(form: str) -> None:
    assert written_out(BANK, form) == (BANK, frozenset())


def test_what_was_added_by_hand_stays() -> None:
    bank, _ = written_out(Bank(id="one", questions=(LATIN,)), "gift")
    (spelled,) = bank.questions
    assert isinstance(spelled, Short)
    more = Short(id="latin", ask="Who?", accept=(*spelled.accept, "the leader"), names="korean")
    read = module_of("csv").read(module_of("csv").write(Bank(id="one", questions=(more,))).data, "bank.csv")
    assert taken_back(read).bank.questions[0].accept == more.accept  # type: ignore[attr-defined]


def test_a_rule_that_there_is_not_is_refused() -> None:
    table = module_of("csv").write(BANK).data.replace(b"korean", b"klingon")
    read = module_of("csv").read(table, "bank.csv")
    assert {item.id: item.status for item in read.items}["short"] == "skipped"
    assert any("names is `listed` or `korean`" in note for item in read.items for note in item.notes)
