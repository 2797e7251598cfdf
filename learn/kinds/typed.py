"""The reading of a typed answer: what is accepted, what is a misspelling, and what only looks like one.

An answer that is accepted as written is right. So is a near miss: a spelling error by Damerau–Levenshtein distance,
which must lie within the limit of the whole answer and within the limit of the word it stands in. The limit is
`typos`, or by length for `auto`: none up to 4 letters, one up to 8, two above. So "Soth Korea" is "South Korea" and
"North Korea" is not, though both are within two. Words run together or apart, and hyphens, are a near miss
whatever the length. Words with digits are never misspelled, and nothing is that is as near to a known wrong answer.

Where the author has a rule for names (`learn.kinds.named`), a name is taken in every spelling that the rule knows, and
what reads as another name is never a misspelling of it.
"""

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from learn.kinds.base import Fault, Option
from learn.kinds.faults import Where
from learn.kinds.named import Named, Names, Person, fits, named
from learn.language import tr
from learn.text import distance, is_wildcard, literal, matches, normalise, takes_anything

Typos: TypeAlias = Literal[0, 1, "auto"]

_BETWEEN_WORDS = re.compile(r"(?<=\w)[ -](?=\w)")
_DIGITS = re.compile(r"\d+")


class Accepted(Struct, frozen=True):
    """What is right for one typed line, which other answers are known to be wrong, and how strictly it is read."""

    patterns: tuple[str, ...]
    wrong: tuple[Option, ...] = ()
    case: bool = False
    typos: Typos = "auto"
    names: Names = "listed"

    @property
    def shown(self) -> str:
        """The answer to show as the right one: the first without a star, else the first."""
        return literal(next((one for one in self.patterns if not is_wildcard(one)), self.patterns[0]))

    @property
    def exact(self) -> tuple[str, ...]:
        """The answers without a star."""
        return tuple(one for one in self.patterns if not is_wildcard(one))

    @property
    def named(self) -> Named:
        """The people among them."""
        return named(self.exact, tuple(one.text for one in self.wrong), self.names)


class Reading(Struct, frozen=True):
    """What a typed line comes to. `spelled` is the right spelling of a near miss, `feedback` that of a wrong answer."""

    right: bool
    spelled: str = ""
    feedback: str = ""


def read(typed: str, accepted: Accepted) -> Reading:
    """The reading of a typed line: as listed, known to be wrong, a name in another spelling, taken in by a star, a near
    miss, wrong."""
    exact, people = accepted.exact, accepted.named
    if _any_matches(exact, typed, accepted.case):
        return Reading(right=True)
    name = people.folded(typed) if people.reads else ""
    for at, wrong in enumerate(accepted.wrong):
        if matches(wrong.text, typed) or (name and fits(people.wrong[at], name)):
            return Reading(right=False, feedback=wrong.feedback)
    person = _person(name, people)
    if person is not None:
        return Reading(right=True, spelled=literal(person.written[0]))
    if _any_matches([one for one in accepted.patterns if is_wildcard(one)], typed, accepted.case):
        return Reading(right=True)
    return _near(typed, _may_be_misspelled(exact, name, people), accepted)


def takes(typed: str, accepted: Accepted) -> bool:
    """Whether a line is right without an error in it: as listed, by a star, or a name in another spelling."""
    return _any_matches(accepted.patterns, typed, accepted.case) or is_named(typed, accepted)


def is_named(typed: str, accepted: Accepted) -> bool:
    """Whether a line is one of the accepted names, in whatever spelling its rule knows."""
    people = accepted.named
    return bool(people.reads) and _person(people.folded(typed), people) is not None


def pattern_faults(patterns: Iterable[tuple[Where, str]]) -> list[Fault]:
    """E120 for patterns that are empty, E126 for those of nothing but stars."""
    faults = []
    for where, text in patterns:
        if not normalise(text):
            faults.append(
                Fault(where, tr("there is nothing here that could be typed"), tr("write something"), code="E120")
            )
        elif takes_anything(text):
            faults.append(
                Fault(where, tr("this takes every answer for right"), tr("write what must be in it"), code="E126")
            )
    return faults


def name_faults(accepted: Iterable[Accepted]) -> list[Fault]:
    """E147 where there is a rule for names, and it finds none in what any of these know."""
    some = list(accepted)
    if any(one.names == "listed" or one.named.reads for one in some):
        return []
    return [
        Fault(("names",), tr("no answer is read as a name"), tr("write it as `조태용` or `Cho Tae-yong`"), code="E147")
    ]


def wrong_line(patterns: Iterable[str]) -> str:
    """A line that none of the patterns accepts, however near: twelve times a letter that is in none of them."""
    there = set(normalise(" ".join(patterns)))
    letter = next(
        character for character in map(chr, range(ord("a"), 0xD800)) if character.isalpha() and character not in there
    )
    return letter * 12


def _any_matches(patterns: Iterable[str], typed: str, case: bool) -> bool:
    return any(matches(pattern, typed, case) for pattern in patterns)


def _person(name: str, people: Named) -> Person | None:
    return next((person for person in people.right if fits(person.takes, name)), None)


def _may_be_misspelled(exact: tuple[str, ...], name: str, people: Named) -> list[str]:
    """The answers of which a line may be a misspelling: no names, where it reads as the name of somebody else."""
    if not fits(people.reads, name):
        return list(exact)
    names = {text for person in people.right for text in person.written}
    return [text for text in exact if text not in names]


def _near(typed: str, exact: list[str], accepted: Accepted) -> Reading:
    """The accepted answer that was misspelled, if the known wrong ones are all further off."""
    best = min(
        (
            (errors, spelled)
            for spelled in map(literal, exact)
            if (errors := _errors(typed, spelled, accepted)) is not None
        ),
        default=None,
        key=lambda miss: miss[0],
    )
    if best is None or any(_as_near(typed, wrong.text, best[0]) for wrong in accepted.wrong):
        return Reading(right=False)
    return Reading(right=True, spelled=best[1])


def _as_near(typed: str, wrong: str, errors: int) -> bool:
    return distance(normalise(typed), normalise(literal(wrong)), errors) <= errors


def _errors(typed: str, spelled: str, accepted: Accepted) -> int | None:
    """How many errors make `spelled` into what was typed; None if that is no near miss."""
    if accepted.typos == 0:
        return None
    one, other = normalise(typed), normalise(spelled)
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return None
    errors = 0 if _joined(one) == _joined(other) else _misspelled(one, other, accepted.typos)
    if accepted.case and errors is not None and not _capitals_agree(typed, spelled, errors):
        return None
    return errors


def _misspelled(one: str, other: str, typos: Typos) -> int | None:
    limit = _allowed(other, typos)
    errors = distance(one, other, limit)
    words, others = _BETWEEN_WORDS.split(one), _BETWEEN_WORDS.split(other)
    if errors > limit or len(words) != len(others):
        return None
    near = (distance(*pair, limit) <= _word_limit(pair[1], typos) for pair in zip(words, others, strict=True))
    return errors if all(near) else None


def _capitals_agree(typed: str, spelled: str, errors: int) -> bool:
    """Whether no capital is wrong: the distance is the same where capitals count."""
    one, other = _joined(normalise(typed, case=True)), _joined(normalise(spelled, case=True))
    return distance(one, other, errors) <= errors


def _joined(text: str) -> str:
    return _BETWEEN_WORDS.sub("", text)


def _word_limit(word: str, typos: Typos) -> int:
    return 0 if _DIGITS.search(word) else _allowed(word, typos)


def _allowed(text: str, typos: Typos) -> int:
    """How many errors a text may have: `typos`, or by its number of letters."""
    if typos != "auto":
        return typos
    letters = sum(map(str.isalnum, text))
    return 0 if letters <= 4 else 1 if letters <= 8 else 2
