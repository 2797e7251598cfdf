r"""Texts in GIFT: escapes (`\:`, `\n` …), and the four formats that a text may be declared to have.

Source: Moodle, `question/format/gift/format.php` (`escapedchar_pre`, `parse_text_with_format`, `repchar`).
"""

import re
from html import escape
from typing import Literal, TypeAlias

from msgspec import Struct

from learn.exchange.html_text import AS_MARKDOWN, GAP, GAP_TAG, escaped, is_html, plain
from learn.text import clean

Format: TypeAlias = Literal["moodle", "html", "plain", "markdown"]
"""`moodle` ("auto format") is HTML in which line ends are line breaks; the default."""

WHITE = " \t\n\r\0\x0b"
"""What PHP's `trim` takes away."""

_FORMAT = re.compile(r"\[(moodle|html|plain|markdown)\]")
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_HIDDEN = dict(zip("\\:#={}~n", "\ufde0\ufde1\ufde2\ufde3\ufde4\ufde5\ufde6\ufde7", strict=True))
_SHOWN = str.maketrans({hidden: "\n" if key == "n" else key for key, hidden in _HIDDEN.items()})
_CONTROL = re.compile(r"[\\:#={}~\n]")
_MARKDOWN = re.compile(r"\*\*|__|`|^#{1,6} |\]\(|(?<!\w)[*_]\w", re.MULTILINE)
_PLACEHOLDER = re.compile("&&[01]")  # Moodle's own marks for escapes: it would turn `&&058;` into a colon


class Text(Struct, frozen=True):
    """A text as it is shown, the format it was declared to have, and what was lost of it."""

    text: str
    format: Format = "moodle"
    lost: tuple[str, ...] = ()


def hidden(source: str) -> str:
    """The source with each escaped character as a noncharacter, so that what is left of `:#={}~` means something."""
    return _ESCAPED.sub(lambda found: _HIDDEN[found[1]], source)


def literal(source: str) -> str:
    """A hidden source as text, whatever it looks like, white space around it dropped."""
    return re.sub(r"\n{2,}", "\n", source).strip(WHITE).translate(_SHOWN)


def declared(source: str, default: Format) -> tuple[str, Format]:
    """The source without the format declared at its beginning, and that format."""
    source = source.strip(WHITE)
    found = _FORMAT.match(source)
    if found is None:
        return source, default
    name: Format = found[1]  # type: ignore[assignment]
    return source[found.end() :], name


def read(source: str, default: Format = "moodle") -> Text:
    """A hidden source as text. GAP in it stays."""
    body, name = declared(source, default)
    text = literal(body)
    if name == "plain":
        return Text(text, name)
    if name == "markdown":
        return Text(text, name, (AS_MARKDOWN,) if _MARKDOWN.search(text) else ())
    found = plain(text.replace(GAP, GAP_TAG), breaks=name == "moodle")
    return Text(found.text, name, found.lost)


def read_answer(source: str) -> str:
    """The text of a typed answer: Moodle drops a format that it declares, and compares it as it is."""
    return literal(declared(source, "plain")[0])


def read_right(source: str) -> str:
    """The right side of a pair: Moodle shows it without tags, entities decoded."""
    text = literal(source)
    return plain(text, breaks=True).text if is_html(text) else text


# -------------------------------------------------------------------------------------------------------------- writing


def level(text: str, arrow: bool = True) -> int:
    """What a text needs: 0 no declared format, 1 `plain`, 2 `html`. `arrow`: `->` may stand in it."""
    if text.strip(WHITE) != text.strip("\n") or _PLACEHOLDER.search(text) or ("->" in text and not arrow):
        return 2
    if "<" not in text and "&" not in text and "  " not in text:
        return int(text.strip("\n") != text or "\t" in text or " \n" in text or "\n " in text)
    return 1


def write(text: str, default: Format, declare: bool = False, arrow: bool = True) -> str:
    """The text in GIFT, its format declared where that is needed, or where it would be taken for something else."""
    needed = level(text, arrow)
    name: Format = "html" if needed == 2 or default == "html" else "plain" if needed or default == "plain" else "moodle"
    source = marked(escaped(text) if name == "html" else text)
    if not text:
        return ""
    return f"[{name}]{source}" if declare or name != default or source.startswith(("[", "%")) else source


def write_answer(text: str) -> str:
    """A typed answer in GIFT."""
    return f"[plain]{marked(text)}" if text.startswith(("[", "%")) else marked(text)


def write_right(text: str) -> str:
    """The right side of a pair in GIFT."""
    return marked(escape(text, quote=False) if is_html(text) or _PLACEHOLDER.search(text) else text)


def misread(text: str) -> bool:
    """Whether Moodle would take a part of a typed answer for one of its own marks."""
    return _PLACEHOLDER.search(text) is not None


def marked(text: str) -> str:
    """The text with its control characters escaped, line ends too; what no text file should hold is cleaned away."""
    return _CONTROL.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], clean(text, "\n\t"))
