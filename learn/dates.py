"""Days as people say them, in the interface's language: `Fri`, `May`, `3 May`, `Fri 3 May`.

Only for reading: in files, in JSON and beside commands a day is YYYY-MM-DD.
"""

from datetime import date

from learn.language import tr, translatable, trc

_DAYS = (
    translatable("Monday"),
    translatable("Tuesday"),
    translatable("Wednesday"),
    translatable("Thursday"),
    translatable("Friday"),
    translatable("Saturday"),
    translatable("Sunday"),
)
_MONTHS = (
    translatable("January"),
    translatable("February"),
    translatable("March"),
    translatable("April"),
    translatable("May"),
    translatable("June"),
    translatable("July"),
    translatable("August"),
    translatable("September"),
    translatable("October"),
    translatable("November"),
    translatable("December"),
)


def weekdays() -> tuple[str, ...]:
    """The short names of the days of the week, Monday first."""
    return (
        trc("weekday", "Mon"),
        trc("weekday", "Tue"),
        trc("weekday", "Wed"),
        trc("weekday", "Thu"),
        trc("weekday", "Fri"),
        trc("weekday", "Sat"),
        trc("weekday", "Sun"),
    )


def months() -> tuple[str, ...]:
    """The short names of the months, January first."""
    return (
        trc("month", "Jan"),
        trc("month", "Feb"),
        trc("month", "Mar"),
        trc("month", "Apr"),
        trc("month", "May"),
        trc("month", "Jun"),
        trc("month", "Jul"),
        trc("month", "Aug"),
        trc("month", "Sep"),
        trc("month", "Oct"),
        trc("month", "Nov"),
        trc("month", "Dec"),
    )


def weekday(day: date) -> str:
    """`Fri`."""
    return weekdays()[day.weekday()]


def month(day: date) -> str:
    """`May`."""
    return months()[day.month - 1]


def day_and_month(day: date) -> str:
    """`3 May`."""
    return tr("{day} {month}", day=day.day, month=month(day))


def weekday_and_day(day: date) -> str:
    """`Fri 3 May`."""
    return tr("{weekday} {day}", weekday=weekday(day), day=day_and_month(day))


def weekday_and_number(day: date) -> str:
    """`Fri 05-03`, all of one width: for columns."""
    return tr("{weekday} {day}", weekday=weekday(day), day=f"{day:%m-%d}")


def spoken_day(day: date) -> str:
    """`Friday 3 May`, for those who listen: voices read short names as words."""
    named = tr("{day} {month}", day=day.day, month=tr(_MONTHS[day.month - 1]))
    return tr("{weekday} {day}", weekday=tr(_DAYS[day.weekday()]), day=named)
