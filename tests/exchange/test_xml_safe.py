import sys

import pytest

from learn.exchange.xml_safe import Node, parse
from learn.problems import Problem, UsageError
from tests.exchange.data import shared


def root(source: str) -> Node:
    found = parse(source.encode(), "x.xml")
    assert isinstance(found, Node)
    return found


def test_elements_know_their_names_attributes_texts_and_lines() -> None:
    top = root('<a xmlns:q="urn:q">\n <b q:c="1">t<i>u</i>v</b>\n <b/><d><b>w</b></d></a>')
    first, second = top.all("b")
    assert (first.line, second.line) == (2, 3)
    assert first.get("c") == "1"
    assert first.get("none", "-") == "-"
    assert first.text == "tuv"
    assert top.child_text("d", "b") == "w"
    assert top.child_text("d", "none") == ""
    assert top.find("d", "b") is not None
    assert [one.text for one in top.deep("b")] == ["tuv", "", "w"]
    assert [one.tag for one in top] == ["b", "b", "d"]


def test_markup_is_written_again_and_cdata_is_html() -> None:
    assert root("<a><b c='&quot;'>x &lt; y</b><br/></a>").inner == '<b c="&quot;">x &lt; y</b><br/>'
    assert root("<a><![CDATA[<b>x</b>]]></a>").inner == "<b>x</b>"
    assert root("<a>x</a>").outer == "<a>x</a>"


def test_malformed_xml_is_named_with_its_line() -> None:
    found = parse(b"<a>\n  <b c=d></b>\n</a>", "x.xml")
    assert isinstance(found, Problem)
    assert (found.code, found.span.line, found.source) == ("E303", 2, "  <b c=d></b>")


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="utf-7"?><a/>', b"<a>\x00</a>", b"<a/><b/>"]
)
def test_what_is_no_xml_is_a_problem(data: bytes) -> None:
    found = parse(data, "x.xml")
    assert isinstance(found, Problem)
    assert found.code == "E303"


def test_encodings_are_those_that_the_file_declares() -> None:
    assert root("<a>é</a>").text == "é"
    for encoding in ("utf-16", "iso-8859-1", "windows-1252"):
        data = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'.encode(encoding)
        found = parse(data, "x.xml")
        assert isinstance(found, Node)
        assert found.text == "é"


@pytest.mark.parametrize(
    "name",
    ["xmlbomb.xml", "xmlbomb2.xml", "quadratic.xml", "external.xml", "external_file.xml", "dtd.xml", "cyclic.xml"],
)
def test_attacks_are_refused(name: str) -> None:
    found = parse(shared(f"hostile/xml/{name}").read_bytes(), name)
    assert isinstance(found, Problem)
    assert found.code == "E304"


def test_there_is_a_limit_to_depth_elements_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    found = parse(b"<a>" * 200, "x.xml")
    assert isinstance(found, Problem)
    assert found.code == "E305"
    monkeypatch.setattr("learn.exchange.xml_safe._MOST_ELEMENTS", 3)
    found = parse(b"<a><b/><b/><b/></a>", "x.xml")
    assert isinstance(found, Problem)
    assert found.code == "E305"
    monkeypatch.setattr("learn.exchange.xml_safe.MOST_BYTES", 3)
    found = parse(b"<a/>", "x.xml")
    assert isinstance(found, Problem)
    assert found.code == "E301"


def test_without_defusedxml_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "defusedxml.expatreader", None)
    with pytest.raises(UsageError) as error:
        parse(b"<a/>", "x.xml")
    assert error.value.hint == "pip install 'learn-quiz[teacher]'"
