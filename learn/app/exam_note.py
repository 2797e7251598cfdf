"""The note of an exam that is planned, `exam.json` in the home: made, read and dropped."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from msgspec import structs

from learn.app import App
from learn.app.exam import Exam, standing
from learn.app.files import replace_file
from learn.events import day_text
from learn.language import tr
from learn.problems import NotFound, UsageError

LONGEST = 180
"""Days ahead beyond which a plan by day means nothing."""


def planned(app: App) -> Exam | None:
    """The exam that is planned; None where there is none. UsageError where its note is damaged, or its day too far."""
    path = app.home / "exam.json"
    try:
        exam = msgspec.json.decode(path.read_bytes(), type=Exam)
        day = date.fromisoformat(exam.on)
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):  # what msgspec raises is a ValueError, as is what is not UTF-8
        raise UsageError(
            tr("{path} cannot be read", path=path), hint=tr("plan it anew: learn exam BANK --on DATE")
        ) from None
    _refuse_far(app, day)
    return exam


def make_plan(app: App, names: Sequence[str], on: str, minutes: float | None) -> Exam:
    """Plan for an exam in some banks or lessons on a day (YYYY-MM-DD) and keep the plan."""
    day = _day_of(app, on)
    banks = tuple(dict.fromkeys(bank for name in names for bank in _banks(app, name)))
    exam = Exam(banks=banks, on=day.isoformat(), made=day_text(app.today), began=0.0, minutes=minutes)
    exam = structs.replace(exam, began=round(standing(app, exam).now.expected, 2))
    replace_file(app.home / "exam.json", msgspec.json.encode(exam))
    return exam


def drop_plan(app: App) -> None:
    """Forget the plan. NotFound where there is none."""
    path = app.home / "exam.json"
    if not path.exists():
        raise NotFound(tr("no exam is planned"), hint="learn exam BANK --on DATE")
    path.unlink()


def _day_of(app: App, text: str) -> date:
    today = date.fromordinal(app.today)
    words = {"today": today, "tomorrow": today + timedelta(days=1)}
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    if text.lower() in weekdays:
        ahead = (weekdays.index(text.lower()) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead)
    try:
        day = words.get(text.lower()) or date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            tr("{text!r} is no day", text=text),
            hint=tr("--on {day}, tomorrow or friday", day=today.isoformat()),
        ) from None
    if day < today:
        raise UsageError(
            tr("{day} is past", day=day.isoformat()),
            hint=tr("today is {day}", day=today.isoformat()),
        )
    _refuse_far(app, day)
    return day


def _refuse_far(app: App, day: date) -> None:
    if day.toordinal() - app.today > LONGEST:
        raise UsageError(
            tr("{day} is more than {most} days away", day=day.isoformat(), most=LONGEST),
            hint=tr("until then: learn study"),
        )


def _banks(app: App, name: str) -> list[str]:
    """The bank of this name, or all banks with questions of the lesson of this name. NotFound where it is neither."""
    if any(bank.id == name for bank in app.library.banks()):
        return [name]
    if any(lesson.id == name for lesson in app.library.lessons()):
        found = {candidate.bank for candidate in app.library.candidates(lesson=name)}
        if found:
            return sorted(found)
    return [app.library.bank(name).id]
