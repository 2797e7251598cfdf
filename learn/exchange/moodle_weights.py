"""The weights that Moodle accepts for an answer, in percent.

Source: Moodle, `question_bank::fraction_options_full`; compared as `match_grade_options` does ("error" mode).
"""

_POSITIVE = (
    100.0,
    90.0,
    83.33333,
    80.0,
    75.0,
    70.0,
    66.66667,
    60.0,
    50.0,
    40.0,
    33.33333,
    30.0,
    25.0,
    20.0,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10.0,
    5.0,
)
WEIGHTS = (*_POSITIVE, 0.0, *(-one for one in reversed(_POSITIVE)))

_EXACT = 0.001  # Moodle compares fractions to 0.00001
FULL = 99.99
"""From this weight on an answer is simply right."""


def accepted(weight: float) -> bool:
    """Whether Moodle takes this weight."""
    return any(abs(weight - one) < _EXACT for one in WEIGHTS)


def nearest(weight: float) -> float:
    """The weight of Moodle's that comes nearest."""
    return min(WEIGHTS, key=lambda one: abs(one - weight))


def same(one: float, other: float) -> bool:
    """Whether two weights are the same but for rounding."""
    return abs(one - other) < 0.01


def written(weight: float) -> str:
    """The weight in digits, without zeros behind the last place that counts."""
    return f"{weight:.5f}".rstrip("0").rstrip(".") or "0"
