"""The page as one file: everything it needs stands in it, and it may load and send nothing.

The questions are packed so that keys do not lie open in the source. That is no protection: who looks for them finds
them.
"""

import zlib
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from learn.publishing.asked import Asked
from learn.text import clean


class Quiz(Struct, frozen=True):
    """What the page asks, and how. `lang` is a language tag (BCP 47), `minutes` and `require` are JSON numbers.

    `banks` are those that were asked for, `versions` has the content hash of each bank that a question is from. `key`
    names what a browser keeps: another quiz has another.
    """

    title: str
    lang: str
    mode: Literal["practice", "test"]
    banks: tuple[str, ...]
    versions: dict[str, str]
    questions: tuple[Asked, ...]
    minutes: str | None = None
    require: str | None = None
    key: str = ""


def html(quiz: Quiz) -> str:
    """The whole file."""
    style, script = _read("page.css"), _read("page.js")
    assert "</" not in style, "a style must not end early"
    assert "</script" not in script.lower(), "a script must not end early"
    assert "<!--" not in script, "a script must not begin a comment"
    lang, title = escape(quiz.lang), escape(clean(quiz.title))
    return f"""<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<noscript><p>{title}: JavaScript is switched off in this browser, and this page needs it.</p></noscript>
<script type="text/plain" id="quiz">{packed(quiz)}</script>
<script>{script}</script>
</body>
</html>
"""


def packed(quiz: Quiz) -> str:
    """The quiz as JSON, deflated (RFC 1950), in base64, under a key made of all it says."""
    named = msgspec.structs.replace(quiz, key=sha256(msgspec.json.encode(quiz)).hexdigest()[:16])
    return b64encode(zlib.compress(msgspec.json.encode(named), 9)).decode("ascii")


def _policy(style: str, script: str) -> str:
    """Only this style and this script; nothing is fetched, and no form goes anywhere."""
    return (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii")


def _read(name: str) -> str:
    """One of our own files, without line ends that a browser would read otherwise than it was hashed."""
    return files("learn.publishing").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
