"""xAPI 1.0.3: a JSON array of statements, one for each answer and one for the attempt, to be sent to an LRS.

The ids of statements are UUIDs (version 5) of the events they come from and of the account they speak of: the same
export makes the same statements, and an LRS takes them once. An answer that was graded again, or overridden, is a
statement of its own beside one that voids the first. A blank question has no statement; one who handed nothing in has
none at all, one who was excused a `waived` one.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec

from learn.analysis.grades import Grade
from learn.analysis.results import Answered, Attempt, Student
from learn.events import utc_text
from learn.gradebook.book import NOBODYS_HOME, Book, Written
from learn.gradebook.cells import plain
from learn.gradebook.columns import findings
from learn.gradebook.xapi_interactions import definition, response, texts
from learn.kinds.base import Question
from learn.language import tr

ONE_CELL = False
VERSION = "1.0.3"
ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
LESSON = "http://adlnet.gov/expapi/activities/lesson"
VERBS = {
    "answered": "http://adlnet.gov/expapi/verbs/answered",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "failed": "http://adlnet.gov/expapi/verbs/failed",
    "voided": "http://adlnet.gov/expapi/verbs/voided",
    "waived": "https://w3id.org/xapi/adl/verbs/waived",
}

Statement = dict[str, Any]


def write(book: Book) -> Written:
    """The statements on what is finished."""
    return Written(
        chunks=_pieces(book),
        steps=len(book.grades) + 2,
        findings=tuple(findings(book)),
        next=tr("xAPI: send the statements to the LRS (POST …/statements, header X-Experience-API-Version: 1.0.3)"),
    )


def _pieces(book: Book) -> Iterator[bytes]:
    encoder, before = msgspec.json.Encoder(), b"\n"
    yield b"["
    for grade in book.grades:
        piece = b""
        for statement in statements(book, grade):
            piece += before + encoder.encode(statement)
            before = b",\n"
        yield piece
    yield b"\n]\n"


def statements(book: Book, grade: Grade) -> Iterator[Statement]:
    """What there is to say of one grade."""
    actor = _actor(book, grade.student)
    if grade.status == "excused":
        waived = {"id": _id(book, actor, "waived", grade.test.name), "actor": actor, "verb": _verb("waived")}
        yield waived | {"object": _test(grade.test.name, grade.test.title, "test"), "version": VERSION}
    attempt = grade.graded
    if attempt is None:
        return
    for answer in attempt.answers:
        if answer.event:
            yield from _answered(book, actor, attempt, answer)
    yield from _attempted(book, actor, attempt)


def _actor(book: Book, student: Student) -> Statement:
    account = {"homePage": book.account_home, "name": student.number or student.ids.get("login", "") or student.key}
    return {"objectType": "Agent", "name": plain(student.called), "account": account}


def _verb(name: str) -> Statement:
    return {"id": VERBS[name], "display": {"en": name}}


def _id(book: Book, actor: Statement, *parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "\n".join((book.account_home, actor["account"]["name"], *parts))))


def _test(name: str, title: str, mode: str) -> Statement:
    return {
        "objectType": "Activity",
        "id": f"{NOBODYS_HOME}/xapi/activities/{quote(name, safe='')}",
        "definition": {"type": ASSESSMENT if mode == "test" else LESSON, "name": texts(plain(title) or name)},
    }


def _about(attempt: Attempt) -> Statement:
    return {"registration": attempt.session, "platform": "learn"}


# ----------------------------------------------------------------------------------------------------------- answers


def _answered(book: Book, actor: Statement, attempt: Attempt, answer: Answered) -> Iterator[Statement]:
    """The answer as it stands; where it does not stand as it was given, the first statement is voided before."""
    first = _id(book, actor, "answer", answer.event)
    stands = _standing(answer)
    if stands:
        yield _voided(book, actor, first)
    yield {
        "id": _id(book, actor, "answer", answer.event, stands) if stands else first,
        "actor": actor,
        "verb": _verb("answered"),
        "object": _question(book, answer),
        "result": _result(book, answer),
        "context": _about(attempt)
        | {"contextActivities": {"parent": [_test(attempt.test, attempt.title, attempt.mode)]}},
        "timestamp": utc_text(answer.at),
        "version": VERSION,
    }


def _standing(answer: Answered) -> str:
    """What came of an answer later; nothing where it stands as it was given."""
    return f"{answer.score} of {answer.points}" if answer.regraded or answer.overridden else ""


def _asked(book: Book, answer: Answered) -> Question | None:
    """The question, if it is of the kind that was answered."""
    question = book.question(answer.item)
    return question if question is not None and question.kind == answer.kind else None


def _question(book: Book, answer: Answered) -> Statement:
    bank, _, name = answer.item.partition("/")
    return {
        "objectType": "Activity",
        "id": f"{NOBODYS_HOME}/xapi/activities/{quote(bank, safe='')}/{quote(name, safe='')}",
        "definition": definition(_asked(book, answer), answer) | {"name": texts(answer.item)},
    }


def _result(book: Book, answer: Answered) -> Statement:
    result: Statement = {
        "response": plain(response(_asked(book, answer), answer)),
        "completion": True,
        "duration": f"PT{answer.ms / 1000:.3f}S",
    }
    if answer.mark is None or answer.score is None:
        return result
    score = {"scaled": answer.score, "raw": round(answer.mark, 6), "min": 0, "max": answer.points}
    return result | {"score": score, "success": answer.score == 1}


# ---------------------------------------------------------------------------------------------------------- attempts


def _attempted(book: Book, actor: Statement, attempt: Attempt) -> Iterator[Statement]:
    first = _id(book, actor, "attempt", attempt.session)
    stands = "\n".join(f"{one.event} {_standing(one)}" for one in attempt.answers if _standing(one))
    if stands:
        yield _voided(book, actor, first)
    verb = {True: "passed", False: "failed", None: "completed"}[attempt.passed]
    yield {
        "id": _id(book, actor, "attempt", attempt.session, stands) if stands else first,
        "actor": actor,
        "verb": _verb(verb),
        "object": _test(attempt.test, attempt.title, attempt.mode),
        "result": _outcome(attempt),
        "context": _about(attempt),
        "timestamp": utc_text(attempt.ended),
        "version": VERSION,
    }


def _outcome(attempt: Attempt) -> Statement:
    took = max(0, attempt.ended - attempt.begun) / 1000
    outcome: Statement = {"completion": True, "duration": f"PT{took:.3f}S"}
    if attempt.passed is not None:
        outcome["success"] = attempt.passed
    if attempt.max:
        scaled = min(1.0, round(attempt.points / attempt.max, 6))
        outcome["score"] = {"scaled": scaled, "raw": attempt.points, "min": 0, "max": attempt.max}
    return outcome


def _voided(book: Book, actor: Statement, target: str) -> Statement:
    return {
        "id": _id(book, actor, "voided", target),
        "actor": actor,
        "verb": _verb("voided"),
        "object": {"objectType": "StatementRef", "id": target},
        "version": VERSION,
    }
