"""FSRS-6: the published formulas of forgetting, stability and difficulty, as plain arithmetic.

Stability S is the number of days in which recall falls from 1 to 0.9, difficulty D runs from 1 to 10, recall R
(retrievability) is a probability. Ratings: 1 Again, 2 Hard, 3 Good, 4 Easy; this program itself gives only Again
and Good. Formulas and parameter names w0 … w20 are those of
https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm (FSRS-6); where the text leaves bounds open
they are those of fsrs-rs and py-fsrs, against which the tests compare every function.
"""

from math import exp

DEFAULT_PARAMETERS: tuple[float, ...] = (
    0.212,  # w0–w3: first stability after Again, Hard, Good, Easy
    1.2931,
    2.3065,
    8.2956,
    6.4133,  # w4–w7: difficulty: first, its spread, its step, its reversion to the mean
    0.8334,
    3.0194,
    0.001,
    1.8722,  # w8–w10: growth after success
    0.1666,
    0.796,
    1.4835,  # w11–w14: stability after failure
    0.0614,
    0.2629,
    1.6483,
    0.6014,  # w15–w16: penalty of Hard, bonus of Easy
    1.8729,
    0.5425,  # w17–w19: answers of the same day
    0.0912,
    0.0658,
    0.1542,  # w20: decay of the forgetting curve
)
"""The 21 parameters of FSRS-6, fitted by its authors to some hundred million reviews."""

PARAMETER_BOUNDS: tuple[tuple[float, float], ...] = (
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)
"""The lowest and the highest value of each parameter that py-fsrs accepts and fsrs-rs fits."""

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4

STABILITY_MIN, STABILITY_MAX = 0.001, 36500.0
DIFFICULTY_MIN, DIFFICULTY_MAX = 1.0, 10.0
RETENTION_MIN = 0.0001


def curve_factor(parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> float:
    """The factor F that makes recall 0.9 after exactly one stability: 0.9^(-1/w20) - 1."""
    factor: float = 0.9 ** (-1.0 / parameters[20]) - 1.0
    return factor


def recall(stability: float, elapsed_days: float, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> float:
    """The probability of recall (0–1) so many days after the last answer: (1 + F t/S)^-w20; negative days are 0."""
    if elapsed_days <= 0:
        return 1.0
    decay = parameters[20]
    probability: float = (1.0 + (0.9 ** (-1.0 / decay) - 1.0) * elapsed_days / stability) ** -decay
    return probability


def interval(
    stability: float,
    retention: float,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
    maximum: int = 36500,
) -> int:
    """The whole days, 1 to `maximum`, after which recall has fallen to `retention`: S/F (r^(-1/w20) - 1), rounded.

    A retention below 0.0001 counts as 0.0001 (as in fsrs-rs), one above 1 as 1.
    """
    wanted = min(max(retention, RETENTION_MIN), 1.0)
    days: float = stability / curve_factor(parameters) * (wanted ** (-1.0 / parameters[20]) - 1.0)
    return min(max(round(days), 1), maximum)


def first(rating: int, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> tuple[float, float]:
    """Stability (days) and difficulty after the very first answer: w[rating-1] and w4 - e^(w5 (rating-1)) + 1."""
    return parameters[rating - 1], _bounded_difficulty(_first_difficulty(rating, parameters))


def after_success(
    stability: float,
    difficulty: float,
    recalled: float,
    rating: int = GOOD,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> float:
    """Stability (days) after a right answer on a later day, given at recall `recalled`.

    S (1 + e^w8 (11-D) S^-w9 (e^(w10 (1-R)) - 1) h b) with h = w15 for Hard and b = w16 for Easy, else 1: memory gains
    most where recall was hardest.
    """
    gain = exp(parameters[8]) * (11.0 - difficulty) * stability ** -parameters[9]
    gain *= exp(parameters[10] * (1.0 - recalled)) - 1.0
    if rating == HARD:
        gain *= parameters[15]
    elif rating == EASY:
        gain *= parameters[16]
    return _bounded_stability(stability * (1.0 + gain))


def after_failure(
    stability: float,
    difficulty: float,
    recalled: float,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> float:
    """Stability (days) after a wrong answer on a later day, given at recall `recalled`.

    The lower of w11 D^-w12 ((S+1)^w13 - 1) e^(w14 (1-R)) and S / e^(w17 w18).
    """
    forgotten = parameters[11] * difficulty ** -parameters[12] * ((stability + 1.0) ** parameters[13] - 1.0)
    forgotten *= exp(parameters[14] * (1.0 - recalled))
    ceiling = stability / exp(parameters[17] * parameters[18])
    return _bounded_stability(min(forgotten, ceiling))


def after_same_day(
    stability: float,
    rating: int,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> float:
    """Stability (days) after another answer on the day of the last one: S e^(w17 (rating-3+w18)) S^-w19.

    Only Again lowers it.
    """
    growth = exp(parameters[17] * (rating - 3 + parameters[18])) * stability ** -parameters[19]
    if rating != AGAIN and growth < 1.0:
        return stability
    return _bounded_stability(stability * growth)


def next_difficulty(
    difficulty: float,
    rating: int,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> float:
    """Difficulty after any answer but the first: a damped step, drawn back to that of a first Easy.

    w7 D0(4) + (1-w7) (D - w6 (rating-3) (10-D)/9), where D0(4) is not bounded.
    """
    step = parameters[6] * (rating - 3) * (10.0 - difficulty) / 9.0
    reversion = parameters[7]
    return _bounded_difficulty(
        reversion * _first_difficulty(EASY, parameters) + (1.0 - reversion) * (difficulty - step)
    )


def after(
    stability: float,
    difficulty: float,
    elapsed_days: int,
    rating: int,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> tuple[float, float]:
    """Stability (days) and difficulty after a further answer, `elapsed_days` whole days behind the last one.

    This is plain FSRS-6, as its libraries step from review to review.
    """
    recalled = recall(stability, elapsed_days, parameters)
    return (
        stability_after(stability, difficulty, elapsed_days, recalled, rating, parameters),
        next_difficulty(difficulty, rating, parameters),
    )


def stability_after(
    stability: float,
    difficulty: float,
    elapsed_days: int,
    recalled: float,
    rating: int,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> float:
    """Stability (days) after a further answer: the formula that fits the elapsed days and the rating."""
    if elapsed_days <= 0:
        return after_same_day(stability, rating, parameters)
    if rating == AGAIN:
        return after_failure(stability, difficulty, recalled, parameters)
    return after_success(stability, difficulty, recalled, rating, parameters)


def _first_difficulty(rating: int, parameters: tuple[float, ...]) -> float:
    return parameters[4] - exp(parameters[5] * (rating - 1)) + 1.0


def _bounded_stability(stability: float) -> float:
    if stability < STABILITY_MIN:
        return STABILITY_MIN
    if stability > STABILITY_MAX:
        return STABILITY_MAX
    return stability


def _bounded_difficulty(difficulty: float) -> float:
    if difficulty < DIFFICULTY_MIN:
        return DIFFICULTY_MIN
    if difficulty > DIFFICULTY_MAX:
        return DIFFICULTY_MAX
    return difficulty
