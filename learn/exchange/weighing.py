"""Which options are right, found by asking what they earn: the same for every format that scores with rules."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from learn.exchange.intake import Draft, Skip
from learn.language import tr

Score = Callable[[frozenset[str]], Decimal]
"""What a set of chosen options earns."""


class Several(Struct, frozen=True):
    """The right options of several, what all of them earn, and whether parts of them earn parts."""

    key: frozenset[str]
    full: Decimal
    scoring: Literal["all", "partial"]


def best(options: Mapping[str, str], score: Score, draft: Draft) -> str:
    """The one option that earns the most; those that earn something less are noted. Raises Skip if there is none."""
    earned = {ident: score(frozenset((ident,))) for ident in options}
    most = max(earned.values(), default=Decimal(0))
    right = [ident for ident, points in earned.items() if points == most]
    if most <= 0:
        raise Skip(tr("no option earns points"))
    if len(right) > 1:
        raise Skip(tr("{count} options are right, and one is to be chosen", count=len(right)))
    for ident, points in earned.items():
        if 0 < points < most:
            draft.note(
                tr("`{text}` earns {share:.0%} there, nothing here", text=options[ident][:40], share=points / most)
            )
    return right[0]


def several(options: Iterable[str], score: Score, named: frozenset[str]) -> Several:
    """The options that are right together: each that earns something alone, else those `named` as the key.

    Raises Skip where leaving one of them out costs nothing, so that the scoring does not tell.
    """
    alone = [ident for ident in options if score(frozenset((ident,))) > 0]
    key = frozenset(alone) if len(alone) > 1 or not named else named & frozenset(options)
    full = score(key) if key else Decimal(0)
    if full <= 0:
        raise Skip(tr("no options earn points"))
    if any(score(key - {one}) >= full for one in key):
        raise Skip(tr("the scoring does not tell which options are right"))
    partly = len(key) > 1 and any(score(key - {one}) > 0 for one in key)
    return Several(key, full, "partial" if partly else "all")


def note_costs(found: Several, wrong: Iterable[str], score: Score, draft: Draft) -> None:
    """Where choosing a wrong option besides costs more or less than it does here."""
    share = found.full / len(found.key)
    for ident in wrong:
        cost = found.full - score(found.key | {ident})
        if cost <= 0:
            draft.note(tr("choosing a wrong option besides costs nothing there"))
        elif found.scoring == "partial" and cost != share:
            draft.note(
                tr(
                    "a wrong option costs {there:.0%} there, {here:.0%} here",
                    there=cost / found.full,
                    here=share / found.full,
                )
            )
