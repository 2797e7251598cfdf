"""Answers that came into a class after it was regraded, and are not graded as the others are."""

import shlex
from collections.abc import Iterator

from learn.classroom.findings import Finding, finding
from learn.classroom.items import Items
from learn.classroom.regrading import Wanted, regrade
from learn.language import translatable
from learn.store.log import Store
from learn.text import clean


def behind(store: Store, items: Items) -> dict[str, int]:
    """How many marks, by bank, would change if the banks that were regraded were so again."""
    banks = {row.body.bank for row in store.amended(own_regrades=False) if row.regrade is not None}
    counts = {bank: len(regrade(store, items, Wanted(banks=(bank,), own=False)).marks) for bank in sorted(banks)}
    return {bank: count for bank, count in counts.items() if count}


def late(store: Store, items: Items, class_name: str) -> Iterator[Finding]:
    """A finding for each bank that is to be regraded once more."""
    for bank, count in behind(store, items).items():
        one = translatable("{count} mark is not graded as the others in {bank} were: {command}")
        several = translatable("{count} marks are not graded as the others in {bank} were: {command}")
        again = f"learn scores regrade {shlex.quote(clean(bank, ''))} --class {shlex.quote(class_name)}"
        yield finding("regrade-again", "", 0, one if count == 1 else several, count=count, bank=bank, command=again)
