"""QTI 1.2 items in which one or several options are chosen."""

from collections.abc import Mapping
from decimal import Decimal

from learn.exchange.intake import Skip
from learn.exchange.qti12_source import Source, note_right, only
from learn.kinds.base import Option

_TRUTH = {"true": "true", "false": "false"}


def read_choice(source: Source) -> None:
    _, name, options = only(source)
    earned = {ident: source.score({name: frozenset((ident,))}) for ident in options}
    most = max(earned.values(), default=Decimal(0))
    right = [ident for ident, points in earned.items() if points == most]
    if most <= 0:
        raise Skip("no option earns points")
    if len(right) > 1:
        raise Skip(f"{len(right)} options are right, and one is to be chosen")
    _note_partly(source, options, earned, most)
    wrong = tuple(Option(text, source.option_feedback(name, one)) for one, text in options.items() if one != right[0])
    ours = source.labels.one("kind") == "choice"
    if not ours and {text.strip().lower() for text in options.values()} == _TRUTH.keys() and len(options) == 2:
        return _true_false(source, options[right[0]], source.option_feedback(name, right[0]), wrong[0].feedback)
    note_right(source, source.option_feedback(name, right[0]))
    source.draft.be("choice", answer=options[right[0]], distractors=wrong)
    return None


def _note_partly(source: Source, options: Mapping[str, str], earned: Mapping[str, Decimal], most: Decimal) -> None:
    for ident, points in earned.items():
        if 0 < points < most:
            source.draft.note(f"`{options[ident][:40]}` earns {points / most:.0%} there, nothing here")


def _true_false(source: Source, right: str, praise: str, correction: str) -> None:
    if praise != correction:
        note_right(source, praise)
        if correction:
            source.draft.note("the feedback to the wrong answer is shown after either answer here")
    source.draft.be("true_false", answer=_TRUTH[right.strip().lower()], correction=correction)


def read_multiple(source: Source) -> None:
    _, name, options = only(source)
    alone = {ident: source.score({name: frozenset((ident,))}) for ident in options}
    adds_up = any(points > 0 for points in alone.values())
    key = frozenset(ident for ident, points in alone.items() if points > 0) if adds_up else _named_key(source, name)
    key &= options.keys()
    full = source.score({name: key})
    if not key or full <= 0:
        raise Skip("no options earn points")
    if any(source.score({name: key - {one}}) >= full for one in key):
        raise Skip("the scoring does not tell which options are right")
    wrong = [ident for ident in options if ident not in key]
    _note_scoring(source, name, key, wrong, full)
    for one in sorted(key):
        note_right(source, source.option_feedback(name, one))
    source.draft.be(
        "multiple",
        answers=tuple(options[one] for one in options if one in key),
        distractors=tuple(Option(options[one], source.option_feedback(name, one)) for one in wrong),
        scoring="partial" if adds_up or source.is_about("multiple_answers") else "all",
    )


def _named_key(source: Source, name: str) -> frozenset[str]:
    """The options that the condition with the most points names as chosen."""
    best = max(source.rules, key=lambda rule: rule.gain, default=None)
    if best is None:
        return frozenset()
    return frozenset(best.named(name))


def _note_scoring(source: Source, name: str, key: frozenset[str], wrong: list[str], full: Decimal) -> None:
    """Where choosing a wrong option besides costs more or less than it does here."""
    if source.is_about("multiple_answers"):
        return  # Canvas takes off for a wrong one what a right one gives, whatever the file says
    share = full / len(key)
    partial = source.score({name: key - {next(iter(key))}}) > 0
    for ident in wrong:
        cost = full - source.score({name: key | {ident}})
        if cost <= 0:
            source.draft.note("choosing a wrong option besides costs nothing there")
        elif partial and cost != share:
            source.draft.note(f"a wrong option costs {cost / full:.0%} there, {share / full:.0%} here")
