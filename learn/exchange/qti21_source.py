"""An item of QTI 2.1 while it is read: its body, its scoring, and who gets to see which feedback."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from learn.exchange.intake import Draft, Skip
from learn.exchange.labels import Labels
from learn.exchange.qti21_body import Body
from learn.exchange.qti21_processing import Processing, Responses
from learn.exchange.qti21_values import Declared, Value
from learn.exchange.xml_safe import Node
from learn.language import tr, translatable

CORRECTION = "CORRECTION"
"""The identifier of our own feedback that says how things are."""
_MOST_OPTIONS = 100

TO_A_RIGHT_ANSWER = translatable("not kept: the feedback to a right answer, “{text}”")
TO_RIGHT_ANSWERS = translatable("not kept: the feedback to right answers, “{text}”")
TO_ANY_OTHER = translatable("not kept: the feedback to any other answer, “{text}”")


class Source:
    """An item, and the draft that is made of it. `full` is what a right response earns, once that is known."""

    def __init__(self, item: Node, draft: Draft, labels: Iterable[str]) -> None:
        if item.all("templateDeclaration", "templateProcessing"):
            raise Skip(tr("its values are made anew each time"))
        self.draft = draft
        self.labels = Labels(labels)
        self.body = Body(item, draft)
        self.processing = Processing(item)
        self.feedback: dict[str, list[Node]] = {}
        for one in item.deep("modalFeedback", "feedbackInline", "feedbackBlock"):
            self.feedback.setdefault(f"{one.get('outcomeIdentifier')} {one.get('identifier')}", []).append(one)
        self.full = Decimal(0)

    def declared(self, interaction: Node) -> Declared:
        """What the item declares of an interaction's response."""
        found = self.processing.declared.get(interaction.get("responseIdentifier"))
        if found is None:
            raise Skip(tr("it does not declare what it asks for"))
        return found

    def score(self, responses: Responses) -> Decimal:
        """What responses earn."""
        return self.processing.score(responses)

    def seen(self, responses: Responses) -> tuple[str, ...]:
        """The names of the feedback that responses get to see."""
        outcomes = self.processing.run(responses) if self.feedback else {}
        return tuple(name for name, nodes in self.feedback.items() if _is_seen(name, nodes[0], outcomes))

    def text(self, names: Iterable[str]) -> str:
        """The texts of feedback."""
        texts = (self.body.html(node) for name in names for node in self.feedback[name])
        return "\n".join(dict.fromkeys(filter(None, texts)))

    def explain(self, *several: Responses) -> list[tuple[str, ...]]:
        """Take what all of the responses get to see for the explanation; what else each sees is returned."""
        seen = [self.seen(responses) for responses in several]
        always = frozenset.intersection(*map(frozenset, seen))
        self.draft.fields["explain"] = self.text(
            name for name in self.feedback if name in always and not name.endswith(f" {CORRECTION}")
        )
        return [tuple(name for name in names if name not in always or name.endswith(CORRECTION)) for names in seen]

    def note_feedback(self, names: Iterable[str], note: str) -> None:
        """Feedback that has no place here, and the note that says to whom: one of those above."""
        text = self.text(names)
        if text:
            self.draft.note(tr(note, text=text[:60]))


def _is_seen(name: str, node: Node, outcomes: dict[str, Value]) -> bool:
    outcome, _, identifier = name.partition(" ")
    value = outcomes.get(outcome)
    holds = identifier in value if isinstance(value, list) else value == identifier
    return holds != (node.get("showHide", "show") == "hide")


def options_of(interaction: Node, source: Source, *tags: str) -> dict[str, str]:
    """The options of an interaction: identifier → text, in their order."""
    nodes = interaction.all(*tags)
    if len(nodes) > _MOST_OPTIONS:
        raise Skip(tr("there are {count} options in one list", count=len(nodes)))
    options = {one.get("identifier"): source.body.html(one) for one in nodes}
    if len(options) < len(nodes):
        raise Skip(tr("two of its options have the same identifier"))
    return options


def note_parts(source: Source, earned: Sequence[Decimal]) -> None:
    """Where parts alone earn nothing, or not their share. `earned` is what each earns, the others left empty."""
    if len(earned) > 1 and not any(points > 0 for points in earned):
        source.draft.note(tr("all or nothing there; here each part counts"))
    elif max(earned) - min(earned) > source.full / 50 or abs(sum(earned) - source.full) > source.full / 50:
        source.draft.note(tr("the parts do not count alike there"))
