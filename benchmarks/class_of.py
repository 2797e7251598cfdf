"""A class of any size: a bank, a roster, and a hand-in file from each student, as `learn scores submit` writes them.

    python -m benchmarks.class_of FOLDER [STUDENTS] [QUESTIONS]

A student of ability θ ~ N(0, 1) answers an item of difficulty b ~ N(0, 1) right with probability
1/4 + 3/4 · 1 / (1 + exp(b - θ)), else picks one of the wrong options. Questions are presented by the program's own
kinds, so that answers can be shown and graded again.
"""

import sys
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from random import Random

from msgspec import Struct

from benchmarks.samples import DAY, NOW, big_bank
from learn.classroom.handin import HandInHeader, written
from learn.classroom.versions import bank_hash
from learn.content.bank import read_bank
from learn.events import TYPES, AnswerBody, Body, Draw, Evidence, FinishBody, SessionBody, utc_text
from learn.interactions import PickOne
from learn.kinds.base import Question
from learn.kinds.hashing import content_hash
from learn.store.codec import body_json, id_bytes, id_text, random_id, sealed
from learn.store.wire import event_line

BANK = "exam"
STUDENTS, QUESTIONS = 1_000, 200
REQUIRED = 50.0


class Paper(Struct, frozen=True):
    """The questions of a test with their content hashes and difficulties."""

    bank: str
    questions: tuple[Question, ...]
    hashes: tuple[str, ...]
    difficulties: tuple[float, ...]

    @property
    def version(self) -> dict[str, str]:
        """The bank and its hash, as a hand-in states them."""
        each = zip(self.questions, self.hashes, strict=True)
        return {self.bank: bank_hash({one.id: hashed for one, hashed in each})}


class Examinee(Struct, frozen=True):
    """Someone who hands in. `seed` makes her answers and her ids."""

    name: str
    number: str
    ability: float
    seed: int
    code: str = ""


def paper(content: Path, questions: int = QUESTIONS, bank: str = BANK) -> Paper:
    """The test of a bank of choice questions that is written into the folder `content`."""
    return paper_of(big_bank(content / "question_banks" / f"{bank}.yaml", questions, bank))


def paper_of(path: Path) -> Paper:
    """The test of all choice questions of a bank."""
    bank = read_bank(path).value
    assert bank is not None
    asked = tuple(one for one in bank.questions if one.kind == "choice")
    rng = Random(len(asked))
    return Paper(bank.id, asked, tuple(map(content_hash, asked)), tuple(rng.gauss(0, 1) for _ in asked))


def examinees(count: int = STUDENTS, seed: int = 1) -> Iterator[Examinee]:
    """So many students, each with a number."""
    rng = Random(seed)
    for n in range(count):
        yield Examinee(f"Student {n:04d}", f"{10_000 + n}", rng.gauss(0, 1), seed * 1_000_000 + n)


def roster_text(class_: Sequence[Examinee]) -> str:
    """The roster of a class as CSV."""
    rows = [f"{one.name},{one.number},{one.code},{'AB'[n % 2]}" for n, one in enumerate(class_)]
    return "\n".join(["name,number,code,section", *rows]) + "\n"


def hand_in(one: Examinee, test: Paper, begun: int = NOW - DAY) -> str:
    """The file of a student who took the whole test once."""
    return "".join(f"{line}\n" for line in _lines(one, test, begun))


def _lines(one: Examinee, test: Paper, begun: int) -> Iterator[str]:
    rng = Random(one.seed)
    learner, device, session = (random_id(rng.getrandbits) for _ in range(3))
    header = HandInHeader(one.name, one.number, learner, utc_text(begun + DAY), test.version, {})
    bodies = list(_bodies(one, test, session, rng))
    events = [_event(device, learner, seq, begun, body, rng) for seq, body in enumerate(bodies, start=1)]
    return written(header, {learner: f"{one.name} ({one.number})"}, events, one.code)


def _event(device: str, learner: str, seq: int, begun: int, body: Body, rng: Random) -> str:
    made = sealed(
        id_bytes(device), id_bytes(learner), seq, begun + 20_000 * seq, 60, TYPES[type(body)], body_json(body),
        rng.getrandbits,
    )  # fmt: skip
    return event_line(id_text(made.id), device, seq, made.ms, made.offset, learner, made.type, made.body)


def _bodies(one: Examinee, test: Paper, session: str, rng: Random) -> Iterator[Body]:
    plan = tuple(Draw(test.bank, question.id, rng.getrandbits(31)) for question in test.questions)
    yield SessionBody("test", plan, session, "Exam", (test.bank,), require=REQUIRED)
    points = 0.0
    for n in range(len(plan)):
        answer = _answer(one, test, session, plan[n], n, rng)
        points += answer.score
        yield answer
    percent = round(100 * points / len(plan), 2)
    yield FinishBody(session, points, float(len(plan)), percent, percent >= REQUIRED)


def _answer(one: Examinee, test: Paper, session: str, draw: Draw, n: int, rng: Random) -> AnswerBody:
    question = test.questions[n]
    shown = question.present(Random(draw.seed))
    key = question.samples(shown).right
    assert isinstance(key, int)
    assert isinstance(shown.interaction, PickOne)
    options = shown.interaction.options
    knows = rng.random() < 0.25 + 0.75 / (1 + exp(test.difficulties[n] - one.ability))
    picked = key if knows else rng.choice([place for place in range(len(options)) if place != key])
    chance = 1 / len(options)
    fact = question.facts[0] if question.facts else f"{test.bank}/{question.id}"
    return AnswerBody(
        session=session,
        n=n + 1,
        bank=test.bank,
        question=question.id,
        hash=test.hashes[n],
        kind=question.kind,
        seed=draw.seed,
        response=picked,
        chosen=(options[picked],),
        score=float(picked == key),
        evidence=(Evidence(fact, float(picked == key), chance, chance, 0.03, 0.3, 0.3),),
        recall=0.3,
        ms=rng.randrange(3_000, 40_000),
    )


def write_class(folder: Path, students: int = STUDENTS, questions: int = QUESTIONS) -> list[Path]:
    """A folder with `content`, `roster.csv` and `hand-ins/*.learnlog`; the hand-ins, in the order of the roster."""
    test, class_ = paper(folder / "content", questions), list(examinees(students))
    (folder / "hand-ins").mkdir(parents=True, exist_ok=True)
    (folder / "roster.csv").write_text(roster_text(class_), encoding="utf-8")
    paths = [folder / "hand-ins" / f"{one.number}.learnlog" for one in class_]
    for path, one in zip(paths, class_, strict=True):
        path.write_text(hand_in(one, test), encoding="utf-8")
    return paths


if __name__ == "__main__":
    sizes = [int(text) for text in sys.argv[2:]]
    print(f"{len(write_class(Path(sys.argv[1]), *sizes))} hand-ins in {sys.argv[1]}/hand-ins")
