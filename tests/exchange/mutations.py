"""Broken copies of good files: what disks, mail programs and people's hands do to them."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from xml.etree import ElementTree

_SPLINTERS = (
    b"<",
    b">",
    b"&",
    b"&nbsp;",
    b"]]>",
    b"<![CDATA[",
    b"</item>",
    b"<p>",
    b'"',
    b"'",
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"1e999999",
    b"nan",
    b"-1",
    b"9" * 400,
    b"\n\n",
    b"\t",
    b"{{",
    b"}}",
    b"|",
    b"%",
    "전\u202e\u200b".encode(),
)


def mutated(data: bytes, seed: int, times: int) -> Iterator[bytes]:
    """So many copies of the file, each broken in one to four places; the same for the same seed."""
    rng = Random(seed)
    for _ in range(times):
        copy = data
        for _ in range(rng.randint(1, 4)):
            copy = rng.choice(_WAYS)(copy, rng)
        yield copy


def _place(data: bytes, rng: Random) -> int:
    return rng.randrange(len(data) + 1)


def _span(data: bytes, rng: Random) -> tuple[int, int]:
    start = _place(data, rng)
    return start, min(len(data), start + rng.choice((1, 3, 20, 200)))


def _flip(data: bytes, rng: Random) -> bytes:
    at = _place(data, rng)
    return data[:at] + bytes((rng.randrange(256),)) + data[at + 1 :]


def _insert(data: bytes, rng: Random) -> bytes:
    at = _place(data, rng)
    return data[:at] + rng.choice(_SPLINTERS) + data[at:]


def _delete(data: bytes, rng: Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _double(data: bytes, rng: Random) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] + data[end:]


def _move(data: bytes, rng: Random) -> bytes:
    start, end = _span(data, rng)
    rest, at = data[:start] + data[end:], _place(data[:start] + data[end:], rng)
    return rest[:at] + data[start:end] + rest[at:]


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: _place(data, rng)]


def _swap_words(data: bytes, rng: Random) -> bytes:
    """Put one word of the file in the place of another: keeps XML well-formed more often than not."""
    words = sorted({word for word in data.replace(b"<", b" ").replace(b">", b" ").split() if 1 < len(word) < 40})
    if len(words) < 2:
        return data
    one, other = rng.sample(words, 2)
    return data.replace(one, other, rng.choice((1, 2, -1)))


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip,
    _insert,
    _delete,
    _double,
    _move,
    _cut,
    _swap_words,
    _swap_words,
    _swap_words,
)


# ------------------------------------------------------------------------------------------- XML that stays well-formed


def mutated_xml(data: bytes, seed: int, times: int) -> Iterator[bytes]:
    """So many copies of an XML file, each with one to four elements lost, doubled, moved, or changed."""
    rng = Random(seed)
    for _ in range(times):
        root = ElementTree.fromstring(data)
        for _ in range(rng.randint(1, 4)):
            rng.choice(_TREE_WAYS)(root, rng)
        yield ElementTree.tostring(root)


def _inner(root: ElementTree.Element, rng: Random) -> tuple[ElementTree.Element, ElementTree.Element]:
    """An element, and the one it stands in."""
    pairs = [(parent, child) for parent in root.iter() for child in parent]
    return rng.choice(pairs) if pairs else (root, root)


def _lose(root: ElementTree.Element, rng: Random) -> None:
    parent, child = _inner(root, rng)
    if child in parent:
        parent.remove(child)


def _repeat(root: ElementTree.Element, rng: Random) -> None:
    parent, child = _inner(root, rng)
    parent.append(deepcopy(child))


def _transplant(root: ElementTree.Element, rng: Random) -> None:
    _, child = _inner(root, rng)
    _, other = _inner(root, rng)
    other.append(deepcopy(child))


def _reword(root: ElementTree.Element, rng: Random) -> None:
    _, child = _inner(root, rng)
    child.text = rng.choice(("", "0", "-1", "1e99999", "nan", "x" * 50, "&<>", "{{", "|", "  ", "[gap1]", "A", "100"))


def _rename(root: ElementTree.Element, rng: Random) -> None:
    _, child = _inner(root, rng)
    child.tag = rng.choice([one.tag for one in root.iter()])


def _attribute(root: ElementTree.Element, rng: Random) -> None:
    _, child = _inner(root, rng)
    if child.attrib:
        name = rng.choice(sorted(child.attrib))
        values = [value for one in root.iter() for value in one.attrib.values()]
        child.attrib[name] = rng.choice((*values, "", "0", "-3", "nan", "Multiple", "Ordered", "multiple"))


def _forget(root: ElementTree.Element, rng: Random) -> None:
    _, child = _inner(root, rng)
    if child.attrib:
        del child.attrib[rng.choice(sorted(child.attrib))]


_TREE_WAYS: tuple[Callable[[ElementTree.Element, Random], None], ...] = (
    _lose,
    _repeat,
    _transplant,
    _reword,
    _rename,
    _attribute,
    _forget,
)
