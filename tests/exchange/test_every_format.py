"""What holds of every format alike."""

from typing import ClassVar

import pytest

from learn.content.values import Bank
from learn.exchange import FORMATS, module_of
from learn.kinds.base import Question
from tests.exchange.banks import every_kind

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
