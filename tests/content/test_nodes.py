"""The two YAML readers: what they take, what they refuse, and that they agree."""

import gc
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.content.nodes import MOST_REFUSALS, marked, plain
from learn.content.pause import paused_gc
from learn.content.tree import bare

CONTENT = [*Path("lessons").glob("*.yaml"), *Path("question_banks").glob("*.yaml")]

YAML_PIECES = st.sampled_from(
    ["a", "b", ": ", "- ", "\n", "  ", "'", '"', "[", "]", "{", "}", ",", "&x ", "*x", "!t ", "|\n", ">\n", "#", "? ",
     "---\n", "...\n", "%YAML 1.2\n", "\t", "é", "한", "\\", "\\x41", "~", "<<"]
)  # fmt: skip


def codes(text: str) -> list[str]:
    return [refusal.code for refusal in marked(text)[1]]


@pytest.mark.parametrize("written", ["no", "1:30", "010", "2024-10-31", "~", "null", "1e3", "0x1F", "yes", ".inf", "="])
def test_scalars_are_the_characters_written(written: str) -> None:
    assert plain(f"key: {written}") == {"key": written}


def test_lists_mappings_and_block_texts() -> None:
    text = "a: [1, {b: c}]\nd: |\n  two\n  lines\ne: >-\n  one\n  line\nf:\n"
    assert plain(text) == {"a": ["1", {"b": "c"}], "d": "two\nlines\n", "e": "one line", "f": ""}


def test_the_patient_reader_knows_where_things_stand() -> None:
    root, refusals = marked("a: x\nb:\n  - {c: 한국, d: here}\n")
    assert refusals == []
    assert root is not None
    assert isinstance(root.value, dict)
    _, listed = root.value["b"]
    assert isinstance(listed.value, list)
    assert isinstance(listed.value[0].value, dict)
    key, value = listed.value[0].value["d"]
    assert (key.line, key.column, key.width) == (2, 12, 1)
    assert (value.line, value.column, value.width) == (2, 15, 4)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1", "E108"),
        ("a: [*x]", "E108"),
        ("a: !t b", "E109"),
        ("a: !!str b", "E109"),
        ("a: 1\na: 2", "E107"),
        ("a: 1\n---\nb: 2", "E110"),
        ("? [a]\n: b", "E112"),
        ("", "E106"),
        ("---\n", "E106"),
        ("a: b: c", "E105"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert plain(text) is None
    assert codes(text) == [code]


def test_24_levels_are_taken_and_25_are_not() -> None:
    assert plain("[" * 24 + "]" * 24) is not None
    assert plain("[" * 25 + "]" * 25) is None
    assert codes("[" * 25 + "]" * 25) == ["E111"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[\n", "{? "])
def test_bottomless_nesting_ends_at_once(opening: str) -> None:
    begin = time.monotonic()
    assert "E111" in codes(opening * 1_000_000)
    assert plain(opening * 1_000_000) is None
    assert time.monotonic() - begin < 5


def test_refusals_end_somewhere() -> None:
    assert len(codes("a: &a 1\nb: [" + "*a," * 10_000 + "]")) == MOST_REFUSALS


def test_a_syntax_error_keeps_what_stands_before_it() -> None:
    root, refusals = marked("a: 1\nb: [x, y]\nc: d: e\n")
    assert root is not None
    assert bare(root) == {"a": "1", "b": ["x", "y"], "c": "d"}
    assert [(one.code, one.line) for one in refusals] == [("E105", 2)]


@given(st.lists(YAML_PIECES, max_size=25).map("".join))
def test_the_readers_agree(text: str) -> None:
    quick = plain(text)
    root, refusals = marked(text)
    if quick is None:
        assert refusals
    else:
        assert refusals == []
        assert root is not None
        assert bare(root) == quick


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_the_python_parser_reads_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    quick = plain(text)
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)  # as where PyYAML came without libyaml
    assert plain(text) == quick


def test_garbage_collection_is_as_before() -> None:
    def fail() -> None:
        with paused_gc():
            assert not gc.isenabled()
            raise ValueError("within")

    with pytest.raises(ValueError, match="within"):
        fail()
    assert gc.isenabled()
