"""QTI 1.2 items in which things are put in order, or together."""

from collections.abc import Mapping
from decimal import Decimal

from learn.exchange.intake import Skip
from learn.exchange.qti12_source import Source, note_parts, only
from learn.exchange.qti12_text import labels_of, material, prompt_of
from learn.kinds.base import Item
from learn.kinds.faults import look
from learn.kinds.match import Pair
from learn.kinds.sort import Category
from learn.language import tr, translatable

_LABELS = {
    "top": translatable("not kept: the label at the top, “{text}”"),
    "bottom": translatable("not kept: the label at the bottom, “{text}”"),
}


def read_order(source: Source) -> None:
    _, _, options = only(source)
    best = max(source.rules, key=lambda rule: rule.gain, default=None)
    order = [node.text.strip() for node, holds in best.tests() if holds] if best else []
    if not best or best.gain <= 0 or sorted(order) != sorted(options):
        raise Skip(tr("the scoring does not tell the order of all items"))
    for node in source.responses[0].deep("material"):
        if node.get("position") in _LABELS and material(node, source.draft):
            source.draft.note(tr(_LABELS[node.get("position")], text=material(node, source.draft)[:60]))
    source.draft.note(tr("all or nothing there; here each pair in its right order counts"))
    source.draft.be("order", items=tuple(Item(options[one]) for one in order))


def read_match(source: Source) -> None:
    draft = source.draft
    right_sides: dict[str, None] = {}
    pairs: dict[Pair, None] = {}
    empty = twice = 0
    for response in source.responses:
        left, options = prompt_of(response, draft), labels_of(response, draft)
        right_sides.update(dict.fromkeys(options.values()))
        pair = Pair(left, options[_right_of(source, response.get("ident"), options)])
        if not (look(pair.left) or look(pair.right)):
            empty += 1
        elif pair in pairs:
            twice += 1
        else:
            pairs[pair] = None
    draft.note(*([tr("empty pairs are left out")] if empty else []))
    draft.note(*([tr("pairs that stand twice are left out")] if twice else []))
    note_parts(source)
    draft.right = tuple(right_sides)
    draft.be("match", pairs=tuple(pairs), extra=_extra(right_sides, [pair.right for pair in pairs]))


def _right_of(source: Source, name: str, options: Mapping[str, str]) -> str:
    """The option that belongs to a left side: the one that earns points alone, or the only one that is named."""
    earned = {ident: source.score({name: frozenset((ident,))}) for ident in options}
    most = max(earned.values(), default=Decimal(0))
    right = [ident for ident, points in earned.items() if points == most > 0]
    if not right:
        gainful = (rule for rule in source.rules if rule.gain > 0)
        named = {ident for rule in gainful for ident in rule.named(name)}
        right = [ident for ident in options if ident in named]
    if len(right) != 1:
        raise Skip(tr("a left side has no right one") if not right else tr("a left side has several right ones"))
    return right[0]


def _extra(right: Mapping[str, None], used: list[str]) -> tuple[str, ...]:
    """The right sides that belong to nothing, without empty ones and those that read like another."""
    taken = {look(text) for text in used} | {""}
    extra: dict[str, str] = {}
    for text in right:
        if look(text) not in taken:
            extra.setdefault(look(text), text)
    return tuple(extra.values())


def read_sort(source: Source) -> None:
    """Canvas' categorization: each response is a heading, with all items to choose from."""
    draft = source.draft
    every: dict[str, str] = {}
    placed: set[str] = set()
    categories = []
    for response in source.responses:
        name, options = response.get("ident"), labels_of(response, draft)
        every |= options
        inside = [ident for rule in source.rules if rule.gain > 0 for ident in rule.named(name) if ident in options]
        placed |= set(inside)
        items = tuple(Item(options[ident]) for ident in dict.fromkeys(inside))
        categories.append(Category(prompt_of(response, draft), items))
    left = [text for ident, text in every.items() if ident not in placed]
    if left:
        draft.note(tr("items that belong nowhere are left out: {items}", items=", ".join(left)[:80]))
    draft.note(tr("all items of a heading or none there; here each item counts"))
    draft.be("sort", categories=tuple(categories))
