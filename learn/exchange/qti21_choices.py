"""QTI 2.1: choosing one option, or several (`choiceInteraction`)."""

from decimal import Decimal

from learn.exchange.intake import Skip
from learn.exchange.qti21_source import CORRECTION, TO_A_RIGHT_ANSWER, Source, options_of
from learn.exchange.qti21_values import Single
from learn.exchange.weighing import Score, best, note_costs, several
from learn.kinds.base import Option
from learn.language import tr

_TRUTH = {"true": "true", "false": "false"}


def read_choice(source: Source) -> None:
    """A choice, a multiple, or true and false."""
    interaction = source.body.only()
    options = options_of(interaction, source, "simpleChoice")
    if source.declared(interaction).cardinality == "multiple":
        _multiple(source, options)
    else:
        _single(source, options)


def _single(source: Source, options: dict[str, str]) -> None:
    name = source.body.only().get("responseIdentifier")
    right = best(options, lambda chosen: source.score({name: next(iter(chosen), None)}), source.draft)
    source.full = source.score({name: right})
    told = dict(zip(options, source.explain(*({name: one} for one in options)), strict=True))
    two = {text.strip().lower() for text in options.values()} == _TRUTH.keys() and len(options) == 2
    if two and source.labels.one("kind") != "choice":
        _true_false(source, options[right], told.pop(right), *told.values())
        return
    source.note_feedback(told[right], TO_A_RIGHT_ANSWER)
    wrong = tuple(Option(text, source.text(told[one])) for one, text in options.items() if one != right)
    source.draft.be("choice", answer=options[right], distractors=wrong)


def _named(source: Source, score: Score) -> frozenset[str]:
    """The set of options that the item names as right: in its right response, or in what it compares with."""
    correct = source.declared(source.body.only()).correct
    sets = [frozenset(map(str, correct))] if correct else []
    sets += [frozenset(one.text.strip() for one in node.all("baseValue")) for node in source.processing.lists()]
    earned = {one: score(one) for one in sets if one}
    most = max(earned.values(), default=Decimal(0))
    right = [one for one, points in earned.items() if points == most > 0]
    if len(right) > 1:
        raise Skip(tr("several sets of options are right"))
    return right[0] if right else frozenset()


def _true_false(source: Source, right: str, praise: tuple[str, ...], correction: tuple[str, ...]) -> None:
    if praise != correction:
        source.note_feedback(praise, TO_A_RIGHT_ANSWER)
        if any(not name.endswith(f" {CORRECTION}") for name in correction):
            source.draft.note(tr("the feedback to the wrong answer is shown after either answer here"))
    source.draft.be("true_false", answer=_TRUTH[right.strip().lower()], correction=source.text(correction))


def _multiple(source: Source, options: dict[str, str]) -> None:
    interaction = source.body.only()
    name = interaction.get("responseIdentifier")

    def score(chosen: frozenset[str]) -> Decimal:
        return source.score({name: [one for one in options if one in chosen] or None})

    found = several(options, score, _named(source, score))
    source.full = found.full
    wrong = [one for one in options if one not in found.key]
    note_costs(found, wrong, score, source.draft)
    told = dict(zip(options, source.explain(*({name: list[Single]((one,))} for one in options)), strict=True))
    source.note_feedback([name for one in options if one in found.key for name in told[one]], TO_A_RIGHT_ANSWER)
    right = tuple(text for one, text in options.items() if one in found.key)
    source.draft.be(
        "multiple",
        answers=right,
        distractors=tuple(Option(options[one], source.text(told[one])) for one in wrong),
        scoring=found.scoring,
        tell=interaction.get("maxChoices") == str(len(right)),
    )
