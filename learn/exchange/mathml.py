r"""Formulas in MathML (what Moodle's WIRIS editor and LaTeXML write) as one line of text: `x^2`, `(a+b)/2`, `√(x)`.

Where the formula carries its TeX in an annotation, that is kept instead, between `\(` and `\)`.
"""

import re
from html import unescape

_TAG = re.compile(
    r"<(?P<close>/?)(?:[a-zA-Z]+:)?(?P<name>[a-zA-Z][a-zA-Z-]*)(?P<rest>[^<>]*)>|<!--.*?(?:-->|\Z)", re.DOTALL
)
_TEX = re.compile(
    r"<(?:[a-zA-Z]+:)?annotation\s[^<>]*encoding\s*=\s*[\"'](?:application/x-|text/x-)?(?:la)?tex[\"'][^<>]*>([^<]*)<",
    re.IGNORECASE,
)
_LONGEST = 10_000  # of a formula that is put together; one by hand never is
_BETWEEN = {
    "mfrac": "/",
    "msup": "^",
    "msub": "_",
    "msubsup": "_^",
    "mover": "^",
    "munder": "_",
    "munderover": "_^",
}
_FENCES = {"mfenced": ("(", ")"), "msqrt": ("√(", ")"), "mtable": ("[", "]")}
_APART = {"mfenced": ",", "mtr": ", ", "mtable": "; "}
_UNSEEN = frozenset(("annotation", "annotation-xml", "mphantom"))


def linear(source: str) -> str:
    """What stands in a piece of MathML (with its tags), on one line."""
    tex = _TEX.search(source)
    if tex is not None and tex[1].strip():
        return rf"\({unescape(tex[1]).strip()}\)"
    if len(source) > _LONGEST:
        return " ".join(unescape(_TAG.sub(" ", source)).split())
    open_: list[tuple[str, list[str]]] = [("", [])]
    done = 0
    for found in _TAG.finditer(source):
        _say(open_, source[done : found.start()])
        done = found.end()
        if found["name"] is not None:
            _step(open_, found)
    _say(open_, source[done:])
    while len(open_) > 1:
        _close(open_)
    return "".join(open_[0][1])


def _say(open_: list[tuple[str, list[str]]], text: str) -> None:
    words = " ".join(unescape(text).split()).strip("\u2061\u2062\u2063\u2064")
    if words:
        open_[-1][1].append(words)


def _step(open_: list[tuple[str, list[str]]], found: re.Match[str]) -> None:
    if not found["close"]:
        open_.append((found["name"].lower(), []))
        if found["rest"].endswith("/"):
            _close(open_)
    elif len(open_) > 1:
        _close(open_)


def _close(open_: list[tuple[str, list[str]]]) -> None:
    """The innermost element becomes a part of the one around it."""
    name, parts = open_.pop()
    if name not in _UNSEEN:
        open_[-1][1].append(_joined(name, parts))


def _joined(name: str, parts: list[str]) -> str:
    if name in _BETWEEN:
        marks = ("", *_BETWEEN[name])
        return "".join(mark + _held(part) for mark, part in zip(marks, parts, strict=False))
    if name == "mroot" and len(parts) > 1:
        return f"root({parts[1]})({parts[0]})"
    before, after = _FENCES.get(name, ("", ""))
    return before + _APART.get(name, "").join(parts) + after


def _held(part: str) -> str:
    """A part that stays together beside a sign."""
    return part if len(part) < 2 or part.isalnum() or (part[0], part[-1]) == ("(", ")") else f"({part})"
