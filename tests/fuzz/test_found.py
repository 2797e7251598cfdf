"""What fuzzing found, each as small as it could be made. None of these may come back."""

import io
import json
import struct
import zipfile
from contextlib import suppress
from copy import copy
from pathlib import Path

import pytest

from learn.app.config import Config
from learn.authoring.formatting import formatted
from learn.content.bank import read_bank
from learn.content.lines import plain_lines
from learn.content.values import Bank
from learn.content.writer import bank_text
from learn.exchange.html_text import plain
from learn.exchange.package_zip import BadPackage, peek, unpack
from learn.lab.card_map import read_map
from learn.problems import BrokenContent, UsageError
from learn.store.anki import read_bytes
from tests.cli.program import Program
from tests.fuzz.bar import within_time
from tests.kinds.examples import build


@pytest.mark.parametrize("tag", ["typ[id", "US}}", "{a", "a,b", "a]", "it's", "two\nlines"])
def test_a_tag_with_signs_of_yaml_is_written_so_that_it_can_be_read(tag: str) -> None:
    """`tags: [typ[id]` was written, which no YAML reader takes; imported GIFT and Anki tags have such names."""
    bank = Bank(id="b", title="B", questions=(build("card", front="a", back="b", tags=[tag, "other"]),))
    back = read_bank("b.yaml", bank_text(bank))
    assert not back.problems
    assert back.value == bank


@pytest.mark.parametrize("name", ["a word " * 30, "x" * 1500, "a word " * 300])
def test_a_long_heading_of_a_sort_is_no_key_of_yaml(name: str) -> None:
    """A key was folded over several lines, or had more than the 1,024 characters that YAML allows before a colon."""
    question = build("sort", categories={name.strip(): ["1", {"text": "2", "fact": "two"}], "other": ["3"]})
    bank = Bank(id="b", title="B", questions=(question,))
    back = read_bank("b.yaml", bank_text(bank))
    assert not back.problems
    assert back.value == bank


def test_a_tag_of_html_that_is_one_long_word_is_read_in_linear_time() -> None:
    """20 seconds for 70,000 letters: an attribute's name was looked for at each of them."""
    within_time(lambda data: plain(data.decode()), b"<img src='a.png' al" + b"x" * 200_000 + b">")
    within_time(lambda data: plain(data.decode()), b"<img " + b"a " * 100_000 + b"  " * 100_000 + b">")


def test_a_zip_entry_without_a_name_is_a_damaged_archive() -> None:
    """An IndexError in Python 3.11's `zipfile`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a", b"x")
    data = bytearray(target.getvalue())
    central = data.find(b"PK\x01\x02")
    data[central + 28 : central + 30] = struct.pack("<H", 0)
    with suppress(BadPackage):  # later Pythons may read it
        assert list(unpack(bytes(data)))


def test_an_empty_collection_is_no_lack_of_memory() -> None:
    with pytest.raises(BrokenContent):
        read_bytes(b"", "collection.anki2")


@pytest.mark.parametrize(
    "text",
    [f"questions = {'9' * 5000}", f"questions = 0x{'f' * 5000}", f"questions = {'[' * 3000}", "a = 1\nx = {}"],
    ids=["decimal", "hexadecimal", "deep", "unknown"],
)
def test_settings_beyond_reading_are_told(text: str, tmp_path: Path) -> None:
    """Numbers of 5,000 digits and lists 3,000 deep went through as ValueError and RecursionError."""
    (tmp_path / "config.toml").write_text(text)
    with pytest.raises(UsageError):
        Config(tmp_path, {}, {})


@pytest.mark.parametrize("damage", [b"\xff", b'{"banks":["a"],"on":"\xdf"}', b"[" * 100_000, b"{}"])
def test_a_damaged_plan_is_told(learn: Program, damage: bytes) -> None:
    (learn.home / "exam.json").write_bytes(damage)
    ran = learn.run("exam")
    assert ran.code == 2
    assert "learn exam BANK --on DATE" in ran.err


def test_a_plan_for_no_day_is_told(learn: Program) -> None:
    exam = {"banks": ["tides"], "on": "soon", "made": "2026-03-02", "began": 0.0}
    (learn.home / "exam.json").write_text(json.dumps(exam))
    ran = learn.run("exam")
    assert ran.code == 2
    assert "learn exam BANK --on DATE" in ran.err


def test_a_row_of_a_card_map_may_be_short_wherever_its_columns_stand() -> None:
    """An IndexError where `fact` stands before `card_id`."""
    with pytest.raises(BrokenContent, match="no card_id"):
        read_map("map.csv", "fact,card_id\nmoon\n")


def test_what_the_formatter_s_yaml_refuses_is_told() -> None:
    """A tab before a colon, which the loader takes: a ScannerError of ruamel.yaml."""
    bank = "bank: b\nquestions:\n  - id: a\n    kind: card\n    front\t: x\n    back: y\n"
    assert not read_bank("b.yaml", bank).problems
    with pytest.raises(UsageError, match=r"line 5"):
        formatted("b.yaml", bank)


@pytest.mark.parametrize("learner", ["x", "d079dd3b-3f3d-4f13-8915-1633d079dd3b77", ""])
def test_a_log_whose_header_names_what_is_no_id_is_merged_without_that_line(
    learn: Program, learner: str, tmp_path: Path
) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps({"format": "learn-log", "version": 1, "names": {learner: "Ada"}}) + "\n")
    ran = learn.run("log", "merge", str(log))
    assert ran.code == 1
    assert "line 1: refused: not an id" in ran.out


@pytest.mark.parametrize("damage", [b"\xff", b'{"folder":"\xba"}', b"[" * 100_000])
def test_a_damaged_note_on_the_last_sync_is_as_none(learn: Program, damage: bytes) -> None:
    (learn.home / "sync.json").write_bytes(damage)
    ran = learn.run("sync")
    assert ran.code == 2
    assert "which folder" in ran.err


@pytest.mark.parametrize("text", ["{}: a\n", "a: {{{}: b}}\n"])
def test_a_key_too_long_for_yaml_is_read_line_by_line_no_more_than_by_the_parser(text: str) -> None:
    assert plain_lines(text.format("x" * 200)) is not None
    assert plain_lines(text.format("x" * 2_000)) is None


def test_an_archive_with_two_entries_in_one_place_is_damaged() -> None:
    """Python 3.14 warned of it on the screen, with a line of its own source."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a", "x")
        archive.filelist.append(copy(archive.filelist[0]))
        archive.filelist[1].filename = "b"
    with pytest.raises(BadPackage, match="two entries lie in the same place"):
        unpack(packed.getvalue())
    assert peek(packed.getvalue(), "a") == b""


def test_a_note_on_an_exam_in_two_thousand_years_is_told(learn: Program) -> None:
    """740,000 rows, one for each day, took minutes."""
    exam = {"banks": ["tides"], "on": "4052-03-20", "made": "2026-03-02", "began": 1.5, "minutes": 20.0}
    (learn.home / "exam.json").write_text(json.dumps(exam))
    ran = learn.run("exam")
    assert ran.code == 2
    assert "more than 180 days away" in ran.err
    assert learn.run("exam", "--drop").code == 0
