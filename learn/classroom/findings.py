"""What a teacher is told about a hand-in: where, what, and what was done with it. Nothing is dropped without a word."""

from typing import Literal

from msgspec import Struct

from learn.language import tr, translatable
from learn.text import clean

Done = Literal["taken", "taken and marked", "not taken"]

TAKEN: Done = "taken"
MARKED: Done = "taken and marked"
NOT_TAKEN: Done = "not taken"

SAID: dict[Done, str] = {
    TAKEN: translatable("taken"),
    MARKED: translatable("taken and marked"),
    NOT_TAKEN: translatable("not taken"),
}
"""What was done with it, for people."""

CODES: dict[str, str] = {
    # what cannot be read
    "no-file": "There is no such file.",
    "not-a-file": "A folder, a pipe or a device stands where a file was named.",
    "empty-file": "The file has nothing in it.",
    "not-a-hand-in": "The file was not written by `learn scores submit`.",
    "newer-format": "The file was written by a newer learn.",
    "no-answers": "The hand-in holds no event that could be read.",
    "and-more": "There are more findings in the file than are listed.",
    # what is wrong with its lines
    "line-unreadable": "A line is no event.",
    "second-hand-in": "Another hand-in begins in the middle of the file.",
    "chain-broken": "A line was changed, taken out, put in or moved after the file was written.",
    "not-sealed": "An event was changed after it happened: its id was made for something else.",
    "end-missing": "The last line is missing: this is a part of a file.",
    "end-differs": "The last line does not say what the file holds.",
    "other-body": "Two events say different things under one id.",
    "forgetting": "The file asks for a learner to be forgotten.",
    "forgotten": "The learner was removed from this class.",
    # which questions it answers
    "bank-unknown": "A bank is not among those here.",
    "bank-version": "Questions that were answered are not as they are here.",
    # what was graded anew meanwhile
    "regrade-again": "Answers came after a regrade, and are not graded as the others are.",
    # what the roster says
    "excused-from-nothing": "The roster excuses a student from a test that no bank here is called.",
    "extra-time-more": "A student had more extra time in a test than the roster gives.",
    "extra-time-less": "A student had less extra time in a test than the roster gives.",
    # whose it is
    "no-number": "The hand-in names no student number.",
    "number-not-on-roster": "The student number is not on the roster.",
    "name-not-on-roster": "Neither the student number nor the name is on the roster.",
    "name-differs": "The roster has another name for this student number.",
    "number-shared": "Two learners handed in under one student number.",
    "two-numbers": "One learner handed in under two student numbers.",
    "answers-of-another": "The file holds answers of a learner who hands in under another number.",
    "two-machines": "One student's answers come from several machines.",
    "code-missing": "The roster has a code for this student, and the hand-in does not prove it.",
    "code-wrong": "The proof in the hand-in was not made with the code on the roster.",
}
"""Each code with what it says. A code never changes its meaning."""


class Finding(Struct, frozen=True, omit_defaults=True, rename={"template": "text"}):
    """One thing a teacher should know: `line` counts from 1; 0 is the file as a whole or, without a file, the class.

    It is kept with the hand-in, so its words are chosen when it is shown: a template in English and what fills it.
    """

    code: str
    file: str
    line: int
    template: str
    done: Done
    values: dict[str, str] = {}

    @property
    def text(self) -> str:
        """What was found, in the language of the interface."""
        return tr(self.template, **self.values)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.text} [{self.code}] — {tr(SAID[self.done])}" if place else f"{self.text} [{self.code}]"


def finding(code: str, file: str, line: int, template: str, done: Done = MARKED, **values: object) -> Finding:
    """A finding whose values cannot steer a terminal."""
    return Finding(code, file, line, template, done, {name: clean(str(value), "") for name, value in values.items()})
