"""The text of a cloze: what stands between its gaps, and what each gap accepts."""

import re

from msgspec import Struct

BLANK = "____"

_LONG_LINE = re.compile("_{4,}")


class Gap(Struct, frozen=True):
    """One gap: the answer and the others that are accepted, and the fact that it is evidence for (or "")."""

    accept: tuple[str, ...]
    fact: str = ""


class ClozeText(Struct, frozen=True):
    """The texts around the gaps (one more than there are gaps), the gaps, and whether all braces have partners."""

    around: tuple[str, ...]
    gaps: tuple[Gap, ...]
    balanced: bool = True

    @property
    def has_underscores(self) -> bool:
        """Whether the text has a `____` of its own."""
        return any(BLANK in text for text in self.around)

    @property
    def shown(self) -> str:
        """The text with exactly one `____` for each gap, wherever its own underscores stand."""
        shown = _LONG_LINE.sub("___", self.around[0])
        for text in self.around[1:]:
            after = _LONG_LINE.sub("___", text)
            shown += (" " if shown.endswith("_") and not shown.endswith(BLANK) else "") + BLANK
            shown += (" " if after.startswith("_") else "") + after
        return shown


def parse(text: str) -> ClozeText:
    """The parts of a cloze text. What is opened and never closed belongs to the text around."""
    around, gaps, balanced = [""], [], True
    first, *pieces = text.split("{{")
    around[0] = first
    for piece in pieces:
        inner, closed, after = piece.partition("}}")
        if not closed:
            around[-1] += "{{" + piece
            balanced = False
            continue
        if inner.lstrip().startswith("{") and after.startswith("}"):
            inner, after = inner + "}", after[1:]
        gaps.append(_gap(inner))
        around.append(after)
    return ClozeText(tuple(around), tuple(gaps), balanced and not any("}}" in text for text in around))


def _gap(inner: str) -> Gap:
    """What stands between the braces: `answer|other`, or `text: answer|other, fact: id`.

    The latter may stand in braces of its own, and its text in quotes, as where it is written as a YAML mapping.
    """
    body = inner.strip()
    if body.startswith("{") and body.endswith("}"):
        body = body[1:-1].strip()
    if not body.startswith("text:"):
        return Gap(_answers(body))
    answers, named, fact = body.removeprefix("text:").rpartition("fact:")
    if not named:
        return Gap(_answers(_unquoted(fact.strip())))
    return Gap(_answers(_unquoted(answers.rstrip().removesuffix(",").strip())), fact.strip())


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


def _answers(text: str) -> tuple[str, ...]:
    return tuple(answer.strip() for answer in text.split("|"))
