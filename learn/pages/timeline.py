"""When tests were handed in: by hour, day or week, whichever shows it."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from learn.analysis.results import Attempt

MOST_DAYS = 45


def hand_ins(attempts: Sequence[Attempt]) -> tuple[str, list[tuple[str, int]]]:
    """What a column is (`hour`, `day` or `week`) and how many finished tests each has, by the students' own clocks."""
    moments = [
        datetime.fromtimestamp(one.ended / 1000, UTC).replace(tzinfo=None) + timedelta(minutes=one.offset)
        for one in attempts
        if one.finished
    ]
    if not moments:
        return "day", []
    first, last = min(moments), max(moments)
    days = (last.date() - first.date()).days + 1
    if days == 1:
        hours = Counter(moment.hour for moment in moments)
        return "hour", [(f"{hour}:00", hours[hour]) for hour in range(first.hour, last.hour + 1)]
    length = 1 if days <= MOST_DAYS else 7
    counts = Counter((moment.date() - first.date()).days // length for moment in moments)
    return ("day" if length == 1 else "week"), [
        ((first + timedelta(days=n * length)).date().isoformat(), counts[n]) for n in range((days - 1) // length + 1)
    ]
