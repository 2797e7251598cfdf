"""Reading a hand-in: whole ones are read without a word, and whatever was done to one is found."""

import json
from hashlib import blake2b, sha256
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.class_of import Paper, hand_in
from learn.classroom.chain import proves
from learn.classroom.findings import CODES
from learn.classroom.reading import HandIn, read, read_file
from tests.classroom.hand_ins import examinee, forged, rechained


@pytest.fixture(scope="session")
def text(exam: Paper) -> str:
    return hand_in(examinee(code="sesame"), exam)


def codes(found: HandIn) -> set[str]:
    assert {one.code for one in found.findings} <= set(CODES)
    return {one.code for one in found.findings}


def test_a_whole_file(text: str) -> None:
    found = read("a", text.encode())
    assert found.header is not None
    assert (found.header.name, found.header.student_id) == ("Ada Lovelace", "4711")
    assert (found.events, found.tests, sum(found.answered.values())) == (8, 1, 6)
    assert found.findings == []
    assert proves("sesame", found.chain, found.proof)
    assert not proves("other", found.chain, found.proof)


def test_the_chain_as_the_documentation_says_it(text: str) -> None:
    """Followed by hand, with nothing of the program."""
    lines = text.encode().splitlines()
    chain = sha256(lines[0]).hexdigest()
    for line in lines[1:-1]:
        stated = line[-66:-2].decode()
        chain = sha256(chain.encode() + line[: -len(',"chain":""}') - 64] + b"}").hexdigest()
        assert chain == stated
    assert json.loads(lines[-1])["end"]["chain"] == chain
    assert json.loads(lines[-1])["end"]["events"] == len(lines) - 2


def test_the_seal_as_the_documentation_says_it(text: str) -> None:
    for line in text.splitlines()[1:-1]:
        event = json.loads(line)
        raw = UUID(event["id"]).bytes
        body = json.dumps(event["body"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        numbers = [(raw[6] & 0xF) << 8 | raw[7], event["seq"], event["ms"], event["offset"]]
        said = f"{' '.join(map(str, numbers))} {event['type']}\n{body}".encode()
        hashed = blake2b(UUID(event["device"]).bytes + UUID(event["learner"]).bytes + said, digest_size=32).digest()
        last = (1 << 62) - 1
        assert int.from_bytes(raw) & last == int.from_bytes(hashed[:8]) & last


def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm(text: str) -> None:
    found = read("a", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert (found.events, found.findings) == (8, [])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_every_change_of_a_byte_is_found(text: str, data: st.DataObject) -> None:
    whole = text[: text.index(',"proof"')] + "}}\n"  # a proof says nothing to who has no code
    assert read("a", whole.encode()).findings == []
    raw = bytearray(whole.encode())
    place = data.draw(st.integers(0, len(raw) - 2))
    new = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    if raw[place] == 10 and new == 13:
        return
    raw[place] = new
    assert read("a", bytes(raw)).findings


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_what_is_taken_out_put_in_or_moved_is_found(text: str, data: st.DataObject) -> None:
    lines = text.encode().splitlines(keepends=True)
    place = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.integers(0, len(lines) - 1).filter(lambda n: n != place))
    what = data.draw(st.sampled_from(["out", "twice", "swap"]))
    changed = list(lines)
    if what == "out":
        del changed[place]
    elif what == "twice":
        changed.insert(other, lines[place])
    else:
        changed[place], changed[other] = lines[other], lines[place]
    assert read("a", b"".join(changed)).findings


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10_000))
def test_half_a_file_is_found(text: str, length: int) -> None:
    raw = text.encode()
    found = read("a", raw[: length % (len(raw) - 1)])
    assert codes(found) & {"empty-file", "not-a-hand-in", "end-missing"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_anything_else_is_told_and_not_taken(data: bytes) -> None:
    found = read("a", data)
    assert found.header is None
    assert codes(found) <= {"empty-file", "not-a-hand-in"}
    assert found.findings


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=80), max_size=5))
def test_any_lines_behind_a_header_are_read_without_a_fall(text: str, lines: list[bytes]) -> None:
    header = text.encode().splitlines()[0]
    assert read("a", b"\n".join([header, *lines])).findings


def test_each_line_that_was_changed_is_named(text: str) -> None:
    lines = text.splitlines()
    for place in (3, 6):
        lines[place] = lines[place].replace('"n":', '"n": ')
    found = read("a", "\n".join(lines).encode())
    assert [one.line for one in found.findings if one.code == "chain-broken"] == [4, 7]


def test_who_can_chain_still_cannot_seal(text: str) -> None:
    changed = read("a", forged(text, '"mode":"test"', '"mode":"practice"').encode())
    assert [(one.code, one.line) for one in changed.findings] == [("not-sealed", 2)]


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ('{"format":"learn-log","version":1}', "not-a-hand-in"),
        ('{"format":"learn-log","version":2,"hand_in":{}}', "newer-format"),
        ('{"format":"learn-log","version":1,"hand_in":{"learner":"me"}}', "not-a-hand-in"),
        ('{"format":"learn-log","version":1,"hand_in":[]}', "not-a-hand-in"),
        ("PK\x03\x04", "not-a-hand-in"),
        ("[" * 100_000, "not-a-hand-in"),
    ],
)
def test_first_lines_that_are_none(first: str, code: str, text: str) -> None:
    rest = text.partition("\n")[2]
    found = read("a", f"{first}\n{rest}".encode())
    assert codes(found) == {code}
    assert found.findings[0].line == 1
    assert found.header is None


def test_two_files_in_one(text: str, exam: Paper) -> None:
    other = hand_in(examinee("Bob", "4712", 2), exam)
    found = read("a", (text + other).encode())
    assert codes(found) == {"second-hand-in"}
    assert (found.events, found.findings[0].line) == (8, 11)
    without_end = "".join(text.splitlines(keepends=True)[:-1])
    assert codes(read("a", (without_end + other).encode())) == {"second-hand-in", "end-missing"}


def test_a_hand_in_without_events(text: str) -> None:
    header = text.splitlines()[0]
    assert codes(read("a", rechained([header]).encode())) == {"no-answers"}


def test_a_hand_in_cannot_delete(text: str) -> None:
    bare = [text.splitlines()[0], '{"forgotten":"00000000-0000-4000-8000-000000000001"}']
    assert codes(read("a", rechained(bare).encode())) == {"forgetting", "no-answers"}


def test_names_come_without_what_steers_a_terminal(exam: Paper) -> None:
    found = read("a", hand_in(examinee("\x1b[31mEve\u202e\n", "4\t7"), exam).encode())
    assert found.header is not None
    assert (found.header.name, found.header.student_id) == ("Eve", "4 7")


def test_what_is_no_file(tmp_path: Path) -> None:
    assert codes(read_file(tmp_path)) == {"not-a-file"}
    assert codes(read_file(tmp_path / "none")) == {"no-file"}
    assert codes(read_file(Path("/dev/zero"))) == {"not-a-file"}
    (tmp_path / "empty").write_bytes(b"\n")
    assert codes(read_file(tmp_path / "empty")) == {"empty-file"}


def test_random_noise_in_a_file_never_ends_in_a_traceback(text: str) -> None:
    rng = Random(7)
    for _ in range(200):
        raw = bytearray(text.encode())
        for _ in range(rng.randrange(1, 40)):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        assert read("a", bytes(raw)).findings


def test_a_file_of_nothing_but_faults_is_not_told_line_by_line_for_ever(text: str) -> None:
    found = read("a", (text.splitlines()[0] + "\n" + "x\n" * 100_000).encode())
    assert len(found.findings) == 101
    assert found.findings[-1].code == "and-more"
