"""A class that takes a test: known abilities, one question whose key is wrong, and names that would like to run."""

from collections.abc import Sequence
from math import exp
from pathlib import Path
from random import Random

from learn.events import AnswerBody, Draw, Evidence, FinishBody, SessionBody
from learn.store.codec import random_id
from learn.store.log import Store
from tests.cli.program import FIRST_DAY

HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "'--></style></title></svg><script>document.title='owned'</script>",
    "javascript:document.title='owned'",
    "</script><svg onload=\"document.title='owned'\">",
    "{{7*7}} ${7*7} &amp;lt;b&gt; ]]> <![CDATA[",
    "Zoë \u202eevil\u202c \x1b[31mred\x07 \u0000 \ufeff 名前 😀",
    "=cmd|' /C calc'!A0",
)
"""Names and texts that run a script, close an element or steer a reader where they are not escaped."""

MISKEYED = 2
MS = int(FIRST_DAY.timestamp() * 1000)
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def write_bank(folder: Path, questions: int, hostile: bool = False) -> Path:
    """A content folder with lessons of ten facts, and one bank that asks each of them."""
    for part in ("lessons", "question_banks"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "lessons" / "sources.yaml").write_text(
        "sources:\n  - {id: handbook, title: Handbook, type: document, paragraphs: 9}\n", encoding="utf-8"
    )
    lessons = [range(begin, min(questions, begin + 10)) for begin in range(0, questions, 10)]
    for number, facts in enumerate(lessons):
        path = folder / "lessons" / f"lesson-{number}.yaml"
        path.write_text(_lesson(number, facts, hostile), encoding="utf-8")
    bank = ["bank: exam", "title: The exam", "test: {pass: 60}", "questions:"]
    bank += [line for n in range(questions) for line in _question(n, hostile)]
    path = folder / "question_banks" / "exam.yaml"
    path.write_text("\n".join(bank) + "\n", encoding="utf-8")
    return folder


def _quoted(text: str) -> str:
    """A YAML scalar; what no bank may hold is left out."""
    kept = "".join(c for c in text if c.isprintable() and c not in "\u202e\u202c\ufeff")
    return "'" + kept.replace("'", "''") + "'"


def _said(text: str, n: int, hostile: bool) -> str:
    return _quoted(f"{text} {HOSTILE[n % len(HOSTILE)]}" if hostile else text)


def _lesson(number: int, facts: Sequence[int], hostile: bool) -> str:
    lines = [f"lesson: lesson-{number}", f"title: {_said(f'Lesson {number}', number, hostile)}", "summary: Some facts."]
    lines += ["minutes: 2", "objectives: [Know them.]", "sections:", "  - heading: Facts", "    text: Here they are."]
    lines += [f"    facts: [{', '.join(f'fact-{n}' for n in facts)}]", "facts:"]
    for n in facts:
        lines += [
            f"  - id: fact-{n}",
            f"    statement: {_said(f'Statement {n}.', n, hostile)}",
            "    from: handbook P1",
        ]
    return "\n".join(lines) + "\n"


def _question(n: int, hostile: bool) -> list[str]:
    return [
        f"  - id: question-{n}",
        "    kind: choice",
        f"    fact: fact-{n}",
        f"    ask: {_said(f'Question {n}?', n, hostile)}",
        f"    answer: {_said(options(n)[0], n + 1, hostile)}",
        "    distractors:",
        *(f"      - {_said(text, n + 2, hostile)}" for text in options(n)[1:]),
        "    explain: So it is.",
    ]


def options(n: int) -> list[str]:
    """The options of a question, its key first."""
    return [f"right {n}", f"wrong {n} b", f"wrong {n} c", f"wrong {n} d"]


def shown(n: int, hostile: bool) -> list[str]:
    """The options as the bank has them."""
    kept = [_said(text, n + 1 + (place > 0), hostile)[1:-1].replace("''", "'") for place, text in enumerate(options(n))]
    return [" ".join(text.split()) for text in kept]


def take_test(home: Path, students: Sequence[str], questions: int, seed: int = 1, hostile: bool = False) -> None:
    """Everyone takes the exam; the last but one leaves it unfinished, and the last has done nothing at all."""
    rng = Random(seed)
    with Store.open(home / "learn.db", rng.getrandbits) as store:
        for number, name in enumerate(students[:-1]):
            ability = rng.gauss(0, 1)
            begun = MS - rng.randrange(5) * DAY + rng.randrange(8) * HOUR
            learner = store.make_learner(name)
            session = random_id(rng.getrandbits)
            plan = tuple(Draw("exam", f"question-{n}", n) for n in range(questions))
            store.record_all(
                learner,
                [SessionBody(mode="test", plan=plan, session=session, title="The exam", banks=("exam",), require=60.0)],
                begun,
                60,
            )
            reached = questions if number < len(students) - 2 else questions // 2
            answers = [_answer(n, session, ability, questions, rng, hostile) for n in range(reached)]
            store.record_all(learner, answers, begun + MINUTE, 60)
            if reached == questions:
                points = sum(one.score for one in answers)
                done = FinishBody(session=session, points=points, max=questions, percent=100 * points / questions)
                store.record_all(learner, [done], begun + 2 * MINUTE, 60)
        store.make_learner(students[-1])
        store.follow()


def _answer(n: int, session: str, ability: float, questions: int, rng: Random, hostile: bool) -> AnswerBody:
    difficulty = 3 * n / max(1, questions - 1) - 1.5
    knows = rng.random() < 1 / (1 + exp(-1.7 * (ability - difficulty)))
    picked = 0 if knows else rng.choice((0, 1, 1, 2, 3))
    if n == MISKEYED:  # those who know pick what the key calls wrong
        picked = 1 if knows else rng.randrange(4)
    right = float(picked == 0)
    return AnswerBody(
        session=session,
        n=n + 1,
        bank="exam",
        question=f"question-{n}",
        hash="0123456789abcdef",
        kind="choice",
        seed=n,
        response=picked,
        chosen=(shown(n, hostile)[picked],),
        score=right,
        evidence=(Evidence(f"fact-{n}", right, 0.25, 0.25, 0.03, 0.4, 0.3),),
        recall=0.4,
        ms=rng.randrange(3_000, 40_000),
    )
