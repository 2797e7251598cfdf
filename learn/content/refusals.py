"""Characters and encodings that no content file may have, found before YAML is parsed."""

import re
from collections.abc import Iterator

from learn.kinds.base import Fault
from learn.language import tr

MOST_BYTES = 8 * 1024 * 1024

UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab, newline, carriage return
    "\u2028\u2029"  # line ends that editors do not count
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # bidirectional embeddings, overrides, isolates; deprecated formats
    "\ufff9-\ufffb\ufeff\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]"  # annotations, byte order mark, what is no character
)
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PRINTABLE = bytes([9, 10, 13, *range(32, 127)])
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes) -> tuple[str, tuple[str, int, str, str] | None]:
    """The text of the file without its byte order mark, or "" and (code, byte offset, message, hint)."""
    if len(data) > MOST_BYTES:
        return "", (
            "E101",
            0,
            tr("the file has {count:,} bytes, at most {most:,}", count=len(data), most=MOST_BYTES),
            tr("split it into several"),
        )
    if data.startswith(_UTF16) or b"\0" in data[:4]:
        return "", ("E102", 0, tr("the file is not UTF-8 but UTF-16 or binary"), tr("save it as UTF-8 in your editor"))
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        found = tr("the byte 0x{byte:02x} is not UTF-8", byte=data[error.start])
        return "", ("E102", error.start, found, tr("save the file as UTF-8 in your editor"))


def is_safe(text: str) -> bool:
    """Whether no character of the text is refused. Nearly all are plain ASCII, which is taken out at one go."""
    rest = text.encode(errors="surrogatepass").translate(None, _PRINTABLE)
    return UNSAFE.search(rest.decode(errors="surrogatepass")) is None


def unsafe_characters(text: str) -> Iterator[tuple[str, int, str, str]]:
    """(code, offset, message, hint) for each character that is refused, at most the first twenty."""
    for count, found in enumerate(UNSAFE.finditer(text)):
        if count == 20:
            return
        code, message, hint = describe(found[0])
        yield code, found.start(), message, hint


def describe(character: str) -> tuple[str, str, str]:
    """(code, message, hint) for a character that is refused."""
    name = f"U+{ord(character):04X}"
    if _DIRECTION.match(character):
        return (
            "E104",
            tr("the character {name} turns the direction of text around", name=name),
            tr("delete it; it is invisible"),
        )
    return "E103", tr("the control character {name} is not allowed", name=name), tr("delete it; it is invisible")


def unsafe_value(where: tuple[str | int, ...], text: str) -> Fault | None:
    r"""The fault of a text into which an escape (`"\e"`) brought what may not stand in the file."""
    found = UNSAFE.search(text)
    if found is None:
        return None
    code, message, hint = describe(found[0])
    return Fault(where, message, tr("remove the escape that stands for it") if hint else "", code)
