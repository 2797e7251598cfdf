"""QTI 1.2 items in which one or several options are chosen."""

from decimal import Decimal

from learn.exchange.qti12_source import Source, note_right, only
from learn.exchange.weighing import Score, best, note_costs, several
from learn.kinds.base import Option
from learn.language import tr

_TRUTH = {"true": "true", "false": "false"}


def read_choice(source: Source) -> None:
    """One option is right."""
    _, name, options = only(source)
    right = best(options, _score(source, name), source.draft)
    praise = source.option_feedback(name, right)
    wrong = tuple(Option(text, source.option_feedback(name, one)) for one, text in options.items() if one != right)
    ours = source.labels.one("kind") == "choice"
    if not ours and {text.strip().lower() for text in options.values()} == _TRUTH.keys() and len(options) == 2:
        _true_false(source, options[right], praise, wrong[0].feedback)
    else:
        note_right(source, praise)
        source.draft.be("choice", answer=options[right], distractors=wrong)


def _score(source: Source, name: str) -> Score:
    def score(chosen: frozenset[str]) -> Decimal:
        return source.score({name: chosen})

    return score


def _true_false(source: Source, right: str, praise: str, correction: str) -> None:
    if praise != correction:
        note_right(source, praise)
        if correction:
            source.draft.note(tr("the feedback to the wrong answer is shown after either answer here"))
    source.draft.be("true_false", answer=_TRUTH[right.strip().lower()], correction=correction)


def read_multiple(source: Source) -> None:
    """Several options are right."""
    _, name, options = only(source)
    score = _score(source, name)
    found = several(options, score, _named_key(source, name))
    wrong = [ident for ident in options if ident not in found.key]
    canvas = source.is_about("multiple_answers")
    if not canvas:  # Canvas takes off for a wrong one what a right one gives, whatever the file says
        note_costs(found, wrong, score, source.draft)
    for one in sorted(found.key):
        note_right(source, source.option_feedback(name, one))
    source.draft.be(
        "multiple",
        answers=tuple(options[one] for one in options if one in found.key),
        distractors=tuple(Option(options[one], source.option_feedback(name, one)) for one in wrong),
        scoring="partial" if canvas else found.scoring,
    )


def several_together(source: Source) -> bool:
    """Whether options of one choice earn only together: Blackboard calls its multiple answers `Single`."""
    response = source.responses[0]
    name = response.get("ident")
    key = _named_key(source, name)
    alone = (frozenset((one.get("ident"),)) for one in response.deep("response_label"))
    return len(key) > 1 and source.score({name: key}) > 0 and not any(source.score({name: one}) > 0 for one in alone)


def _named_key(source: Source, name: str) -> frozenset[str]:
    """The options that the condition with the most points names as chosen."""
    rule = max(source.rules, key=lambda one: one.gain, default=None)
    return frozenset() if rule is None else frozenset(rule.named(name))
