"""The simulated class before the real engine: each student has sessions, an asker and events in a log, as in life."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.simulated_class import BANK, Item, ability_of, answering
from learn.analysis.judging import Judgement
from learn.app import App
from learn.app.choosing import Wish
from learn.app.item_report import judge_results
from learn.app.results import results_of
from learn.app.sessions import begin
from learn.content.values import Bank
from learn.content.writer import bank_text
from learn.session.asker import Answer, Asked, Feedback, Opening, Reply
from learn.session.conversation import Conversation

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Examinee:
    """An asker that answers as the response model says."""

    def __init__(self, items: dict[str, Item], seed: str, student: int) -> None:
        self.items = items
        self.seed = seed
        self.student = student
        self.ability = ability_of(seed, student)
        self.conversation: Conversation | None = None

    def open(self, opening: Opening) -> None: ...

    def ask(self, asked: Asked) -> Reply:
        assert self.conversation is not None
        assert self.conversation.put is not None
        item = self.items[asked.question]
        rng = answering(self.seed, self.student, item.question.id)
        return Answer(item.respond(self.conversation.put.shown, self.ability, rng), ms=4_000)

    def feedback(self, feedback: Feedback) -> None: ...

    def malformed(self, message: str) -> None:
        raise AssertionError(message)

    def tell(self, message: str) -> None: ...

    def hint(self, asked: Asked, text: str) -> None: ...

    def recorded(self, asked: Asked, event: str) -> None: ...

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None: ...

    def close(self, closing: Any) -> None: ...


def write_bank(items: list[Item], content: Path) -> None:
    """The items as a bank with a test of its own."""
    (content / "question_banks").mkdir(parents=True)
    bank = Bank(id=BANK, title="Simulated", questions=tuple(item.question for item in items))
    (content / "question_banks" / f"{BANK}.yaml").write_text(bank_text(bank), encoding="utf-8")


def examined(items: list[Item], n: int, seed: str, folder: Path) -> Judgement:
    """What is found after n students took the test in one home."""
    write_bank(items, folder / "content")
    by_name = {item.name: item for item in items}
    for student in range(n):
        with _app(folder, f"s{student}", MORNING + timedelta(minutes=student)) as app:
            asker = Examinee(by_name, seed, student)
            asker.conversation = begin(app, Wish(mode="test", banks=(BANK,), count=len(items)), asker)
            asker.conversation.run()
    with _app(folder, "teacher", MORNING + timedelta(days=1)) as app:
        return judge_results(app, results_of(app, None, (BANK,)))


def _app(folder: Path, learner: str, now: datetime) -> App:
    given = {"home": str(folder / "home"), "learner": learner, "content": [str(folder / "content")]}
    return App(given, {"LEARN_NOW": now.isoformat()})
