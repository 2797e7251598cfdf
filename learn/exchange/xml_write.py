"""XML as we write it: elements as texts, everything that comes from a bank escaped."""

from collections.abc import Iterable

from learn.text import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
)


class Xml(str):
    """A piece of XML: not to be escaped again."""

    __slots__ = ()


def element(tag: str, *content: str, **attributes: str) -> Xml:
    """An element; content that is not `Xml` is text. An attribute may end in `_` where its name is a Python word."""
    begin = tag + "".join(f' {name.rstrip("_")}="{attribute(value)}"' for name, value in attributes.items())
    inner = "".join(one if isinstance(one, Xml) else text(one) for one in content)
    return Xml(f"<{begin}>{inner}</{tag}>" if inner else f"<{begin}/>")


def named(tag: str, attributes: dict[str, str], *content: str) -> Xml:
    """An element whose attributes have names that Python has no way to write, as `xmlns:xsi`."""
    begin = tag + "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items())
    inner = "".join(one if isinstance(one, Xml) else text(one) for one in content)
    return Xml(f"<{begin}>{inner}</{tag}>" if inner else f"<{begin}/>")


def text(value: str) -> Xml:
    """A text between tags. What XML 1.0 has no place for (section 2.2) is left out or replaced, as in `clean`."""
    return Xml(clean(value, "\n\t").translate(_TEXT))


def attribute(value: str) -> str:
    """An attribute's value; line ends and tabs survive the normalisation of XML 1.0, section 3.3.3."""
    return clean(value, "\n\t").translate(_ATTRIBUTE)


def lines(parts: Iterable[str]) -> Xml:
    """Pieces of XML, each on a line of its own, so that a difference between two files can be read."""
    return Xml("\n" + "".join(f"{part}\n" for part in parts))


def document(root: Xml) -> bytes:
    """A whole file."""
    return (DECLARATION + root + "\n").encode("utf-8")
