"""The rules on the labelled set. The figures of the held-back half are kept in docs/lint/quality.md."""

import pytest

from benchmarks.lint import codes_of, scores, total
from learn.content.lint.codes import RULES
from tests.labelled.items import Half, items

HALVES: tuple[Half, ...] = ("tuning", "held_back")


@pytest.mark.parametrize("half", HALVES)
def test_every_rule_has_items_that_read_without_errors(half: Half) -> None:
    seen: dict[str, list[bool]] = {}
    for item in items(half):
        assert not [one for loaded in item.files for one in loaded.problems], item.name
        seen.setdefault(item.rule, []).append(item.bad)
    assert seen.keys() == {*RULES, "W150"}
    assert all(bad.count(True) >= 5 <= bad.count(False) for bad in seen.values())


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall(half: Half) -> None:
    found = total(scores((one, codes_of(one)) for one in items(half)).values())
    assert found.precision >= 0.95
    assert found.recall >= 0.95
