"""Targets under hypothesis: broken copies of their seeds, so many of each."""

from collections.abc import Mapping

from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.bar import within_time
from tests.fuzz.broken import broken
from tests.fuzz.targets import TARGETS

LEAST = 2_000
"""Examples that the slowest target has of a long run."""
_CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def draw(name: str, examples: int, repeatable: bool = False) -> int:
    """Run a target on so many examples; how many there were. Raises what the smallest bad one raises.

    `repeatable`: the same examples each time.
    """
    target = TARGETS[name]
    count = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=repeatable,
        suppress_health_check=_CHECKS,
        phases=(Phase.generate, Phase.shrink),
    )
    @given(broken(target.seeds()))
    def run(data: bytes) -> None:
        nonlocal count
        count += 1
        within_time(target.run, data)

    run()
    return count


def shared(examples: int, speeds: Mapping[str, float]) -> dict[str, int]:
    """So many examples shared among targets of such speeds: the same time for each, but none has fewer than `LEAST`."""
    least = min(LEAST, examples // len(speeds))
    slow = {name for name, speed in speeds.items() if speed * examples < least * sum(speeds.values())}
    left, speed = examples - least * len(slow), sum(speeds[name] for name in speeds if name not in slow)
    return {name: least if name in slow else round(left * speeds[name] / speed) for name in speeds}
