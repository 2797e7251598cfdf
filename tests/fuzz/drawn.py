"""Targets under hypothesis: broken copies of their seeds, so many of each."""

from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.bar import within_time
from tests.fuzz.broken import broken
from tests.fuzz.targets import TARGETS

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


def fair(examples: int, names: list[str]) -> dict[str, int]:
    """So many examples shared among the targets: the dearer one run, the fewer."""
    parts = sum(1 / TARGETS[name].costs for name in names)
    return {name: max(1, round(examples / parts / TARGETS[name].costs)) for name in names}
