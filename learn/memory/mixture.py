"""When memory is one of two: the time at which a mixture of two forgetting curves falls to 0.9."""

from learn.memory.fsrs import DEFAULT_PARAMETERS, curve_factor

_TOLERANCE = 1e-6  # of the last Newton step, relative: convergence is quadratic, so what is left is about 1e-12


def mixed_stability(
    first: float,
    second: float,
    weight: float,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> float:
    """The stability (days) of a memory that is `first` with probability `weight` (0–1), else `second`.

    It solves weight·R(t; first) + (1-weight)·R(t; second) = 0.9 for t, which lies between the two. Raised to the
    power -1/w20 the left side is a power mean of two rising straight lines, hence concave and rising in t (Hardy,
    Littlewood & Pólya, Inequalities, section 2.9): after one Newton step, kept from falling below the shorter of the
    two, all further ones come from below and cannot overshoot. From the weighted geometric mean it takes three or four.
    """
    if weight >= 1.0 or first == second:
        return first
    if weight <= 0.0:
        return second
    low, high = (first, second) if first < second else (second, first)
    return min(_newton(first, second, weight, low, parameters), high)


def _newton(first: float, second: float, weight: float, low: float, parameters: tuple[float, ...]) -> float:
    decay, factor = parameters[20], curve_factor(parameters)
    rest, target, root = 1.0 - weight, 1.0 + factor, -1.0 / decay
    first_slope, second_slope = factor / first, factor / second
    days: float = first**weight * second**rest
    step = days
    while abs(step) > _TOLERANCE * days:
        first_line, second_line = 1.0 + first_slope * days, 1.0 + second_slope * days
        first_part, second_part = weight * first_line**-decay, rest * second_line**-decay
        mixed = first_part + second_part
        mean = mixed**root
        slope = mean * (first_part * first_slope / first_line + second_part * second_slope / second_line) / mixed
        step = (target - mean) / slope
        days = max(days + step, low)
    return days
