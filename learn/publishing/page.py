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
from learn.publishing.words import ENGLISH, words
from learn.text import clean


class Quiz(Struct, frozen=True):
    """What the page asks, and how. `minutes` and `require` are JSON numbers.

    `lang` is the language of the title (BCP 47), `spoken` that of the page itself, one of `words.LANGUAGES`. `banks`
    are those that were asked for, `versions` has the content hash of each bank that a question is from. `extra` is the
    extra time that a test gives, in percent; None where the learner says it.
    """

    title: str
    lang: str
    mode: Literal["practice", "test"]
    banks: tuple[str, ...]
    versions: dict[str, str]
    questions: tuple[Asked, ...]
    minutes: str | None = None
    require: str | None = None
    extra: float | None = None
    spoken: str = ENGLISH


def html(quiz: Quiz) -> str:
    """The whole file."""
    style, script = _read("page.css"), _read("page.js")
    assert "</" not in style, "a style must not end early"
    assert "</script" not in script.lower(), "a script must not end early"
    assert "<!--" not in script, "a script must not begin a comment"
    said = {name: escape(text) for name, text in words(quiz.spoken).items()}
    lang, title = escape(quiz.lang), escape(clean(quiz.title))
    return f"""<!doctype html>
<html lang="{quiz.spoken}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title lang="{lang}">{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<noscript><p>{title}: {said["noScript"]}</p></noscript>
<p id="broken" hidden>{said["broken"]}</p>
<script type="text/plain" id="quiz">{packed(quiz)}</script>
<script>{script}</script>
</body>
</html>
"""


def packed(quiz: Quiz) -> str:
    """The quiz as JSON, deflated (RFC 1950), in base64.

    Its key names what a browser keeps: it is made of all that the quiz asks, so that another quiz has another.
    """
    key = sha256(msgspec.json.encode(quiz)).hexdigest()[:16]
    whole = msgspec.json.encode({**msgspec.to_builtins(quiz), "words": words(quiz.spoken), "key": key})
    return b64encode(zlib.compress(whole, 9)).decode("ascii")


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
