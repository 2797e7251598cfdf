"""The text of a cloze put together from the texts around its gaps and what the gaps accept."""

import re
from collections.abc import Sequence

from learn.exchange.intake import Skip
from learn.kinds.cloze import Cloze
from learn.kinds.cloze_text import Gap, parse
from learn.language import tr

_LONG_LINE = re.compile("_{4,}")


def composed(around: Sequence[str], gaps: Sequence[Gap]) -> str:
    """The text that `cloze_text.parse` takes apart into just these. Raises Skip where our braces cannot hold them."""
    text = around[0]
    for gap, after in zip(gaps, around[1:], strict=True):
        answers = "|".join(gap.accept)
        text += "{{" + (f"text: {answers}, fact: {gap.fact}" if gap.fact else answers) + "}}" + after
    parsed = parse(text)
    if parsed.around != tuple(around) or parsed.gaps != tuple(gaps) or not parsed.balanced:
        raise Skip(tr("a text or an answer with {{, }} or | in it cannot stand in a text with gaps"))
    return text


def without_lines(text: str) -> str:
    """The text with no `____` in it that would be taken for a gap."""
    return _LONG_LINE.sub("___", text)


def is_usual(question: Cloze) -> bool:
    """Whether the author wrote her gaps as `composed` writes them."""
    parsed = question.parsed
    try:
        return composed(parsed.around, parsed.gaps) == question.text
    except Skip:
        return False


def names(number: int, text: str) -> list[str]:
    """Names for gaps that do not stand in the text, in brackets, already: gap1, gap2 …"""
    prefix = "gap"
    while f"[{prefix}" in text:
        prefix += "x"
    return [f"{prefix}{at}" for at in range(1, number + 1)]
