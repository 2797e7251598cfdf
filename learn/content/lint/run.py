"""Running the rules over files that were read: every warning with its place."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

from learn.content.files import AnyLoaded
from learn.content.lint import (
    above,
    alike,
    attribution,
    blank,
    clang,
    combination,
    convergence,
    focus,
    giveaway,
    grammar,
    length,
    model_answer,
    naming,
    negation,
    numbers,
    position,
    repeated,
    sets,
    terms,
)
from learn.content.lint.places import Places
from learn.content.lint.view import View
from learn.content.values import Bank
from learn.kinds.base import Fault
from learn.problems import Problem

Wanted: TypeAlias = Callable[[str], bool]
Found: TypeAlias = tuple[View, Fault]
OfQuestion: TypeAlias = Callable[[View], Iterator[Fault]]
OfQuestions: TypeAlias = Callable[[Sequence[View]], Iterator[Found]]

OF_QUESTION: dict[OfQuestion, str] = {
    length.longest_is_key: "W100",
    terms.absolute: "W102",
    terms.vague: "W103",
    above.above: "W104",
    negation.negative: "W105",
    alike.alike: "W106",
    clang.clang: "W108",
    numbers.in_order: "W109",
    combination.combination: "W110",
    grammar.cue: "W111",
    blank.middle: "W112",
    focus.unfocused: "W113",
    convergence.convergence: "W114",
    sets.two_options: "W115",
    sets.many_options: "W116",
    length.much_shorter: "W117",
    model_answer.own_answer: "W119",
    attribution.no_fact: "W120",
    naming.unsure: "W122",
}
"""Rules that look at one question."""

OF_BANK: dict[OfQuestions, str] = {position.key_position: "W101"}
"""Rules that look at all questions of one bank."""

OF_ALL: dict[OfQuestions, str] = {
    repeated.repeated: "W107",
    giveaway.given_away: "W118",
    model_answer.other_answer: "W119",
}
"""Rules that look at the questions of all files that are checked together."""


def warnings(
    files: Sequence[AnyLoaded], around: Sequence[AnyLoaded] = (), wanted: Wanted | None = None
) -> list[Problem]:
    """What the rules find in the banks among `files`; the lessons and sources of `around` are known as well.

    `wanted` says which codes to look for (all, if not given).
    """
    voices = attribution.voices_of([one.value for one in (*files, *around)])
    banks = [(one, one.value) for one in files if isinstance(one.value, Bank)]
    run = Run([bank for _, bank in banks], voices, wanted or (lambda _code: True))
    found = zip(banks, run.faults(), strict=True)
    return [problem for (loaded, bank), faults in found if faults for problem in _placed(loaded, bank, faults)]


def _placed(loaded: AnyLoaded, bank: Bank, found: Sequence[Found]) -> list[Problem]:
    """What was found in a bank, with its places, in their order."""
    places = Places(loaded, bank, {view.question.id for view, _ in found})
    problems = [places.problem(view.question.id, one) for view, one in found]
    return sorted(problems, key=lambda one: (one.span, one.code))


class Run:
    """The rules over some banks, once. `voices` are the facts that are known, with the names of who says them."""

    def __init__(self, banks: Sequence[Bank], voices: attribution.Voices, wanted: Wanted) -> None:
        self.voices = voices
        self.wanted = wanted
        self.views = [[View(bank, place) for place in range(len(bank.questions))] for bank in banks]

    def faults(self) -> list[list[Found]]:
        """What was found in each bank."""
        found = [list(self._of_questions(views)) for views in self.views]
        bank_of = {id(view): at for at, views in enumerate(self.views) for view in views}
        for view, one in self._of_all():
            found[bank_of[id(view)]].append((view, one))
        return found

    def _of_all(self) -> Iterator[Found]:
        everything = [view for views in self.views for view in views]
        for rule, code in OF_ALL.items():
            if self.wanted(code):
                yield from rule(_meant(everything, code))

    def _of_questions(self, views: Sequence[View]) -> Iterator[Found]:
        """Question by question, so that what was worked out for one rule is at hand for the next."""
        rules = [(rule, code) for rule, code in OF_QUESTION.items() if self.wanted(code)]
        if self.wanted("W121"):
            rules.append((partial(attribution.unattributed, voices=self.voices), "W121"))
        for view in views:
            for rule, code in rules:
                if view.takes(code):
                    for one in rule(view):
                        yield view, one
        for of_bank, code in OF_BANK.items():
            if self.wanted(code):
                yield from of_bank(_meant(views, code))


def _meant(views: Sequence[View], code: str) -> list[View]:
    return [one for one in views if one.takes(code)]
