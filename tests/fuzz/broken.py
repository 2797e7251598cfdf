"""Broken copies of files, drawn by hypothesis: each edit is small and named, so that a finding can be made smaller.

All of a copy is read off one tape of bytes: to draw each edit by itself took three times as long as to try the copy.
"""

from collections.abc import Sequence

from hypothesis import strategies as st

SPLINTERS: tuple[bytes, ...] = (
    *(bytes([one]) for one in b"<>&\"'{}[]()=~#%:;,.|\\/*-+!?@`\n\r\t\x00 0a"),
    b"]]>",
    b"<![CDATA[",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
    b"&#0;",
    b"&#x110000;",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"1e999999",
    b"nan",
    b"inf",
    b"-1",
    b"9" * 5000,
    b"[" * 3000,
    b"{" * 3000,
    b"<b>" * 3000,
    b'{"a":' * 2000,
    b"{{a|b}}",
    b"{=a ~b}",
    b"&x *x",
    b"!!python/object:os.system",
    b"../../../etc/passwd",
    b"=cmd|' /C calc'!A0",
    b"\x1b[2J\x1b]0;x\x07",
    "\u202e\u200b\u2066\ufeff\ud7ff\U000e0001".encode(),
    "전쟁é\u0301ﬁ".encode(),
    b"\r\n",
    b"true",
    b"null",
    b"0000-00-00",
    b"9999-12-31T23:59:59.999999+23:59",
    b"18446744073709551616",
    b"x" * 70_000,
)

Edit = tuple[str, int, int, int]
_WAYS = ("insert", "replace", "delete", "double", "cut", "swap", "flip")
_MOST = 5
_EDIT = 7
"""Bytes on the tape: the way, three for the place, two for the length, the splinter."""
_TAPE = 4 + _MOST * _EDIT


def broken(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of the files with up to five edits, and one time in eight any bytes at all."""
    return st.binary(min_size=_TAPE, max_size=_TAPE).map(lambda tape: played(tape, seeds))


def played(tape: bytes, seeds: Sequence[bytes]) -> bytes:
    """What a tape says. Zeros say the first of the files, as it is."""
    which = int.from_bytes(tape[:2])
    if which % 8 == 7:
        return tape[4 : 4 + tape[3]]
    edits = [_edit(tape[at : at + _EDIT]) for at in range(4, 4 + tape[3] % (_MOST + 1) * _EDIT, _EDIT)]
    return edited(seeds[which // 8 % len(seeds)], edits)


def _edit(cells: bytes) -> Edit:
    way, length, splinter = cells[0], int.from_bytes(cells[4:6]), cells[6]
    return _WAYS[way % len(_WAYS)], int.from_bytes(cells[1:4]), length % 301, splinter % len(SPLINTERS)


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The data after some edits."""
    for how, place, length, splinter in edits:
        data = _edited(data, how, place % (len(data) + 1), length, SPLINTERS[splinter])
    return data


def _edited(data: bytes, how: str, at: int, length: int, splinter: bytes) -> bytes:
    end = at + length
    match how:
        case "insert":
            return data[:at] + splinter + data[at:]
        case "replace":
            return data[:at] + splinter + data[end:]
        case "delete":
            return data[:at] + data[end:]
        case "double":
            return data[:end] + data[at:end] + data[end:]
        case "cut":
            return data[:at]
        case "swap":
            return data[:at] + data[end : end + length] + data[at:end] + data[end + length :]
        case _:
            return data[:at] + bytes([length % 256]) + data[at + 1 :]
