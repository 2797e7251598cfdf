"""HTML, in which other systems keep their texts, to plain text and back.

A tokenizer of its own, not `html.parser`: that one raises on what Word writes (`<![if …]>`), takes `x<y` for a tag,
and is quadratic on some hostile input. Only elements of the HTML Living Standard (section 4) and MathML's root are
taken for tags; anything else in angle brackets is text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote

from learn.exchange.mathml import linear
from learn.language import tr, translatable
from learn.text import clean


class Plain(NamedTuple):
    """A text without markup, and what was lost of it, in words ("formatting", "pictures" …)."""

    text: str
    lost: tuple[str, ...] = ()


_NOTHING = Plain("")
GAP_TAG, GAP = "<learngap>", "\ufdd8"
"""What to write into HTML for a gap, and what `plain` makes of it: a noncharacter, which no other text has."""

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<[!?][^<>]*+>"
    r"|</?(?:[ovwm]|st[0-9]|u[0-9]):[a-zA-Z][^<>]*+>"  # what Word leaves: <o:p>, <st1:place>
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?P<rest>(?:[\s/](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?<![a-zA-Z-])([a-zA-Z-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_DRAWN = re.compile(r"<(?P<name>math|svg)(?=[\s>])[^<>]*+>", re.IGNORECASE)
_CLOSED = {name: re.compile(f"</{name}>", re.IGNORECASE) for name in ("math", "svg")}
_TITLE = re.compile(r"<title[^<>]*+>([^<]*+)<", re.IGNORECASE)
_SPACES = re.compile("[ \t\n\r\f]+")
_PRE = re.compile(r"white-space:\s*(?:pre|break-spaces)")
_STYLED = re.compile(r"color|font-weight|font-style|text-decoration|vertical-align|display")
_TEX = re.compile(r"\\\(|\\\[|\$\$")

_AS_TEX = translatable("formulas stay as TeX")
_FORMATS = translatable("formatting")
_FILMS = translatable("sounds or films")
_SIDE_BY_SIDE = translatable("translations stand side by side")
AS_MARKDOWN = translatable("Markdown marks stay as they are")
_STAYING = (_AS_TEX, AS_MARKDOWN, _SIDE_BY_SIDE)

# noncharacters, which `clean` leaves in no text: a break between blocks, and white space that is meant
_SOFT, _NEWLINE, _SPACE, _TAB = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_MEANT = str.maketrans({"\n": _NEWLINE, " ": _SPACE, "\t": _TAB})
_RESTORED = str.maketrans({_NEWLINE: "\n", _SPACE: " ", _TAB: "\t", _SOFT: "\n"})


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody "
    "tfoot thead tr ul"
)
_HIDDEN = _names("head script style template title")
_FORMATTING = _names(
    "b big blockquote cite code del dfn em font h1 h2 h3 h4 h5 h6 i ins kbd mark pre q s samp small strike strong tt u "
    "var"
)
_MEDIA = _names("audio canvas embed iframe object video")
_PLAIN = _names(
    "a abbr acronym area base bdi bdo br button col colgroup data datalist input label link map meta meter nobr "
    "noscript optgroup option output param picture progress rp rt ruby select slot source span sub sup td textarea th "
    "time track wbr img math svg"
)
_ELEMENTS = _BLOCKS | _HIDDEN | _FORMATTING | _MEDIA | _PLAIN

_RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))


def plain(html: str, *, breaks: bool = False, pictures: Mapping[str, str] | None = None) -> Plain:
    """The text of a piece of HTML: entities decoded, white space collapsed, `br`, `p`, `li` … as line breaks.

    `breaks`: line ends in the source are line breaks as well (Moodle's "auto format"). `pictures`: names under which
    pictures are kept, by their names in the source; in the text stands `[picture NAME: ALT]`.
    """
    if not html:
        return _NOTHING
    html = clean(html, "\n\t")
    if "<" not in html and "&" not in html:
        return Plain(_collapsed(html, breaks), _formulas(html))
    html = "".join(_undrawn(html))
    reader = _Reader(breaks, pictures or {})
    done = 0
    for found in _TOKEN.finditer(html):
        reader.text(html[done : found.start()])
        reader.token(found)
        done = found.end()
    reader.text(html[done:])
    text = reader.result()
    return Plain(text, (*reader.lost, *_formulas(text)))


def _undrawn(html: str) -> Iterator[str]:
    """The HTML with each formula in MathML as a line of text in its `math`, and each drawing in SVG as a picture."""
    done = 0
    closing = {"math", "svg"}  # of which one may still be closed: none is looked for twice in vain
    for found in _DRAWN.finditer(html):
        name = found["name"].lower()
        if found.start() < done or name not in closing or found[0].endswith("/>"):
            continue
        end = _CLOSED[name].search(html, found.end())
        if end is None:
            closing.remove(name)
            continue
        yield html[done : found.start()]
        inner = html[found.end() : end.start()]
        yield f"<math>{escape(linear(inner))}</math>" if name == "math" else _picture_of(inner)
        done = end.end()
    yield html[done:]


def _picture_of(svg: str) -> str:
    title = _TITLE.search(svg)
    return f'<img alt="{escape(unescape(title[1]))}">' if title else "<img>"


def _formulas(text: str) -> tuple[str, ...]:
    found = [_AS_TEX] if _TEX.search(text) else []
    return (*found, *([_SIDE_BY_SIDE] if "{mlang" in text else []))


def lost_notes(lost: Iterable[str]) -> list[str]:
    """What texts lost, in notes for a report."""
    found = dict.fromkeys(lost)
    named = [one for one in found if one not in _STAYING]
    return [
        *([tr("lost of its texts: {kinds}", kinds=", ".join(map(tr, named)))] if named else []),
        *(tr(one) for one in found if one in _STAYING),
    ]


def escaped(text: str) -> str:
    """The text as HTML that shows it as it is, and that `plain` reads back exactly (control characters dropped)."""
    return escaped_around((text,))[0]


def escaped_around(texts: Sequence[str]) -> list[str]:
    """Texts with gaps between them as pieces of one HTML text. A space beside a gap is no edge."""
    safe = GAP.join(escape(clean(text, "\n\t"), quote=False) for text in texts)
    if not _UNEVEN.search(safe):
        return safe.replace("\n", "<br>").split(GAP)
    return f'<span style="white-space: pre-wrap">{safe}</span>'.split(GAP)


_UNEVEN = re.compile(r"^[ \n\t]|[ \n\t]$|  |\t| \n|\n ")


def is_html(text: str) -> bool:
    """Whether a text of no declared format would show otherwise as HTML: it has entities or tags."""
    return ("&" in text and unescape(text) != text) or any(
        found["name"] is None or found["name"].lower() in _ELEMENTS for found in _TOKEN.finditer(text)
    )


def _collapsed(text: str, breaks: bool) -> str:
    if not breaks:
        return _SPACES.sub(" ", text).strip(" ")
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")).strip("\n")


class _Reader:
    """Gathers the text while tokens go by, and notes what cannot be kept."""

    def __init__(self, breaks: bool, pictures: Mapping[str, str]) -> None:
        self.breaks = breaks
        self.pictures = pictures
        self.out: list[str] = []
        self.lost: dict[str, None] = {}
        self.hidden = 0
        self.spans: list[bool] = []  # of each open span (or pre): whether white space counts in it
        self.marks: list[int] = []  # where open sub and sup begin in `out`
        self.cells = 0  # of the table row so far
        self.begun = False  # whether an item of a list or a cell has just begun

    def text(self, source: str) -> None:
        """What stands between tags."""
        if not source or self.hidden:
            return
        self.begun = self.begun and not source.strip()
        decoded = clean(unescape(source.replace("&nbsp;", " ")), "\n\t")
        if any(self.spans):
            self.out.append(decoded.translate(_MEANT))
        elif self.breaks:
            self.out.append("\n".join(_SPACES.sub(" ", line) for line in decoded.split("\n")))
        else:
            self.out.append(_SPACES.sub(" ", decoded))

    def token(self, found: re.Match[str]) -> None:
        """A tag, a comment, a declaration; or what only looks like a tag."""
        if found["name"] is None:
            return
        name = found["name"].lower()
        if name not in _ELEMENTS:
            self._strange(found[0])
            return
        if name in _HIDDEN:
            self.hidden = max(0, self.hidden + (-1 if found["close"] else 1))
        elif not self.hidden:
            self._note(name, found)
            self._act(name, found)

    def _strange(self, tag: str) -> None:
        """A gap, or what is no element of HTML."""
        if tag == GAP_TAG and not self.hidden:
            self.out.append(GAP)
        else:
            self.text(tag)

    def _note(self, name: str, found: re.Match[str]) -> None:
        if "multilang" in (found["rest"] or ""):
            self.lost[_SIDE_BY_SIDE] = None
        if name in _FORMATTING or (found["rest"] and "style" in found["rest"] and _STYLED.search(found["rest"])):
            self.lost[_FORMATS] = None
        if name in _MEDIA:
            self.lost[_FILMS] = None
        if name in _NOTED:
            self.lost[_NOTED[name]] = None

    def _act(self, name: str, found: re.Match[str]) -> None:
        closing = bool(found["close"])
        if name in _BLOCKS:
            self._block(name, closing)
        if name in ("span", "pre"):
            self._span(closing, name == "pre" or _PRE.search(found["rest"]) is not None)
        elif name in ("sub", "sup"):
            self._script(closing, _RAISED if name == "sup" else _LOWERED, "^" if name == "sup" else "_")
        elif not closing:
            act = _ACTS.get(name)
            if act is not None:
                act(self, found)

    def _block(self, name: str, closing: bool) -> None:
        inside = self.begun and not closing and name in ("p", "div")  # it goes on beside the mark
        self.begun = not closing and (name == "li" or inside)
        if not inside:
            self.out.append(_SOFT)
        if name == "tr":
            self.cells = 0
        if name == "li" and not closing:
            self.out.append("- ")

    def _span(self, closing: bool, pre: bool) -> None:
        if not closing:
            self.spans.append(pre)
        elif self.spans:
            self.spans.pop()

    def _script(self, closing: bool, characters: Mapping[str, str], mark: str) -> None:
        if not closing:
            self.marks.append(len(self.out))
        elif self.marks:
            start = self.marks.pop()
            inner = "".join(self.out[start:]).strip(" \n")
            if all(one in characters for one in inner):
                self.out[start:] = ["".join(characters[one] for one in inner)]
            else:
                self.lost[_FORMATS] = None
                self.out[start:] = [f"{mark}({inner})" if len(inner) > 1 else mark + inner]

    def line(self, found: re.Match[str]) -> None:  # noqa: ARG002 - all acts take the tag
        """`br`."""
        self.out.append("\n")

    def cell(self, found: re.Match[str]) -> None:  # noqa: ARG002
        """`td`, `th`."""
        while self.cells and self.out and self.out[-1] in (_SOFT, " "):
            self.out.pop()
        self.out.append(" | " if self.cells else "")
        self.cells += 1
        self.begun = True

    def picture(self, found: re.Match[str]) -> None:
        """`img`: a remark in brackets."""
        pairs = ((one[1].lower(), one[2] or one[3] or one[4] or "") for one in _ATTRIBUTE.finditer(found["rest"]))
        given = {name: unescape(value) for name, value in pairs}
        source = given.get("src", "")
        name = "" if source.startswith("data:") else unquote(source.partition("?")[0].rpartition("/")[2])
        kept = clean(self.pictures.get(name, name), "")
        alt = " ".join(clean(given.get("alt", ""), "").split())
        self.out.append(f"[picture{' ' + kept if kept else ''}{': ' + alt if alt else ''}]")

    def result(self) -> str:
        """The text, its white space as a browser would show it."""
        text = re.sub(f" *([{_SOFT}\n]) *", r"\1", re.sub(" {2,}", " ", "".join(self.out)))
        text = re.sub(f"{_SOFT}+", _SOFT, re.sub(f"\n{_SOFT}+", "\n", text))
        return text.strip(f" \n{_SOFT}").translate(_RESTORED)


_NOTED = {
    "img": translatable("pictures"),
    "picture": translatable("pictures"),
    "svg": translatable("pictures"),
    "math": translatable("formulas"),
    "table": translatable("tables"),
    "a": translatable("links"),
    "input": translatable("form fields"),
    "select": translatable("form fields"),
}
_ACTS: dict[str, Callable[[_Reader, re.Match[str]], None]] = {
    "br": _Reader.line,
    "td": _Reader.cell,
    "th": _Reader.cell,
    "img": _Reader.picture,
}
