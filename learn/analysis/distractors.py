"""What was chosen: each option of a closed item, how often it was taken, and by whom.

"Better" and "weaker" students are those of the upper and lower third by the rest of the test, the item itself left out
(T. L. Kelley 1939 took 27 %; with classes of thirty a third holds the ten that a share needs). Students with equal rest
scores on the border of a third count for it in part, so that the order of rows never matters.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from msgspec import Struct

THIRD = 3


class Option(Struct, frozen=True):
    """An option of a question as it is today."""

    text: str
    key: bool


class Distractor(Struct, frozen=True):
    """An option, the key or another, in a table of what was chosen.

    `share` is of all who saw the item, blanks among them; `lower` and `upper` are the shares among the weakest and the
    best third by the rest of the test; `point_biserial` is the correlation of choosing it (0/1) with the rest. They are
    None where they are undefined. `gone`: it was chosen once and the question has no such option any more.
    """

    option: str
    key: bool
    count: int
    share: float
    lower: float | None
    upper: float | None
    point_biserial: float | None
    gone: bool = False


def distractors(
    options: Sequence[Option], chosen: Mapping[int, Sequence[str]], rests: Mapping[int, float]
) -> tuple[Distractor, ...]:
    """The table of one item: its options in their order, then what was chosen and is gone, by its text.

    `chosen[s]` are the texts that student s chose (nothing, if it was left blank), `rests[s]` what s reached on the
    rest of the test. Students without a rest count for counts and shares alone.
    """
    takers: dict[str, list[int]] = {option.text: [] for option in options}
    gone: dict[str, list[int]] = {}
    for student, texts in chosen.items():
        for text in texts if len(texts) < 2 else dict.fromkeys(texts):
            (takers if text in takers else gone).setdefault(text, []).append(student)
    known = {student: rests[student] for student in chosen if student in rests}
    lowest, highest = _thirds(known)
    spread = _Spread(list(known.values()))
    keys = {option.text for option in options if option.key}

    def row(text: str, students: list[int], is_gone: bool) -> Distractor:
        return Distractor(
            option=text,
            key=text in keys,
            count=len(students),
            share=len(students) / len(chosen) if chosen else 0.0,
            lower=_share(students, lowest),
            upper=_share(students, highest),
            point_biserial=spread.correlation([rests[one] for one in students if one in rests]),
            gone=is_gone,
        )

    there = [row(text, students, False) for text, students in takers.items()]
    return (*there, *(row(text, gone[text], True) for text in sorted(gone)))


class _Spread:
    """The rests of all who saw an item: what choosing an option is correlated with."""

    def __init__(self, rests: Sequence[float]) -> None:
        self.n = len(rests)
        self.mean = sum(rests) / self.n if rests else 0.0
        self.sd = sqrt(sum((rest - self.mean) ** 2 for rest in rests) / self.n) if rests else 0.0

    def correlation(self, takers: Sequence[float]) -> float | None:
        """The point-biserial, (M1 - M) / s * sqrt(p / q); None if all or none took it, or rests are equal."""
        p = len(takers) / self.n if self.n else 0.0
        if p in (0.0, 1.0) or self.sd < 1e-12:
            return None
        return (sum(takers) / len(takers) - self.mean) / self.sd * sqrt(p / (1 - p))


def _thirds(rests: Mapping[int, float]) -> tuple[dict[int, float], dict[int, float]]:
    """The lowest and the highest third: how far (0 to 1) each student belongs to it."""
    size = len(rests) / THIRD
    ordered = sorted(rests.items(), key=lambda pair: pair[1])
    return _outermost(ordered, size), _outermost(ordered[::-1], size)


def _outermost(ordered: Sequence[tuple[int, float]], size: float) -> dict[int, float]:
    """The first `size` of an ordered row; those equal at its end share the room that is left."""
    belongs: dict[int, float] = {}
    room, at = size, 0
    while room > 1e-9 and at < len(ordered):
        equal = [student for student, _ in ordered[at : _end(ordered, at)]]
        part = min(1.0, room / len(equal))
        belongs |= dict.fromkeys(equal, part)
        room, at = room - part * len(equal), at + len(equal)
    return belongs


def _end(ordered: Sequence[tuple[int, float]], at: int) -> int:
    """Where the run of equal rests that begins at `at` ends."""
    end = at
    while end < len(ordered) and ordered[end][1] == ordered[at][1]:
        end += 1
    return end


def _share(students: Iterable[int], group: Mapping[int, float]) -> float | None:
    """The share of a group that is among these students."""
    whole = sum(group.values())
    return sum(group.get(student, 0.0) for student in students) / whole if whole else None
