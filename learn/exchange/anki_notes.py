"""Anki's notes: one of our questions as a note of the types `Basic` or `Cloze`, and a note as a draft of a question.

Fields are HTML. What stands beside front and back of a card of ours keeps a class of its own, which Anki passes on
untouched: `learn-ask` above the front, `learn-hint` to be opened below it, `learn-explain` below the back. Facts,
difficulty, points and the like are tags (`learn.exchange.labels`). A note's guid is `learn/bank/question`.
"""

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from learn.content.reading import is_id
from learn.exchange.gap_text import composed, is_usual, without_lines
from learn.exchange.html_text import GAP, GAP_TAG, escaped, escaped_around, is_html, plain
from learn.exchange.intake import Draft, Skip
from learn.exchange.labelled import apply, settings
from learn.exchange.labels import Labels, labels
from learn.exchange.losses import left_behind
from learn.exchange.placing import placed, shown_words
from learn.kinds.base import Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.cloze_text import Gap
from learn.kinds.match import Match
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.sort import Sort
from learn.kinds.true_false import TrueFalse
from learn.language import tr, translatable
from learn.text import is_blank, literal

BASIC, CLOZE = "Basic", "Cloze"
_PARTS = {"ask": "div", "hint": "details", "explain": "div", "words": "ul"}
_SUMMARY = "<summary>Hint</summary>"
_ALONE = translatable("it becomes a card: the learner judges herself")


class Note(Struct, frozen=True):
    """A note: its type, its two fields, its tags, and its guid."""

    type: str
    fields: tuple[str, str]
    tags: tuple[str, ...]
    guid: str


# ------------------------------------------------------------------------------------------------------------- writing


def note_of(question: Question, bank: str) -> tuple[Note, list[str]]:
    """The note for a question of a bank, and what is lost. Raises Skip where there can be none."""
    notes: list[str] = []
    kind = CLOZE if isinstance(question, Cloze) else BASIC
    fields = _cloze(question, notes) if isinstance(question, Cloze) else _sides(question, notes)
    points = {"points": repr(question.points)} if question.points != 1 else {}
    told = labels(question, **points, **(settings(question) if isinstance(question, Cloze) else {}))
    tags = tuple(map(_tag, told))
    if list(tags) != told:
        notes.append(tr("tags are written otherwise there: no white space, no quotes"))
    places = ("hint", "explain", "correction", "points", "labels")
    return Note(kind, fields, tags, f"learn/{bank}/{question.id}"), [*notes, *left_behind(question, *places)]


def _tag(label: str) -> str:
    """A label as Anki keeps tags (rslib, `normalize_tag_name`): no white space, no quotes, no empty level."""
    text = unicodedata.normalize("NFC", re.sub(r'[\s"\x00-\x1f]', "_", label))
    return "::".join(level or "_" for level in text.split("::"))


def _sides(question: Question, notes: list[str]) -> tuple[str, str]:
    front, back = _texts(question)
    if isinstance(question, Card):
        front = _wrapped("ask", question.ask) + front
    else:
        notes.append(tr(_ALONE))
    return _braced(front + _wrapped("hint", question.hint)), _braced(back + _wrapped("explain", question.explain))


def _wrapped(name: str, text: str) -> str:
    """A text as a part that keeps its name."""
    if not text:
        return ""
    tag, summary = _PARTS[name], _SUMMARY if name == "hint" else ""
    return f'<{tag} class="learn-{name}">{summary}{escaped(text)}</{tag}>'


def _texts(question: Question) -> tuple[str, str]:
    """What stands on the two sides of the card."""
    match question:
        case Card():
            return escaped(question.front), escaped(question.back)
        case Choice() | Multiple():
            options = placed(question)
            return _listed(question.ask, [one.text for one in options]), _lines(
                [one.text for one in options if one.right]
            )
        case TrueFalse():
            right = escaped(question.answer.capitalize())
            correction = f"<div>{escaped(question.correction)}</div>" if question.correction else ""
            return _listed(question.ask, ["True", "False"]), right + correction
        case Short():
            return escaped(question.ask), _lines([literal(text) for text in question.accept])
        case Number():
            return escaped(question.ask), escaped(question.expected)
        case Order():
            shown = sorted(one.text for one in question.items)
            return _listed(question.ask, shown), _lines([one.text for one in question.items], "ol")
        case Match() | Sort():
            matching = question.matching
            left = [text for text, _, _ in matching.left]
            pairs = [f"{text} – {matching.right[at]}" for text, at, _ in matching.left]
            return _listed(question.ask, left) + _lines(sorted(matching.right)), _lines(pairs)
        case _:
            raise Skip(tr("there is no card for the kind {kind}", kind=question.kind))


def _listed(ask: str, texts: Sequence[str]) -> str:
    return f"<div>{escaped(ask)}</div>{_lines(texts)}"


def _lines(texts: Sequence[str], tag: str = "ul") -> str:
    if len(texts) == 1:
        return escaped(texts[0])
    return f"<{tag}>{''.join(f'<li>{escaped(text)}</li>' for text in texts)}</{tag}>"


def _cloze(question: Cloze, notes: list[str]) -> tuple[str, str]:
    """All gaps are one card, as they are one question here."""
    notes.append(tr("nobody types there: the learner judges herself"))
    parsed = question.parsed
    if any(len(gap.accept) > 1 for gap in parsed.gaps):
        notes.append(tr("of several accepted answers the first is shown"))
    if not is_usual(question):
        notes.append(tr("the gaps come back written in the usual way"))
    pieces = [_braced(piece) for piece in escaped_around(parsed.around)]
    text = pieces[0]
    for gap, after in zip(parsed.gaps, pieces[1:], strict=True):
        text += "{{c1::" + _braced(escaped(literal(gap.accept[0]))).replace(":", "&#58;") + "}}" + after
    if question.bank is not None:
        notes.append(tr("the words to choose from are only listed"))
        words = (f"<li>{_braced(escaped(word))}</li>" for word in shown_words(question))
        text += f'<ul class="learn-words">{"".join(words)}</ul>'
    text = _braced(_wrapped("ask", question.ask)) + text + _braced(_wrapped("hint", question.hint))
    return text, escaped(question.explain)


def _braced(html: str) -> str:
    """HTML in which no brace opens or closes a gap."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


# ------------------------------------------------------------------------------------------------------------- reading

_SOUND = re.compile(r"\[sound:[^\]\n]{0,300}\]|\[/?anki:[^\]\n]{0,300}\]")
_FORMULA = re.compile(r"\[(?:latex|\$\$?)\]")
_CLOZE = re.compile(r"\{\{c[0-9,]+::")
_GAP = re.compile(r"\{\{c([0-9,]+)::((?:(?!\{\{|\}\}).)*?)\}\}", re.DOTALL)


def names_of(guid: str) -> tuple[str, str]:
    """The bank and the question that a guid of ours names; "" for guids of Anki."""
    if not guid.startswith("learn/"):
        return "", ""
    bank, _, question = guid.removeprefix("learn/").partition("/")
    return (bank, question) if is_id(bank) and is_id(question) else ("", "")


_MARKED = r"<&{\[\\$"
_ORDINARY = re.compile(rf"[^ {_MARKED}]++(?: [^ {_MARKED}]++)*+")


def is_ordinary(text: str) -> bool:
    """Whether a field says something and is the same as HTML and as plain text, with nothing to tell of it."""
    return text.isprintable() and _ORDINARY.fullmatch(text) is not None and (text.isascii() or not is_blank(text))


def texts_are_html(fields: Sequence[str]) -> bool:
    """Whether fields of which nobody says so are HTML."""
    return any(map(is_html, fields))


class Side:
    """How a field becomes text: as HTML, or as it is."""

    def __init__(self, draft: Draft, html: bool = True) -> None:
        self.draft = draft
        self.html = html

    def text(self, source: str) -> str:
        """The text of a field."""
        silent = _SOUND.sub("", source)
        if silent != source:
            self.draft.note(tr("not kept: sounds or films"))
        if _FORMULA.search(silent):
            self.draft.note(tr("not kept: formulas, which stay as TeX"))
        return self.draft.html(silent) if self.html else silent.strip()

    def cut(self, name: str, source: str) -> tuple[str, str]:
        """A part of ours at an end of the field, "" if there is none, and the field without it."""
        tag = _PARTS[name]
        begin, end = f'<{tag} class="learn-{name}">', f"</{tag}>"
        start = 0 if source.startswith(begin) else source.rfind(begin)
        stop = source.find(end, start) if self.html and start >= 0 else -1
        if stop < 0 or (start > 0 and stop + len(end) < len(source)) or not source.startswith(begin, start):
            return "", source
        inner = source[start + len(begin) : stop].removeprefix(_SUMMARY)
        return inner, source[:start] + source[stop + len(end) :]


def be_card(front: str, back: str, side: Side) -> None:
    """A card of two fields. Raises Skip where one of them shows nothing."""
    ask, front = side.cut("ask", front)
    hint, front = side.cut("hint", front)
    explain, back = side.cut("explain", back)
    shown, turned = side.text(front), side.text(back)
    if not turned.strip():
        side.draft.fields["front"] = shown
        raise Skip(tr("the back is empty"))
    about = {"ask": plain(ask).text, "hint": plain(hint).text, "explain": plain(explain).text}
    side.draft.be("card", front=shown, back=turned, **about)


def be_short(ask: str, answer: str, side: Side) -> None:
    """A note whose answer is typed."""
    side.draft.note(tr("typed letter by letter there, with no mark given; graded here"))
    side.draft.be("short", ask=side.text(ask), accept=(" ".join(side.text(answer).split()).replace("*", "\\*"),))


def has_gaps(field: str) -> bool:
    """Whether a field is that of a cloze note."""
    return _CLOZE.search(field) is not None


def be_cloze(text: str, extra: str, side: Side) -> None:
    """A cloze note. Raises Skip where gaps lie within each other."""
    draft = side.draft
    ask, text = side.cut("ask", text)
    hint, text = side.cut("hint", text)
    words, text = side.cut("words", text)
    gaps: list[Gap] = []
    if len(set(re.findall(r"\{\{c([0-9,]+)::", text))) > 1:
        draft.note(tr("each gap is a card of its own there; here they are one question"))
    marked = _GAP.sub(lambda found: _gap(found[2], side, gaps), text)
    if _CLOZE.search(marked):
        raise Skip(tr("its gaps lie within each other"))
    around = (side.text(marked) if side.html else plain_gaps(marked)).split(GAP)
    if len(around) != len(gaps) + 1:
        raise Skip(tr("its gaps cannot be told from its text"))
    draft.note(tr("judged by the learner there, typed here"))
    shown = [without_lines(one) for one in around]
    about = {"ask": plain(ask).text, "hint": plain(hint).text, "explain": side.text(extra)}
    draft.be("cloze", text=composed(shown, gaps), **about)
    if words:
        own = {gap.accept[0] for gap in gaps}
        offered = (plain(word).text for word in re.findall("<li>(.*?)</li>", words))
        draft.be("cloze", bank=tuple(word for word in offered if word.replace("*", "\\*") not in own))


def plain_gaps(text: str) -> str:
    """A text that is no HTML, its marks of gaps as `plain` would leave them."""
    return text.replace(GAP_TAG, GAP).strip()


def _gap(inner: str, side: Side, gaps: list[Gap]) -> str:
    answer, _, hint = inner.partition("::")
    if hint:
        side.draft.note(tr("not kept: hints within gaps"))
    text = " ".join(side.text(answer).split()).replace("*", "\\*")
    if not text:
        raise Skip(tr("a gap is empty"))
    gaps.append(Gap((text,)))
    return GAP_TAG


def tagged(tags: Sequence[str], draft: Draft) -> None:
    """Put what the tags tell into a draft whose kind is known."""
    if tags:
        apply(Labels(tags), draft)
