"""Who is who in a class: from hand-ins and the roster to students, the same in whichever order hand-ins came.

A student number tells a student. Where the roster has a code for her, a hand-in must prove it; where it has another
name, the hand-in counts for her only if nobody else claims the number. Everything that does not fit stays in the class
as a student of its own, and is told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, structs

from learn.analysis.results import Student
from learn.classroom.chain import proves
from learn.classroom.findings import MARKED, Finding, finding
from learn.classroom.naming import folded_name, folded_number, same_name
from learn.classroom.records import Record
from learn.classroom.roster import KEY, Pupil, Roster
from learn.language import tr, translatable


class Person(NamedTuple):
    """What makes hand-ins one student's: a place on the roster, or else number and name as given.

    `apart` says why one who claims a place on the roster does not get it. `learner` is given where there is no number.
    """

    roster: str = ""
    number: str = ""
    name: str = ""
    apart: str = ""
    learner: str = ""


class Member(Struct, frozen=True):
    """A student, the ids that count as hers, and what she handed in."""

    student: Student
    learners: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()


class Claim(Struct, frozen=True):
    """A hand-in with whose it is, and what is to be told about that."""

    record: Record
    person: Person
    findings: tuple[Finding, ...] = ()


class _List:
    """The roster, to be looked up in."""

    def __init__(self, roster: Roster) -> None:
        self.given = roster.given
        self.numbered = {folded_number(pupil.student.number): pupil for pupil in roster.pupils}
        self.called: dict[str, list[Pupil]] = defaultdict(list)
        for pupil in roster.pupils:
            self.called[folded_name(pupil.student.name)].append(pupil)

    def claimed(self, record: Record) -> Pupil | None:
        """The pupil of a hand-in's number; without a number, the only one of its name."""
        if record.number:
            return self.numbered.get(folded_number(record.number))
        called = self.of_name(record.name)
        return called[0] if len(called) == 1 else None

    def of_name(self, name: str) -> list[Pupil]:
        """Everyone of this name."""
        return self.called.get(folded_name(name), []) if folded_name(name) else []


class Members(Struct, frozen=True):
    """Everyone: the roster in its order, then the others by name; and what does not fit, by the hand-in's digest."""

    members: tuple[Member, ...]
    findings: dict[str, tuple[Finding, ...]]


def members(records: Sequence[Record], roster: Roster, learners: Collection[str] = ()) -> Members:
    """Whose everything is. `learners` are the ids in the class's log: those of no hand-in stand for themselves."""
    known = _List(roster)
    ordered = sorted(records, key=lambda one: (one.made, one.digest))
    claims = _settled([_claim(record, known) for record in ordered], known)
    owners = _owners(claims)
    found: dict[str, list[Finding]] = defaultdict(list)
    for claim in claims:
        found[claim.record.digest] += map(_after_all, claim.findings) if _is_owned(claim, owners) else claim.findings
    for digest, note in (*_shared(claims, owners), *_several(claims, owners), *_machines(claims, owners)):
        found[digest].append(note)
    return Members(
        members=tuple(_members(claims, owners, roster, learners)),
        findings={digest: tuple(some) for digest, some in found.items() if some},
    )


# ---------------------------------------------------------------------------------------------- one hand-in by itself


def _claim(record: Record, roster: _List) -> Claim:
    """Whose a hand-in says it is, as far as that can be told from it alone."""
    if not roster.given:
        return _without_roster(record)
    pupil = roster.claimed(record)
    if pupil is None:
        return _not_on_roster(record, roster)
    fault = _code_fault(record, pupil)
    if fault:
        return _apart(record, fault, _CODE[fault], who=_said(record), name=pupil.student.name)
    notes = () if record.number else (_note(record, "no-number", _ONCE, name=record.name),)
    if not pupil.code and not same_name(record.name, pupil.student.name):
        return Claim(record, _claimant(record, _OPEN))
    return Claim(record, Person(roster=pupil.student.number), notes)


_KEPT_APART = translatable(
    "number {number} is {name!r} on the roster, {other!r} here; others hand in under it too: kept apart"
)
_OPEN = "?"
"""A claim that the other hand-ins decide on."""

_ONCE = translatable("no student number; {name!r} is on it once")
_NO_NUMBER = translatable("{who} gives no student number")
_CODE = {
    "code-missing": translatable(
        "{who}: the roster has a code for this number, and the hand-in does not prove it (--code); "
        "kept apart from {name}"
    ),
    "code-wrong": translatable(
        "{who}: the hand-in was made with another code than the roster has; kept apart from {name}"
    ),
}
_AFTER_ALL = {
    _CODE["code-missing"]: translatable(
        "{who}: the roster has a code for this number, and the hand-in does not prove it (--code); "
        "counted, as another hand-in of this learner is hers; not kept apart from {name}"
    ),
    _CODE["code-wrong"]: translatable(
        "{who}: the hand-in was made with another code than the roster has; "
        "counted, as another hand-in of this learner is hers; not kept apart from {name}"
    ),
    _KEPT_APART: translatable(
        "number {number} is {name!r} on the roster, {other!r} here; others hand in under it too: "
        "counted, as another hand-in of this learner is hers; not kept apart"
    ),
}
"""What is said of hand-ins that would be kept apart, were it not for another one of the same learner."""


def _code_fault(record: Record, pupil: Pupil) -> str:
    """Why the hand-in does not prove the pupil's code; "" where it does, or need not."""
    if not pupil.code:
        return ""
    if not record.proof:
        return "code-missing"
    return "" if record.chain and proves(pupil.code, record.chain, record.proof) else "code-wrong"


def _without_roster(record: Record) -> Claim:
    notes = () if record.number else (_note(record, "no-number", _NO_NUMBER, who=_said(record)),)
    return Claim(record, _as_given(record), notes)


def _as_given(record: Record) -> Person:
    number = folded_number(record.number)
    return Person(number=number, name=folded_name(record.name), learner="" if number else record.learner)


def _not_on_roster(record: Record, roster: _List) -> Claim:
    called = [pupil.student.number for pupil in roster.of_name(record.name)]
    number = record.number or "(none)"
    if called:
        told = translatable("number {number} is not on the roster; {name} is, with {numbers}")
        note = _note(record, "number-not-on-roster", told, number=number, name=record.name, numbers=", ".join(called))
    else:
        told = translatable("neither the number {number} nor the name {name!r} is on the roster")
        note = _note(record, "name-not-on-roster", told, number=number, name=record.name)
    return Claim(record, _as_given(record), (note,))


def _apart(record: Record, why: str, told: str, **values: object) -> Claim:
    return Claim(record, _claimant(record, why), (_note(record, why, told, **values),))


def _claimant(record: Record, why: str) -> Person:
    """One who claims a place on the roster that she does not get."""
    return _as_given(record)._replace(apart=why)


# ------------------------------------------------------------------------------------------------ hand-ins side by side


def _settled(claims: list[Claim], roster: _List) -> list[Claim]:
    """The claims on numbers that the roster has under another name: granted where one learner or name makes them."""
    taken = {claim.person.roster for claim in claims if claim.person.roster}
    rivals: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.person.apart == _OPEN:
            rivals[claim.person.number].append(claim)
    alone = {number for number, some in rivals.items() if _is_one(some)}
    return [_granted(claim, roster, taken, alone) if claim.person.apart == _OPEN else claim for claim in claims]


def _is_one(claims: Sequence[Claim]) -> bool:
    return len({one.person.name for one in claims}) == 1 or len({one.record.learner for one in claims}) == 1


def _granted(claim: Claim, roster: _List, taken: set[str], alone: set[str]) -> Claim:
    record, pupil = claim.record, roster.numbered[claim.person.number].student
    called = {"number": record.number, "name": pupil.name, "other": record.name}
    if pupil.number not in taken and claim.person.number in alone:
        told = translatable("number {number} is {name!r} on the roster, {other!r} here; counted as {name}")
        note = _note(record, "name-differs", told, **called)
        return Claim(record, Person(roster=pupil.number), (note,))
    note = _note(record, "name-differs", _KEPT_APART, **called)
    return Claim(record, _claimant(record, "name-differs"), (note,))


def _is_owned(claim: Claim, owners: dict[str, Person]) -> bool:
    """Whether a hand-in that would be kept apart is by a learner who has her place on the roster by another one."""
    return bool(claim.person.apart and owners[claim.record.learner].roster)


def _after_all(found: Finding) -> Finding:
    return structs.replace(found, template=_AFTER_ALL.get(found.template, found.template))


def _owners(claims: Iterable[Claim]) -> dict[str, Person]:
    """Whose each learner's id is: by who handed in with it herself, was found on the roster, and did so last."""
    best: dict[str, tuple[tuple[bool, bool, str, str], Person]] = {}
    for claim in claims:
        record = claim.record
        for learner in {record.learner, *record.learners}:
            weight = (learner == record.learner, bool(claim.person.roster), record.made, record.digest)
            if learner not in best or weight > best[learner][0]:
                best[learner] = (weight, claim.person)
    return {learner: person for learner, (_, person) in best.items()}


def _shared(claims: Sequence[Claim], owners: dict[str, Person]) -> Iterator[tuple[str, Finding]]:
    """Two learners under one student number."""
    under: dict[str, dict[Person, str]] = defaultdict(dict)
    for claim in claims:
        if claim.record.number:
            under[folded_number(claim.record.number)].setdefault(owners[claim.record.learner], claim.record.name)
    for claim in claims:
        persons = under.get(folded_number(claim.record.number), {})
        if claim.record.number and len(persons) > 1:
            named = ", ".join(sorted({repr(name) for name in persons.values()}))
            told = translatable("number {number} was used by {count} learners ({names}): kept apart")
            yield (
                claim.record.digest,
                _note(claim.record, "number-shared", told, number=claim.record.number, count=len(persons), names=named),
            )


def _several(claims: Sequence[Claim], owners: dict[str, Person]) -> Iterator[tuple[str, Finding]]:
    """One learner under two numbers, and files that hold answers of someone else."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        numbers[claim.record.learner].add(claim.record.number)
    for claim in claims:
        record = claim.record
        if len({folded_number(number) for number in numbers[record.learner]}) > 1:
            every = ", ".join(sorted(number or "(none)" for number in numbers[record.learner]))
            told = translatable("the same learner handed in under several numbers ({numbers}); counted as {name}")
            yield record.digest, _note(record, "two-numbers", told, numbers=every, name=_named(owners, record))
        others = [each for each in record.learners if each in numbers and each != record.learner]
        if any(owners[each] != claim.person for each in others):
            told = translatable(
                "answers in this file are those of a learner who hands in under another number; they count there"
            )
            yield record.digest, _note(record, "answers-of-another", told)


def _machines(claims: Sequence[Claim], owners: dict[str, Person]) -> Iterator[tuple[str, Finding]]:
    """One student with several ids: her answers come from as many machines (or homes)."""
    ids: dict[Person, set[str]] = defaultdict(set)
    for claim in claims:
        ids[owners[claim.record.learner]].add(claim.record.learner)
    for claim in claims:
        count = len(ids[owners[claim.record.learner]])
        if count > 1:
            told = translatable("{who} handed in from {count} machines, under as many learners: counted as one")
            yield claim.record.digest, _note(claim.record, "two-machines", told, who=_said(claim.record), count=count)


# ------------------------------------------------------------------------------------------------------------ students


def _members(
    claims: Sequence[Claim], owners: dict[str, Person], roster: Roster, learners: Collection[str]
) -> Iterator[Member]:
    ids: dict[Person, set[str]] = defaultdict(set)
    for learner, person in owners.items():
        ids[person].add(learner)
    handed: dict[Person, list[Record]] = defaultdict(list)
    for claim in claims:
        handed[owners[claim.record.learner]].append(claim.record)
    for pupil in roster.pupils:
        person = Person(roster=pupil.student.number)
        yield _member(pupil.student, ids.get(person, set()), handed.pop(person, []))
    others = [_member(_stranger(person, some), ids.get(person, set()), some) for person, some in handed.items()]
    others += [Member(Student(key=learner), (learner,)) for learner in learners if learner not in owners]
    yield from sorted(others, key=lambda one: (folded_name(one.student.name), one.student.number, one.student.key))


def _member(student: Student, ids: set[str], handed: list[Record]) -> Member:
    key = min(ids) if ids else f"{KEY}{student.number}"
    return Member(structs.replace(student, key=key), tuple(sorted(ids)), tuple(handed))


def _stranger(person: Person, handed: list[Record]) -> Student:
    """One whom the roster does not know, by the newest hand-in; her number is no claim on somebody else's place."""
    newest = max(handed, key=lambda one: (one.made, one.digest))
    return Student(key="", name=newest.name, number="" if person.apart else newest.number)


def _said(record: Record) -> str:
    return f"{record.name or tr('someone')} ({record.number or tr('no number')})"


def _named(owners: dict[str, Person], record: Record) -> str:
    person = owners[record.learner]
    return person.roster or person.number or tr("without a number")


def _note(record: Record, code: str, told: str, **values: object) -> Finding:
    return finding(code, record.file, 1, told, MARKED, **values)
