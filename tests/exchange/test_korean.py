"""Loss reports in Korean: nothing in them is left English, and no file and no bank depends on the language."""

import re
from collections.abc import Iterable

import pytest
from msgspec import structs

from learn.content.values import Bank
from learn.exchange import FORMATS, aiken, gift, module_of, moodle_xml
from learn.exchange.report import Exported, Imported
from learn.kinds import KINDS, kind_class
from learn.language import speaking
from tests.contracts.format_samples import everything, plain
from tests.exchange.given import given, read

WRITTEN = [name for name in FORMATS if hasattr(module_of(name), "write")]
READ = [name for name in WRITTEN if hasattr(module_of(name), "read")]
SYSTEMS = "GIFT Moodle Canvas Classic New Quizzes QTI Kahoot Wayground Aiken XML UTF TeX Markdown Cloze CATEGORY ANSWER"
FIELDS = {name for kind in KINDS for name in kind_class(kind).__struct_fields__} | {"feedback"}
NAMES = {*SYSTEMS.split(), *KINDS, *FIELDS, "True", "False", "true", "false", "tutor"}
"""What is called the same in Korean."""

QUOTED = re.compile(r"`[^`]*`|“[^”]*”|<[^>]*>|\{[^}]*\}")
LIBRARY = re.compile(r"(?<=(?:XML이 아닙니다|읽을 수 없습니다): ).*")
"""What the parser says is the parser's own."""


def every_sample() -> Bank:
    questions = (one for kind in KINDS for one in (plain(kind), everything(kind)))
    named = (structs.replace(one, id=f"q{at}") for at, one in enumerate(questions))
    return Bank(id="samples", title="Samples", questions=tuple(named))


def said(report: Exported | Imported) -> list[str]:
    """Everything that a report tells a person."""
    notes = [note for one in report.items for note in one.notes]
    problems = report.problems if isinstance(report, Imported) else ()
    return notes + [text for one in problems for text in (one.message, one.hint)]


def english(texts: Iterable[str]) -> list[str]:
    """The words that are no names, nor what a file says."""
    found = (re.findall("[A-Za-z]{2,}", LIBRARY.sub("", QUOTED.sub("", text))) for text in texts)
    return [word for words in found for word in words if word not in NAMES]


def test_the_loss_report_of_an_import() -> None:
    source = b"::seoul::<b>Seoul</b>? {=Han ~%50%Nak ~}\n\n::two::Two? {=a ~b} {=c}\n"
    with speaking("ko"):
        found = gift.read(source, "x.gift")
    assert [one.notes for one in found.items] == [
        ("글에서 잃은 것: 서식", "빈 선택지를 뺐습니다", "`Nak`: 원본에서는 50 %, 여기서는 0점입니다"),
        ("두 번째 `{`입니다: 첫 번째 {…}만 답입니다",),
    ]
    [problem] = found.problems
    assert (problem.code, problem.hint) == (
        "E311",
        "빈칸마다 문제를 하나씩 쓰거나, 중괄호가 문자 그대로라면 \\{와 \\}로 쓰세요",
    )


def test_the_loss_report_of_an_export() -> None:
    bank = Bank(id="b", title="B", questions=(everything("choice"), plain("card")))
    with speaking("ko"):
        [one, other] = aiken.write(bank).items
        [there, _] = moodle_xml.write(bank).items
    assert one.notes[-1] == "Aiken에 넣을 자리가 없는 것: id, facts, points, tags, difficulty, hint, explain, feedback"
    assert (other.status, other.notes) == ("skipped", ("Aiken에는 정답 선택지가 하나인 문제만 있습니다",))
    assert there.status == "exact"


@pytest.mark.parametrize("form", WRITTEN)
def test_no_file_and_no_bank_depends_on_the_language(form: str) -> None:
    bank = every_sample()
    before = module_of(form).write(bank)
    back = module_of(form).read(before.data, "x") if form in READ else None
    with speaking("ko"):
        after = module_of(form).write(bank)
        again = module_of(form).read(before.data, "x") if form in READ else None
    assert after.data == before.data
    assert [(one.id, one.status) for one in after.items] == [(one.id, one.status) for one in before.items]
    assert english(said(after)) == []
    if again is not None and back is not None:
        assert (again.bank, again.media) == (back.bank, back.media)
        assert english(said(again)) == []


def test_no_report_on_a_given_file_has_english_in_it() -> None:
    for form, path in given():
        before = read(form, path)
        with speaking("ko"):
            after = read(form, path)
        assert after.bank == before.bank
        assert (path.name, english(said(after))) == (path.name, [])
