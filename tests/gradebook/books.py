"""A small class: one did well, one got nothing right, one handed nothing in, one was excused, one did not finish."""

from collections.abc import Sequence
from random import Random
from typing import Any

from learn.analysis.grades import Which, grades
from learn.analysis.results import Answered, Attempt, Results, Student, numbered
from learn.events import Mode
from learn.gradebook import module_of
from learn.gradebook.book import Book, Course, Written
from learn.interactions import freeze, texts
from learn.kinds.base import Question
from learn.kinds.hashing import content_hash
from tests.kinds.examples import EXAMPLES, build

BEGUN = 1_767_000_000_000
DAY = 86_400_000
SESSION = "019b0000-0000-7000-8000-{:012d}"


def questions() -> dict[str, Question]:
    """One question of each kind, in the bank `final`."""
    made = {kind: build(kind, **{**several[0], "id": kind}) for kind, several in EXAMPLES.items()}
    return {f"final/{kind}": question for kind, question in made.items()}


QUESTIONS = questions()

ADA = Student(
    key="ada",
    name="Ada O'Neil",
    number="1001",
    ids={"canvas": "71", "sis": "S-1001", "login": "ada", "email": "ada@school.example", "sourced": "src-ada"},
    section="A",
    on_roster=True,
)
ZERO = Student(key="zed", name='Zed "0", Jr.', number="1002", ids={"login": "zed", "sourced": "src-zed"}, section="A")
MISSING = Student(key="roster:1003", name="Mia Missing", number="1003", ids={"login": "mia", "sourced": "src-mia"})
EXCUSED = Student(
    key="eve", name="Eve Excused", number="1004", ids={"login": "eve", "sourced": "src-eve"}, excused=("final",)
)
UNFINISHED = Student(key="una", name="Una Unfinished", number="1005", ids={"login": "una", "sourced": "src-una"})
CLASS = (ADA, ZERO, MISSING, EXCUSED, UNFINISHED)


def answered(item: str, n: int, right: bool, event: str, **more: Any) -> Answered:
    """An answer to one of `QUESTIONS`, as the program would record it."""
    question = QUESTIONS[item]
    shown = question.present(Random(n))
    samples = question.samples(shown)
    given = freeze(samples.right if right else samples.wrong)
    verdict = question.grade(shown, given)
    score: float = getattr(verdict, "score")  # noqa: B009 - no sample is malformed
    return Answered(
        **{
            "item": item,
            "n": n,
            "points": question.points,
            "score": score,
            "original": score,
            "event": event,
            "kind": question.kind,
            "hash": content_hash(question),
            "seed": n,
            "response": given,
            "chosen": tuple(texts(shown.interaction, given)),
            "chance": question.chance().mean,
            "recall": 0.3,
            "at": BEGUN + 20_000 * n,
            "ms": 12_345,
            "facts": (item,),
            **more,
        }
    )


def attempt(
    student: Student,
    answers: Sequence[Answered],
    number: int = 1,
    finished: bool = True,
    test: str = "final",
    title: str = "Final test",
    require: float | None = 50.0,
    mode: Mode = "test",
) -> Attempt:
    """One session."""
    return Attempt(
        student=student.key,
        session=SESSION.format(number),
        test=test,
        title=title,
        mode=mode,
        number=1,
        begun=BEGUN + number * DAY,
        ended=BEGUN + number * DAY + 600_000,
        offset=60,
        finished=finished,
        answers=tuple(answers),
        require=require,
    )


def all_answers(right: bool, tag: str, **more: Any) -> list[Answered]:
    """An answer to each question."""
    return [
        answered(item, n, right, f"019b0000-0000-7000-8{tag}-{n:012d}", **more)
        for n, item in enumerate(QUESTIONS, start=1)
    ]


def blank(item: str, n: int) -> Answered:
    """A question that was left blank."""
    return Answered(item=item, n=n, points=1.0, score=0.0, kind=QUESTIONS[item].kind, seed=n)


def results() -> Results:
    """The class: Ada left the last question blank and missed one, Zed got nothing right."""
    names = list(QUESTIONS)
    ada = all_answers(True, "001")
    ada[1] = answered(names[1], 2, False, ada[1].event)
    ada[-1] = blank(names[-1], len(names))
    zed = [Answered(**{**_plain(one), "score": 0.0, "original": 0.0}) for one in all_answers(False, "002")]
    una = [all_answers(True, "003")[0], Answered(item=names[1], n=2, points=1.0, score=None)]
    taken = [attempt(ADA, ada, 1), attempt(ZERO, zed, 2), attempt(UNFINISHED, una, 3, finished=False)]
    return Results(CLASS, numbered(taken))


def _plain(one: Answered) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


COURSE = Course(title="Grade 8", class_id="class-8b", school_id="school-1", session_id="term-2")


def book(given: Results | None = None, which: Which = "last", **more: Any) -> Book:
    """The class, or other results, to be exported."""
    given = given or results()
    plain = {"today": "2026-01-15", "course": COURSE, "question": QUESTIONS.get}
    return Book(given.students, given.tests, tuple(grades(given, which)), **{**plain, **more})


def named(*names: str, **more: Any) -> Results:
    """Students of these names, each with a number and every id, who all took the test."""
    students = tuple(
        Student(key=f"k{n}", name=name, number=f"{n}", ids={"login": f"l{n}", "sourced": f"s{n}", "canvas": f"{n}"})
        for n, name in enumerate(names, start=1)
    )
    one = all_answers(True, "009")[:1]
    return Results(students, numbered(attempt(each, one, n, **more) for n, each in enumerate(students, start=1)))


def written(form: str, given: Book) -> tuple[bytes, Written]:
    """The file of a format, and what was said of it."""
    out = module_of(form).write(given)
    return b"".join(out.chunks), out


def said(out: Written) -> str:
    """All findings in one text."""
    return "\n".join(f"{one.message} — {one.hint}" for one in out.findings)
