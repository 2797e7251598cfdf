"""An item of QTI 2.1 (2.0 and 2.2 look alike) as a draft of one of our questions."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from learn.exchange.intake import Draft, Skip
from learn.exchange.labelled import apply
from learn.exchange.qti21_choices import read_choice
from learn.exchange.qti21_gaps import read_gap_match, read_gaps
from learn.exchange.qti21_matching import read_match, read_order
from learn.exchange.qti21_source import Source
from learn.exchange.qti21_typed import is_line, read_line
from learn.exchange.xml_safe import Node
from learn.language import tr


def fill(item: Node, draft: Draft, labels: Iterable[str] = (), weight: Decimal | None = None) -> None:
    """What an item says, into the draft. Raises Skip.

    `labels` are what the package tells of it, `weight` what the test multiplies its score by.
    """
    source = Source(item, draft, labels)
    body = source.body
    draft.fields["ask"] = body.text
    _reader(source)(source)
    if body.asks:
        draft.fields["ask"] = "\n".join(body.html(node) for node in body.asks)
    draft.fields["hint"] = "\n".join(filter(None, [body.html(node) for node in body.hints] + _on_request(source)))
    draft.fields["points"] = _points(_whole(source.full) if weight is None else source.full * weight, draft)
    apply(source.labels, draft)


def _whole(points: Decimal) -> Decimal:
    """A whole number where little is missing to it, as with 0.33 for each of three."""
    near = points.to_integral_value()
    return near if near and abs(points - near) < Decimal("0.02") else points


def _points(points: Decimal, draft: Draft) -> float:
    if points <= 0:
        draft.note(tr("it counts {points} points there, and 1 here", points=points))
        return 1.0
    return float(points)


def _on_request(source: Source) -> list[str]:
    """The hint that a button of the item shows."""
    button = source.body.button
    if not button:
        return []
    without = source.seen({button: False})
    return [source.text(name for name in source.seen({button: True}) if name not in without)]


def _reader(source: Source) -> Callable[[Source], None]:
    tags = [one.tag for one in source.body.interactions]
    if "extendedTextInteraction" in tags:
        if source.labels.one("kind") == "card" and len(tags) == 1:
            return _card
        raise Skip(tr("an essay is marked by a person"))
    if len(tags) == 1 and tags[0] in _READERS:
        return _READERS[tags[0]]
    return read_line if source.labels.one("kind") != "cloze" and is_line(source) else read_gaps


def _card(source: Source) -> None:
    """A card of ours, which was written as an essay with a model answer."""
    source.explain({})
    back = source.draft.fields.pop("explain")
    source.full = Decimal(1)
    source.draft.be("card", front=source.draft.fields["ask"], back=back, ask="")


_READERS: dict[str, Callable[[Source], None]] = {
    "choiceInteraction": read_choice,
    "orderInteraction": read_order,
    "matchInteraction": read_match,
    "gapMatchInteraction": read_gap_match,
}
