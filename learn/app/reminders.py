"""Reviews to come as a calendar file (iCalendar, RFC 5545): an entry a day, nothing that rings."""

from collections import Counter

from learn.app import App
from learn.events import day_text, utc_text
from learn.language import trn

DAYS = 30
"""Days ahead that have an entry where something falls due on them."""

_END = "\r\n"
_OURS = "PRODID:-//learn//reviews//EN"


def is_ours(content: bytes) -> bool:
    """Whether a file is a calendar that was written here."""
    return _OURS.encode() in content[:200]


def reminders(app: App) -> str:
    """An all-day entry for each of the coming days on which facts fall due; what is overdue stands under today.

    The entry of a day keeps its UID, so that importing a newer file replaces it.
    """
    days = Counter(max(day, app.today) for _, day in app.store.schedule(app.learner))
    coming = [(day, count) for day, count in sorted(days.items()) if day < app.today + DAYS]
    stamp = utc_text(app.clock.now())[:19].replace("-", "").replace(":", "") + "Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", _OURS]
    lines += [line for day, count in coming for line in _entry(day, count, stamp, app.learner)]
    return _END.join([*lines, "END:VCALENDAR", ""])


def _entry(day: int, count: int, stamp: str, learner: str) -> list[str]:
    date, after = (day_text(each).replace("-", "") for each in (day, day + 1))
    return [
        "BEGIN:VEVENT",
        f"UID:learn-{date}-{learner[:8]}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{date}",
        f"DTEND;VALUE=DATE:{after}",
        "SUMMARY:" + trn("Review {n} fact (learn review)", "Review {n} facts (learn review)", count),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
