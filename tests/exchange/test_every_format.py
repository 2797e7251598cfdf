"""What holds of every format alike."""

from typing import ClassVar

import pytest
from hypothesis import given, settings

from learn.content.values import Bank
from learn.exchange import FORMATS, module_of
from learn.kinds.base import Question
from tests.exchange.banks import banks, every_kind
from tests.exchange.carrying import there_and_back
from tests.exchange.data import shared

WRITTEN = [name for name in FORMATS if hasattr(module_of(name), "write")]
READ = [name for name in FORMATS if hasattr(module_of(name), "read")]


class Riddle(Question, frozen=True, kw_only=True):
    """A kind that no format has heard of."""

    kind: ClassVar[str] = "riddle"


@pytest.mark.parametrize("name", WRITTEN)
def test_a_kind_that_is_not_known_is_left_out(name: str) -> None:
    riddle = Riddle(id="riddle", ask="What walks on four legs in the morning?")
    out = module_of(name).write(Bank(id="b", title="B", questions=(riddle,)))
    assert [(one.id, one.status) for one in out.items] == [("riddle", "skipped")]
    assert out.items[0].notes


@pytest.mark.parametrize("name", WRITTEN)
def test_an_empty_bank_is_written(name: str) -> None:
    out = module_of(name).write(Bank(id="b"))
    assert (out.format, out.items) == (name, ())


@pytest.mark.parametrize("name", WRITTEN)
def test_only_its_own_format_recognises_a_file(name: str) -> None:
    data = module_of(name).write(every_kind()).data
    known = [other for other in FORMATS if module_of(other).recognise(data, "bank")]
    assert known == ([name] if name in READ else [])


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe", b"hello", b"PK\x03\x04", b"<", b"\n" * 1000])
def test_nothing_much_makes_no_traceback(name: str, data: bytes) -> None:
    back = module_of(name).read(data, "some file")
    assert back.format == name
    assert back.items or back.problems


@pytest.mark.parametrize("name", [name for name in READ if name in WRITTEN])
def test_the_same_file_makes_the_same_bank(name: str) -> None:
    data = module_of(name).write(every_kind()).data
    assert module_of(name).read(data, "x") == module_of(name).read(data, "x")


@pytest.mark.parametrize("name", ["qti12", "qti21", "apkg", "anki-text"])
@settings(max_examples=80, deadline=None)
@given(bank=banks())
def test_what_is_exact_both_ways_is_the_same(name: str, bank: Bank) -> None:
    there_and_back(module_of(name), bank)


@pytest.mark.parametrize("name", ["moodle-xml", "qti12", "qti21", "csv"])
def test_every_kind_goes_out_and_comes_back(name: str) -> None:
    bank = every_kind()
    out, back = there_and_back(module_of(name), bank)
    assert back.bank.title == bank.title or name == "csv"
    kept = {one.id for one in out.items if one.status != "skipped"}
    assert {one.kind for one in bank.questions if one.id in kept} == {one.kind for one in back.bank.questions}


@pytest.mark.parametrize("name", ["moodle-xml", "qti12", "qti21"])
def test_hostile_xml_is_refused(name: str) -> None:
    for path in sorted(shared("hostile/xml").iterdir()):
        back = module_of(name).read(path.read_bytes(), path.name)
        assert back.problems
        assert not back.bank.questions
