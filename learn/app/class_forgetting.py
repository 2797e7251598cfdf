"""Removing a student, or a class, for good."""

import shutil
from pathlib import Path

from msgspec import Struct, structs

from learn.app import App
from learn.app.chance import random_bits
from learn.app.files import replace_file
from learn.classroom import classes
from learn.classroom.identity import Member
from learn.classroom.naming import folded_number, same_name
from learn.classroom.records import Record, as_bytes, path_of
from learn.classroom.roster_writing import as_csv
from learn.language import tr, trn
from learn.problems import NotFound, UsageError


class Removed(Struct, frozen=True):
    """What went: events and hand-ins, and whether the student's line of the class's roster did."""

    events: int
    hand_ins: int
    from_roster: bool


def the_student(app: App, name: str, who: str) -> Member:
    """The member of a class with this number or name. NotFound without one, UsageError where several are called so."""
    with classes.opened(app.home, name) as room:
        return _found(room, who)


def _found(room: classes.Room, who: str) -> Member:
    every = room.members.members
    numbered = [one for one in every if one.student.number and folded_number(one.student.number) == folded_number(who)]
    found = numbered or [one for one in every if same_name(one.student.name, who)]
    found = found or [one for one in every if one.student.key == who]
    if not found:
        hint = tr("see who is: {command}", command=f"learn class report {room.name}")
        raise NotFound(tr("nobody in {name} has the number or name {who!r}", name=room.name, who=who), hint=hint)
    if len(found) > 1:
        keys = ", ".join(one.student.key for one in found)
        raise UsageError(
            trn("{n} student is {who!r}", "{n} students are {who!r}", len(found), who=who),
            hint=tr("name one by number or id: {keys}", keys=keys),
        )
    return found[0]


def forget_student(app: App, name: str, who: str) -> Removed:
    """Remove a student's answers, hand-ins, names and line of the roster. Adding her hand-ins again brings nothing
    back."""
    from learn.store.forget import forget

    with classes.opened(app.home, name, random_bits) as room:
        member = _found(room, who)
        events = sum(forget(room.store, learner) for learner in member.learners)
        for record in room.records:
            _drop(room.folder, record, member)
        return Removed(events, len(member.records), _leave_roster(room, member))


def _drop(folder: Path, record: Record, member: Member) -> None:
    """Remove a hand-in of the student; of another's, the note that answers of hers were in it."""
    path = path_of(folder, record.digest)
    if record in member.records:
        path.unlink(missing_ok=True)
    elif not set(member.learners).isdisjoint(record.learners):
        left = tuple(each for each in record.learners if each not in member.learners)
        replace_file(path, as_bytes(structs.replace(record, learners=left)))


def _leave_roster(room: classes.Room, member: Member) -> bool:
    """Write the class's roster anew without the student; whether she was on it."""
    path = classes.roster_path(room.folder)
    number = member.student.number
    if path is None or not member.student.on_roster:
        return False
    left = tuple(pupil for pupil in room.roster.pupils if pupil.student.number != number)
    target = room.folder / "roster.csv"
    if left:
        replace_file(target, as_csv(structs.replace(room.roster, pupils=left)))
    if path != target or not left:
        path.unlink()
    return True


def forget_class(app: App, name: str) -> None:
    """Remove a class with everything that was handed in."""
    shutil.rmtree(classes.existing(app.home, name))
