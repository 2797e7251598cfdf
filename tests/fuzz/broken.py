"""Broken copies of files, drawn by hypothesis: each edit is small and named, so that a finding can be made smaller."""

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

_EDIT = st.tuples(
    st.sampled_from(("insert", "replace", "delete", "double", "cut", "swap", "flip")),
    st.integers(0, 1 << 20),
    st.integers(0, 300),
    st.integers(0, len(SPLINTERS) - 1),
)


def broken(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of the files with up to five edits, and now and then any bytes at all."""
    copies = st.builds(edited, st.sampled_from(list(seeds)), st.lists(_EDIT, max_size=5))
    return st.one_of(copies, copies, copies, copies, copies, copies, copies, st.binary(max_size=200))


def edited(data: bytes, edits: Sequence[tuple[str, int, int, int]]) -> bytes:
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
