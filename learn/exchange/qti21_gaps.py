"""QTI 2.1: gaps in a text, to be filled by typing, from lists, or with words that are given."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from learn.exchange.gap_text import composed, without_lines
from learn.exchange.intake import Skip
from learn.exchange.qti21_source import TO_RIGHT_ANSWERS, Source, note_parts, options_of
from learn.exchange.qti21_typed import known_texts
from learn.exchange.qti21_values import Declared, Single, Value
from learn.exchange.xml_safe import Node
from learn.kinds.cloze_text import Gap
from learn.kinds.faults import look
from learn.language import tr
from learn.text import as_pattern, matches


class Field(Struct, frozen=True):
    """A gap: its response, the response that is right, all that may be given, and whether that is chosen from a list.

    `offers` maps what a response says to the text that it stands for.
    """

    name: str
    right: Single
    offers: Mapping[str, str]
    picked: bool


def read_gaps(source: Source) -> None:
    """A cloze of fields and lists."""
    fields = [_field(source, node) for node in source.body.interactions]
    if not fields:
        raise Skip(tr("it asks for nothing"))
    key: dict[str, Value] = {field.name: field.right for field in fields}
    source.full = source.score(key)
    if source.full <= 0:
        raise Skip(tr("the right answers earn nothing"))
    gaps = [_gap(source, field, key) for field in fields]
    _be_cloze(source, gaps, [field for field in fields if field.picked])
    source.draft.fields["case"] = any(_case_counts(source, field, key) for field in fields if not field.picked)
    nothing: dict[str, Value] = dict.fromkeys(key)
    note_parts(source, [source.score({**nothing, name: value}) for name, value in key.items()])
    told, _ = source.explain(key, nothing)
    source.note_feedback(told, TO_RIGHT_ANSWERS)


def _field(source: Source, node: Node) -> Field:
    declared = source.declared(node)
    if node.tag == "inlineChoiceInteraction":
        offers = options_of(node, source, "inlineChoice")
    elif node.tag == "textEntryInteraction" and declared.base == "string":
        offers = {text: text for text in known_texts(source, declared)}
    elif node.tag == "textEntryInteraction":
        raise Skip(tr("it asks for a number among other things"))
    else:
        raise Skip(tr("it asks for {count} things at once", count=len(source.body.interactions)))
    return Field(declared.identifier, _right(declared), offers, node.tag == "inlineChoiceInteraction")


def _right(declared: Declared) -> Single:
    """The right response to a gap, or the one that is worth most."""
    worth = _worth(declared)
    best = max(worth, key=lambda one: worth[one], default=None)
    if declared.correct:
        return declared.correct[0]
    if best is None or worth[best] <= 0:
        raise Skip(tr("a gap has no right answer"))
    return best


def _worth(declared: Declared) -> dict[Single, Decimal]:
    """What the declaration says that responses are worth."""
    entries = declared.mapping.entries if declared.mapping is not None else ()
    return {entry.key: entry.value for entry in entries}


def _gap(source: Source, field: Field, key: Mapping[str, Value]) -> Gap:
    """What the gap takes, all others being right."""
    earned = {given: source.score({**key, field.name: given}) for given in field.offers}
    nothing = source.score({**key, field.name: None})
    if nothing >= source.full:
        source.draft.note(tr("not all gaps need to be right there"))
        earned = _declared_worth(source, field)
    full = max(earned.values(), default=Decimal(0))
    accept = [field.offers[given] for given, points in earned.items() if points == full > 0]
    if not accept:
        raise Skip(tr("a gap has no right answer"))
    for given, points in earned.items():
        text = field.offers[given]
        if points < full and (points > min(earned.values()) or any(matches(as_pattern(one), text) for one in accept)):
            source.draft.note(tr("`{text}` earns less there than a right answer", text=text[:40]))
    return Gap(tuple(as_pattern(_on_one_line(text)) for text in accept))


def _declared_worth(source: Source, field: Field) -> dict[str, Decimal]:
    """What is right by the declaration alone."""
    declared = source.processing.declared[field.name]
    worth: dict[Single, Decimal] = dict.fromkeys(declared.correct, Decimal(1)) | _worth(declared)
    return {given: worth.get(given, Decimal(0)) for given in field.offers}


def _on_one_line(text: str) -> str:
    return text if text == text.strip() and "\n" not in text else " ".join(text.split())


def _case_counts(source: Source, field: Field, key: Mapping[str, Value]) -> bool:
    """Whether the right answer with its capitals turned round earns less."""
    right = str(field.right)
    turned = right.swapcase()
    same = turned != right and turned.casefold() == right.casefold()
    return same and source.score({**key, field.name: turned}) < source.full


def _be_cloze(source: Source, gaps: list[Gap], picked: list[Field]) -> None:
    draft = source.draft
    around = [without_lines(text) for text in source.body.pieces]
    if around != source.body.pieces:
        draft.note(tr("long lines of underscores, which would look like gaps, are shortened"))
    if len(around) != len(gaps) + 1:
        raise Skip(tr("its gaps cannot be told from its text"))
    draft.be("cloze", text=composed(around, gaps), ask="")
    if picked:
        _offer(source, gaps, [list(field.offers.values()) for field in picked])


def _offer(source: Source, gaps: list[Gap], lists: list[list[str]]) -> None:
    """The words that gaps offer as one bank."""
    if len(lists) < len(gaps):
        source.draft.note(tr("some gaps are typed there, some chosen: all take their words from one bank here"))
    if len({frozenset(map(look, words)) for words in lists}) > 1:
        source.draft.note(tr("each gap has words of its own there; here all offer the same"))
    own = {look(text.replace("\\*", "*")) for gap in gaps for text in gap.accept} | {""}
    words = {look(word): word for one in lists for word in one if look(word) not in own}
    source.draft.fields["bank"] = tuple(words.values())


def read_gap_match(source: Source) -> None:
    """Words to be put into gaps."""
    interaction = source.body.only()
    if interaction.all("gapImg"):
        raise Skip(tr("pictures are put into gaps"))
    words = options_of(interaction, source, "gapText")
    declared = source.declared(interaction)
    belongs = {gap: word for word, _, gap in (str(pair).partition(" ") for pair in declared.correct)}
    order = [node.get("identifier") for node in interaction.deep("gap")]
    if sorted(belongs) != sorted(order) or not all(word in words for word in belongs.values()):
        raise Skip(tr("it does not tell which word belongs to which gap"))
    pairs: list[Any] = list(declared.correct)
    name = declared.identifier
    source.full = source.score({name: pairs})
    if source.full <= 0:
        raise Skip(tr("the right answers earn nothing"))
    note_parts(source, [source.score({name: [pair]}) for pair in pairs])
    gaps = [Gap((as_pattern(" ".join(words[belongs[one]].split())),)) for one in order]
    _be_cloze(source, gaps, [])
    _offer(source, gaps, [list(words.values())] * len(gaps))
    told, _ = source.explain({name: pairs}, {name: None})
    source.note_feedback(told, TO_RIGHT_ANSWERS)
