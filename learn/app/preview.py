"""A bank taken as a student would, with nothing recorded."""

from collections.abc import Mapping, Sequence
from random import Random

from learn.app import App
from learn.app.chance import random_bits
from learn.app.world import sources_of
from learn.events import Body
from learn.kinds.base import Question
from learn.language import tr
from learn.session.asker import Asker, Return, Source
from learn.session.conversation import Conversation
from learn.session.evidence import Predicted
from learn.session.machine import Plan, Slot
from learn.session.world import Outlook, Terms


class PreviewWorld:
    """A world in which every fact is new and nothing is kept. `questions` by id."""

    def __init__(self, app: App, questions: Mapping[str, Question]) -> None:
        self.app = app
        self.questions = questions

    def now(self) -> int:
        return self.app.clock.now()

    def question(self, bank: str, question: str) -> Question:  # noqa: ARG002 - one bank is previewed
        return self.questions[question]

    def predict(self, facts: Sequence[str]) -> Mapping[str, Predicted]:
        return {fact: Predicted(recall=0.3, prior=0.3, seen=True) for fact in facts}

    def record(self, body: Body) -> str:  # noqa: ARG002 - nothing is recorded
        return ""

    def sources(self, facts: Sequence[str]) -> tuple[Source, ...]:
        return sources_of(self.app, facts)

    def returns(self, facts: Sequence[str]) -> tuple[Return, ...]:  # noqa: ARG002
        return ()

    def outlook(self) -> Outlook:
        return Outlook(advice=tr("This was a preview: nothing was recorded."))


def preview(
    app: App, asker: Asker, bank: str, title: str, questions: Sequence[Question], seed: int | None
) -> Conversation:
    """The questions in their order as a practice session that leaves no trace."""
    rng = Random(seed if seed is not None else random_bits(64))
    slots = tuple(
        Slot(
            n=n,
            bank=bank,
            question=question.id,
            facts=question.facts or (f"{bank}/{question.id}",),
            seed=rng.randrange(2**31),
            points=question.points,
            heading=title,
        )
        for n, question in enumerate(questions, start=1)
    )
    terms = Terms(
        session="", mode="practice", title=title, schedule=False, notices=(tr("Preview: nothing is recorded."),)
    )
    world = PreviewWorld(app, {question.id: question for question in questions})
    return Conversation(asker, world, terms, Plan(slots=slots, comebacks=False))
