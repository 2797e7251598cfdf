"""Running the rules over files that were read: every warning with its place."""

from collections.abc import Callable, Iterator, Sequence
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
    negation,
    numbers,
    position,
    repeated,
    sets,
    terms,
)
from learn.content.lint.codes import RULES
from learn.content.lint.view import View
from learn.content.spans import Spans
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
    return [
        problem
        for (loaded, _), found in zip(banks, run.faults(), strict=True)
        for problem in _Places(loaded.spans).problems(found)
    ]


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
        for rule, code in OF_QUESTION.items():
            if self.wanted(code):
                for view in _meant(views, code):
                    for one in rule(view):
                        yield view, one
        if self.wanted("W121"):
            for view in _meant(views, "W121"):
                for one in attribution.unattributed(view, self.voices):
                    yield view, one
        for of_bank, code in OF_BANK.items():
            if self.wanted(code):
                yield from of_bank(_meant(views, code))


def _meant(views: Sequence[View], code: str) -> list[View]:
    """The questions that a rule is meant for: not those that ignore it, nor other languages if it reads English.

    A bank that names no language is taken for English.
    """
    english = RULES[code].english
    return [
        one
        for one in views
        if not (one.ignored and one.ignores(code)) and (not english or not one.bank.lang or _is_english(one.bank.lang))
    ]


def _is_english(language: str) -> bool:
    return language.lower().split("-")[0] == "en"


class _Places:
    """Where the questions of a bank stand in its file."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans

    def problems(self, found: Sequence[Found]) -> list[Problem]:
        """The faults with their places, by place and code."""
        if not found:
            return []
        places, lines = self._questions(), self._lines()
        problems = []
        for view, one in found:
            span = self.spans.at(("questions", places[view.question.id], *one.where))
            problems.append(Problem(one.code, RULES[one.code].rule, one.message, span, one.hint, lines[span.line - 1]))
        return sorted(problems, key=lambda one: (one.span, one.code))

    def _lines(self) -> list[str]:
        text = self.spans.text
        return self.spans.lines if "\r" in text else text.split("\n")  # a tenth of the time, for what most files are

    def _questions(self) -> dict[str, int]:
        """Id → index in the file, where questions with errors stand between the others."""
        root = self.spans.root
        assert root is not None
        assert isinstance(root.value, dict)
        listed = root.value["questions"][1].value
        places: dict[str, int] = {}
        for place, one in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(one.value, dict) and "id" in one.value:
                places.setdefault(str(one.value["id"][1].value), place)
        return places
