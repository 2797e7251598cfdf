"""What may stand in a roster: its columns, by the names that school systems give them, and the texts in them."""

import re

from learn.language import tr

COLUMNS: dict[str, str] = {
    "name": "name, student, full_name, display_name, student_name",
    "first": "first, first_name, firstname, given_name, vorname",
    "last": "last, last_name, lastname, surname, family_name, nachname",
    "number": "number, student_id, student_number, id_number, orgdefinedid",
    "email": "email, email_address, e_mail",
    "login": "login, sis_login_id, username, user_name",
    "sis": "sis, sis_user_id, sis_id",
    "canvas": "canvas, id, canvas_id, canvas_user_id",
    "sourced": "sourced, sourcedid, sourced_id, user_sourcedid",
    "section": "section, group, groups",
    "code": "code, hand_in_code",
    "excused": "excused",
    "extra_time": "extra_time",
    "class_id": "class_id, class_sourcedid",
    "school_id": "school_id, school_sourcedid",
    "session_id": "session_id, session_sourcedid, academic_session",
    "title": "title, class_title",
}
"""The columns of a roster with the headings that stand for each: our own first, then those of Canvas, Moodle,
Brightspace and OneRoster downloads."""

OF_CLASS = ("title", "class_id", "school_id", "session_id")
"""Columns that say something of the class: the same in every row."""

IDS = ("email", "login", "sis", "canvas", "sourced")
"""Columns with ids of the school's systems."""

NAMES = {name: column for column, names in COLUMNS.items() for name in names.split(", ")}

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_FACTOR = re.compile(r"[x×]?\s*([1-4](?:[.,]\d+)?)")
_MOST_EXTRA = 3.0


def extra_time(text: str) -> float:
    """The share of a test's time given on top: 0.25 for `25%`, `1.25` and `x1.25`; 0 for nothing.

    ValueError for anything else: a bare 25 could be minutes as well.
    """
    plain = text.strip()
    if plain in ("", "0", "-"):
        return 0.0
    percent, factor = _PERCENT.fullmatch(plain), _FACTOR.fullmatch(plain)
    if percent is None and factor is None:
        raise ValueError(tr("a percentage (25%) or a factor (1.25)"))
    share = float(percent[1].replace(",", ".")) / 100 if percent else _number(factor) - 1
    if share > _MOST_EXTRA:
        raise ValueError(tr("at most 300% (a factor of 4)"))
    return round(share, 6)


def _number(found: re.Match[str] | None) -> float:
    return float(found[1].replace(",", ".")) if found else 1.0


def tests(text: str) -> tuple[str, ...]:
    """The names of tests in a cell, parted by semicolons, commas or white space."""
    return tuple(dict.fromkeys(re.split(r"[;,\s]+", text.strip()))) if text.strip() else ()
