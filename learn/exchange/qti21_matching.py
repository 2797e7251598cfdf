"""QTI 2.1: putting things in order (`orderInteraction`), or together (`matchInteraction`)."""

from learn.exchange.intake import Skip
from learn.exchange.qti21_source import TO_A_RIGHT_ANSWER, Source, note_parts, options_of
from learn.exchange.qti21_values import Ordered
from learn.exchange.xml_safe import Node
from learn.kinds.base import Item
from learn.kinds.faults import look
from learn.kinds.match import Pair
from learn.language import tr


def read_order(source: Source) -> None:
    """An order: the items as the right response has them."""
    interaction = source.body.only()
    options = options_of(interaction, source, "simpleChoice")
    name = interaction.get("responseIdentifier")
    right = Ordered(map(str, source.declared(interaction).correct))
    if sorted(right) != sorted(options):
        raise Skip(tr("its right response does not name all items, each once"))
    source.full = source.score({name: right})
    turned = Ordered(reversed(right))
    if source.full <= 0 or source.score({name: turned}) >= source.full:
        raise Skip(tr("the scoring does not tell the right order"))
    told, _ = source.explain({name: right}, {name: turned})
    source.note_feedback(told, TO_A_RIGHT_ANSWER)
    source.draft.note(tr("scored otherwise there; here each pair in its right order counts"))
    source.draft.be("order", items=tuple(Item(options[one]) for one in right))


def read_match(source: Source) -> None:
    """A match: left sides of the first set, right ones of the second, or the other way round."""
    interaction = source.body.only()
    sets = [options_of(one, source, "simpleAssociableChoice") for one in interaction.all("simpleMatchSet")]
    if len(sets) != 2:
        raise Skip(tr("it does not have two sets to match"))
    pairs = _right_pairs(source, interaction)
    if len({one for one, _ in pairs}) < len(pairs):  # several belong to one of the first set
        sets.reverse()
        pairs = [(right, left) for left, right in pairs]
    left, right = sets
    belongs = dict(pairs)
    if len(belongs) < len(pairs) or not all(one in left and other in right for one, other in pairs):
        raise Skip(tr("its right pairs do not give each of one side one of the other"))
    lost = [text for one, text in left.items() if one not in belongs]
    if lost:
        source.draft.note(tr("what belongs to nothing is left out: {items}", items=", ".join(lost)[:80]))
    made = tuple(Pair(text, right[belongs[one]]) for one, text in left.items() if one in belongs)
    used = {look(pair.right) for pair in made}
    source.draft.right = tuple(right.values())
    extra = tuple(dict.fromkeys(text for text in right.values() if look(text) not in used))
    source.draft.be("match", pairs=made, extra=extra)


def _right_pairs(source: Source, interaction: Node) -> list[tuple[str, str]]:
    """The pairs that are right: those of the right response, or those that are worth something."""
    declared = source.declared(interaction)
    name = declared.identifier
    named = list(map(str, declared.correct))
    if not named and declared.mapping is not None:
        named = [str(entry.key) for entry in declared.mapping.entries if entry.value > 0]
    pairs = [(one, other) for one, space, other in (pair.partition(" ") for pair in named) if space]
    if not pairs or len(pairs) < len(named):
        raise Skip(tr("it does not tell which pairs are right"))
    source.full = source.score({name: list(named)})
    if source.full <= 0:
        raise Skip(tr("the right pairs earn nothing"))
    note_parts(source, [source.score({name: [pair]}) for pair in named])
    told, _ = source.explain({name: list(named)}, {name: None})
    source.note_feedback(told, TO_A_RIGHT_ANSWER)
    return pairs
