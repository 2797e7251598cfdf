"""Who is in a class: the roster, as the school's office knows it."""

from msgspec import Struct

from learn.analysis.results import Student

KEY = "roster:"
"""Before a number: the key of a student who has handed nothing in."""


class Pupil(Struct, frozen=True):
    """One line of a roster: the student, and the code that a hand-in of hers must prove ("" for none)."""

    student: Student
    code: str = ""


class Roster(Struct, frozen=True):
    """A class's list. `class_id`, `school_id` and `session_id` are sourcedIds of OneRoster, "" where not given.

    An empty roster (`given` is False) is that of a class without one: nobody can be missing from it, or in it.
    """

    pupils: tuple[Pupil, ...] = ()
    title: str = ""
    class_id: str = ""
    school_id: str = ""
    session_id: str = ""
    given: bool = False
