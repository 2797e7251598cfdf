"""Clocks that are wrong or change: nothing is lost, no review lies before its answer, nothing counts twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.cli.program import Program
from tests.faults.ground import QUIZ, Ground, sound
from tests.faults.outcome import Outcome


def _answer(program: Program, moment: datetime, answers: int = 3) -> None:
    """A session at that moment, as a clock with its offset shows it."""
    ran = program.run(*QUIZ, "--plain", stdin="1\n" * answers, LEARN_NOW=moment.isoformat())
    assert (ran.code, ran.err, ran.out.count("Right.")) == (0, "", answers), ran


def _days(program: Program, moment: datetime) -> list[int]:
    """In how many days each fact met comes back."""
    found = program.run("due", "--json", LEARN_NOW=moment.isoformat())
    assert found.code == 0
    today = moment.date().toordinal()
    return [datetime.fromisoformat(fact["due"]).toordinal() - today for fact in found.json["facts"]]


def set_back(ground: Ground) -> Outcome:
    """The clock is set back by a month between two sessions"""
    program = ground.home()
    now = datetime(2026, 3, 2, 11, tzinfo=UTC)
    _answer(program, now)
    before = now - timedelta(days=30)
    _answer(program, before)
    assert all(days >= 0 for days in _days(program, before))
    _answer(program, now + timedelta(days=1))
    return Outcome("nothing", f"{sound(program, 12)}, each with the time its clock showed", "0")


def set_forward(ground: Ground) -> Outcome:
    """The clock is set forward by a year and back again"""
    program = ground.home()
    now = datetime(2026, 3, 2, 11, tzinfo=UTC)
    _answer(program, now.replace(year=2027))
    _answer(program, now + timedelta(hours=1))
    assert all(days >= 0 for days in _days(program, now + timedelta(hours=2)))
    return Outcome("nothing", sound(program, 9), "0")


def daylight_saving(ground: Ground) -> Outcome:
    """The hour that daylight saving skips or repeats falls into a session (Berlin and New York, spring and autumn)"""
    program = ground.home()
    count = 3
    for zone, days in (("Europe/Berlin", ("2026-03-29", "2026-10-25")), ("America/New_York", ("2026-11-01",))):
        for day in days:
            midnight = datetime.fromisoformat(f"{day}T00:30:00").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
            for half_hours in range(8):
                _answer(program, (midnight + timedelta(minutes=30 * half_hours)).astimezone(ZoneInfo(zone)), 1)
                count += 1
    times = [row["at"] for row in program.history()]
    assert times == sorted(times)
    return Outcome("nothing", f"{sound(program, count)}, in the order in which they were given", "0")


def travelling(ground: Ground) -> Outcome:
    """The time zone changes between answers: from Seoul to Honolulu and on to Kiritimati"""
    program = ground.home()
    moment = datetime(2026, 3, 3, 1, tzinfo=UTC)
    for n, zone in enumerate(("Asia/Seoul", "Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Kathmandu")):
        local = (moment + timedelta(hours=n)).astimezone(ZoneInfo(zone))
        _answer(program, local, 1)
        assert all(days >= 0 for days in _days(program, local))
    return Outcome("nothing; a day is the one that the learner's clock shows", sound(program, 7), "0")


def zone_changed_within(ground: Ground) -> Outcome:
    """The system's time zone changes in the midst of a session"""
    import os
    import time

    from learn.app import App
    from learn.app.sessions import Wish, begin
    from tests.app.pupil import PupilAsker
    from tests.faults.outcome import Unavailable

    if not hasattr(time, "tzset"):
        raise Unavailable("tzset")
    program = ground.home()
    before = os.environ.get("TZ")

    def knows(_question: str, _facts: tuple[str, ...]) -> bool:
        asked = len(asker.asked)
        os.environ["TZ"] = ("Asia/Seoul", "Pacific/Honolulu", "Europe/Berlin")[asked % 3]
        time.tzset()
        return True

    asker = PupilAsker(knows, 3)
    try:
        with App({"home": program.home, "learner": "ada", "content": (str(ground.content),)}, env={}) as app:
            asker.conversation = begin(app, Wish(banks=("tides",), kinds=("choice",)), asker)
            asker.conversation.run()
            offsets = {row.offset for row in app.store.history(app.learner)}
    finally:
        os.environ.pop("TZ", None)
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()
    assert len(offsets) >= 3
    return Outcome("nothing; each answer has the offset of its moment", sound(program, 6), "0")


SCENES = (set_back, set_forward, daylight_saving, travelling, zone_changed_within)
