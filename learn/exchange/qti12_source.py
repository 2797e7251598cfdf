"""A QTI 1.2 item while it is read: its texts, its responses, its scoring, and what is common to all readers."""

from decimal import Decimal

from learn.exchange.intake import Draft, Skip
from learn.exchange.labels import Labels
from learn.exchange.qti12_scoring import Chosen, Feedback, feedback_of, rules_of, score
from learn.exchange.qti12_text import labels_of, material, pieces, prompt_of
from learn.exchange.xml_safe import Node
from learn.language import tr

_MOST = 60


class Source:
    """An item while it is read: its parts, what its scoring says, and the draft that is made of it."""

    def __init__(self, item: Node, draft: Draft) -> None:
        self.item = item
        self.draft = draft
        self.metadata = _metadata(item)
        self.type = self.metadata.get("question_type", "")
        self.labels = Labels(entries(item, "learn_label"))
        self.rules = rules_of(item)
        self.feedback: Feedback = feedback_of(item, self.rules)
        presentation = item.find("presentation") or Node("presentation")
        inline = len(list(presentation.deep("response_str", "response_num"))) > 1
        shown = list(pieces(presentation, draft, inline))
        self.pieces = shown
        self.responses = [one for one in shown if isinstance(one, Node)]
        if len(self.responses) > _MOST:
            raise Skip(tr("it asks for {count} responses", count=len(self.responses)))
        self.ask = "\n".join(one for one in shown if isinstance(one, str) and one)

    def score(self, chosen: Chosen) -> Decimal:
        """What a choice of options earns."""
        return score(self.rules, chosen)

    def is_about(self, *kinds: str) -> bool:
        """Whether the question is of one of Canvas' types."""
        return self.type.removesuffix("_question") in kinds

    def option_feedback(self, response: str, option: str) -> str:
        """The feedback to one option."""
        node = self.feedback.options.get((response, option))
        return material(node, self.draft) if node is not None else ""


def _metadata(item: Node) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in item.deep("qtimetadatafield", "qti_metadatafield"):  # the latter: Brightspace, Respondus
        fields.setdefault(node.child_text("fieldlabel").lower(), node.child_text("fieldentry"))
    return fields


def entries(item: Node, label: str) -> list[str]:
    """All values of a metadata field that may stand several times, as they are written."""
    fields = [node for node in item.deep("qtimetadatafield") if node.child_text("fieldlabel") == label]
    return [entry.text for node in fields if (entry := node.find("fieldentry")) is not None]


def only(source: Source) -> tuple[Node, str, dict[str, str]]:
    """The one response of an item, its identifier, and its options. What it shows itself belongs to the question."""
    if len(source.responses) != 1:
        raise Skip(tr("it asks for {count} responses, and one was expected", count=len(source.responses)))
    response = source.responses[0]
    prompt = prompt_of(response, source.draft)
    if prompt:
        source.draft.fields["ask"] = "\n".join(filter(None, (source.ask, prompt)))
    options = labels_of(response, source.draft)
    if len(options) != len(list(response.deep("response_label"))):
        raise Skip(tr("two of its options have the same identifier"))
    return response, response.get("ident"), options


def note_right(source: Source, feedback: str) -> None:
    if feedback:
        source.draft.note(tr("not kept: the feedback to a right answer, “{text}”", text=feedback[:60]))


def note_parts(source: Source) -> None:
    """Where parts do not count alike, or only all together."""
    gains = {rule.gain for rule in source.rules if rule.gain > 0}
    if len(source.responses) > 1 and sum(rule.gain > 0 for rule in source.rules) == 1:
        source.draft.note(tr("all or nothing there; here each part counts"))
    elif max(gains, default=Decimal(0)) - min(gains, default=Decimal(0)) > Decimal("0.02"):
        source.draft.note(tr("the parts do not count alike there"))
