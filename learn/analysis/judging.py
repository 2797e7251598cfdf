"""All that is known of each item of a test, in one value: its statistics, its options, and what is wrong with it."""

from collections.abc import Callable, Collection, Sequence
from statistics import fmean, median

from msgspec import Struct

from learn.analysis.distractors import Distractor, Option, distractors
from learn.analysis.flags import Flag, FlagName, flags
from learn.analysis.items import ItemStatistics, TestStatistics, test_statistics, with_rests
from learn.analysis.marks import Marks

OptionsOf = Callable[[str], Sequence[Option]]
"""The options of an item as it is today; none for one that is typed, or gone."""


class Judged(Struct, frozen=True):
    """One item. `random_guess_score` is the share (0-1) that blind guessing earns; times are milliseconds."""

    statistics: ItemStatistics
    distractors: tuple[Distractor, ...]
    flags: tuple[Flag, ...]
    random_guess_score: float | None
    mean_ms: float | None
    median_ms: float | None

    @property
    def item(self) -> str:
        """Its name, `bank/question`."""
        return self.statistics.item


class Judgement(Struct, frozen=True):
    """A test: how many took it (rows of the matrix), its items in their order, and its own figures."""

    n: int
    items: tuple[Judged, ...]
    test: TestStatistics


GRAVITY: dict[FlagName, int] = {
    "miskeyed": 0,
    "ambiguous": 1,
    "too-hard": 2,
    "better-distractor": 3,
    "dead-distractor": 4,
    "too-easy": 5,
    "too-few": 6,
}


def judge(marks: Marks, options_of: OptionsOf = lambda _: ()) -> Judgement:
    """The statistics and findings of all items."""
    found = [_judged(marks, figures, options_of(figures.item), rests) for figures, rests in with_rests(marks.matrix)]
    return Judgement(len(marks.matrix.students), tuple(found), test_statistics(marks.matrix))


def _judged(marks: Marks, figures: ItemStatistics, options: Sequence[Option], rests: dict[int, float]) -> Judged:
    options = _with_accepted(options, marks.accepted.get(figures.item, frozenset()))
    table = distractors(options, marks.chosen.get(figures.item, {}), rests) if options else ()
    chance = marks.chances.get(figures.item)
    taken = marks.ms.get(figures.item, ())
    return Judged(
        statistics=figures,
        distractors=table,
        flags=flags(figures, table, chance),
        random_guess_score=chance,
        mean_ms=fmean(taken) if taken else None,
        median_ms=median(taken) if taken else None,
    )


def _with_accepted(options: Sequence[Option], accepted: Collection[str]) -> Sequence[Option]:
    """The options with those for keys that a regrade accepted: no advice to do what was done."""
    return [Option(one.text, one.key or one.text in accepted) for one in options]


def worst_first(judged: Sequence[Judged]) -> list[Judged]:
    """The items by their gravest finding, then by discrimination, least first; one without it last of its kind."""
    return sorted(judged, key=lambda one: (_gravest(one), _discrimination(one), one.item))


def _gravest(one: Judged) -> int:
    return min((GRAVITY[flag.flag] for flag in one.flags), default=len(GRAVITY))


def _discrimination(one: Judged) -> float:
    index = one.statistics.discrimination_index
    return 101.0 if index is None else index
