"""What is said of a value that has not the form it should have, for forms that no file of ours has yet."""

import pytest
from msgspec import Struct

from learn.content.forms import convert


class Several(Struct, frozen=True):
    """A text, or a list of them, and anything at all."""

    names: str | tuple[float, ...]
    rest: object = None


@pytest.mark.parametrize(("written", "names"), [("one", "one"), (["1", "2.5"], (1.0, 2.5))])
def test_either_of_two_forms_is_taken(written: object, names: str | tuple[float, ...]) -> None:
    plain = {"names": written, "rest": {"any": ["thing"]}}
    value, faults = convert(plain, Several)
    assert faults == []
    assert value == Several(names, {"any": ["thing"]})


def test_neither_of_two_forms_is_told_both() -> None:
    value, (fault,) = convert({"names": {"a": "b"}}, Several, ("questions", 0))
    assert value is None
    assert (fault.code, fault.where) == ("E115", ("questions", 0, "names"))
    assert "a text or a list" in fault.message


def test_of_the_form_that_was_meant_the_fault_is_told() -> None:
    value, (fault,) = convert({"names": ["1", "x"]}, Several)
    assert value is None
    assert (fault.code, fault.where) == ("E116", ("names", 1))
