"""Options as far as answers show them, for files that say what was answered but not what there was to choose from."""

from collections import Counter
from collections.abc import Collection, Mapping

from learn.analysis.distractors import Option

MOST = 10
"""Different answers of which a table is made: the key, then the commonest."""


def options_seen(
    chosen: Mapping[int, tuple[str, ...]], keys: Collection[str]
) -> tuple[tuple[Option, ...], dict[int, tuple[str, ...]]]:
    """The options of an item, keys first, and who chose which of them; answers too rare for the table are no choice."""
    counts = Counter(text for texts in chosen.values() for text in texts)
    ordered = sorted(keys) + [text for text, _ in sorted(counts.items(), key=_commonest) if text not in keys]
    kept = set(ordered[:MOST])
    options = tuple(Option(text, text in keys) for text in ordered[:MOST])
    return options, {row: tuple(text for text in texts if text in kept) for row, texts in chosen.items()}


def _commonest(counted: tuple[str, int]) -> tuple[int, str]:
    return (-counted[1], counted[0])
