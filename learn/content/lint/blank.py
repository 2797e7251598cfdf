"""Blanks before the end of a stem."""

import re
from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.language import tr

_LINE = re.compile(r"(?<![^\W_])_{3,}(?=\W*[^\W_])")
_DOTS = re.compile(r"(?:(?<=\s)|^)(?:…|\.{3,}|\[(?:…|\.{3,}|\s*)\])(?=\W*\w)")


def middle(view: View) -> Iterator[Fault]:
    """W112: the stem of a question with options has its blank in the middle or in front."""
    if not view.options or not any(mark in view.stem for mark in ("___", "...", "…", "[")):
        return
    asked = view.stem.rsplit("\n", 1)[-1]
    if _LINE.search(view.stem) or (_DOTS.search(asked) and not asked.rstrip().endswith("?")):
        hint = tr("ask a question, move the blank to the end, or use `kind: cloze`")
        yield fault("W112", ("ask",), tr("the stem has its blank before the end"), hint)
