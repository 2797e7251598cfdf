"""Taking more for right than the key does: what an accepted TEXT means for each kind of question.

| kind | TEXT |
|---|---|
| short | one more answer, written as in `accept`; it is taken from `reject` if it stands there |
| number | one more number, with the tolerance of the question, or a range `LOW..HIGH` |
| cloze | `GAP:TEXT`, one more answer for the gap of that number; without `GAP:` where there is one gap |
| choice, true_false | the option that is right as well |
| multiple | an option that may be chosen or left out alike |

The other kinds have nothing that could be accepted beside the key: their bank is to be corrected.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations
from typing import TypeAlias, cast

from msgspec import Struct, structs

from learn.interactions import PickMany, PickOne, Response
from learn.kinds.base import Chance, Option, Question, Shown
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.cloze_text import ClozeText, Gap
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.kinds.true_false import OPTIONS, TrueFalse
from learn.language import tr
from learn.problems import UsageError, did_you_mean
from learn.text import matches, normalise
from learn.verdict import Malformed, Verdict

MOST_TEXTS = 5
"""So many options of a `multiple` may be accepted: each doubles the number of keys."""

_MOST_COUNTED = 12

Keys: TypeAlias = tuple[Question, ...]


class Lenient(Struct, frozen=True):
    """A question with several keys, of which the one that gives most counts; the first is the author's own."""

    keys: Keys

    def grade(self, shown: Shown, chosen: Response) -> Verdict | Malformed:
        """The best verdict on a response to the first question as shown."""
        graded = [key.grade(_shown(self.keys[0], key, shown), chosen) for key in self.keys]
        verdicts = [one for one in graded if isinstance(one, Verdict)]
        return max(verdicts, key=lambda one: one.score) if verdicts else graded[0]

    def chance(self, shown: Shown) -> Chance:
        """What blind guessing earns, by trying all that can be answered."""
        interaction = shown.interaction
        if len(self.keys) == 1 or not isinstance(interaction, PickOne | PickMany):
            return self.keys[0].chance()
        if len(interaction.options) > _MOST_COUNTED:
            return self.keys[0].chance()
        scores = [self._score(shown, each) for each in _all_responses(interaction)]
        return Chance(sum(score == 1 for score in scores) / len(scores), sum(scores) / len(scores))

    def _score(self, shown: Shown, response: Response) -> float:
        verdict = self.grade(shown, response)
        return verdict.score if isinstance(verdict, Verdict) else 0.0


def lenient(question: Question, texts: Sequence[str]) -> Lenient:
    """The question with every text accepted. UsageError where a text cannot be."""
    match question:
        case Short():
            return Lenient((_sound(_short(question, texts), texts),))
        case Cloze():
            return Lenient((_sound(_cloze(question, texts), texts),))
        case Number():
            return Lenient((question, *(_sound(_number(question, text), texts) for text in texts)))
        case TrueFalse():
            return Lenient((question, *(_true_false(question, text) for text in texts)))
        case Choice():
            return Lenient((question, *(_choice(question, text) for text in texts)))
        case Multiple():
            return Lenient((question, *_multiple(question, texts)))
    if not texts:
        return Lenient((question,))
    raise UsageError(
        tr("{id} is of kind {kind}, which accepts nothing beside its key", id=question.id, kind=question.kind),
        hint=tr("correct the bank and regrade without --accept, or --void the question"),
    )


# -- typed answers -----------------------------------------------------------------------------------------------


def _short(question: Short, texts: Sequence[str]) -> Short:
    known = [one for one in texts if one not in question.accept]
    reject = tuple(one for one in question.reject if not any(matches(text, one.text, question.case) for text in known))
    return structs.replace(question, accept=(*question.accept, *known), reject=reject)


def _number(question: Number, text: str) -> Number:
    low, between, high = text.partition("..")
    if between:
        return structs.replace(question, value="", tolerance="", range=(low.strip(), high.strip()))
    return structs.replace(question, value=text, range=None)


def _cloze(question: Cloze, texts: Sequence[str]) -> Cloze:
    parsed = question.parsed
    gaps = list(parsed.gaps)
    for text in texts:
        at, answer = _gap(question, len(gaps), text)
        if answer not in gaps[at].accept:
            gaps[at] = structs.replace(gaps[at], accept=(*gaps[at].accept, answer))
    if tuple(gaps) == parsed.gaps:
        return question
    written = structs.replace(question, text=_written(parsed, gaps))
    if written.parsed.gaps != tuple(gaps):
        raise UsageError(
            tr("{id} cannot accept {names}", id=question.id, names=", ".join(map(repr, texts))),
            hint=tr("write it into the bank"),
        )
    return written


def _gap(question: Cloze, gaps: int, text: str) -> tuple[int, str]:
    """The place of the gap that a text is for, and the answer."""
    number, colon, answer = text.partition(":")
    if colon and number.strip().isdecimal() and 1 <= int(number) <= gaps:
        at, answer = int(number) - 1, answer.strip()
    elif gaps == 1:
        at, answer = 0, text
    else:
        raise UsageError(
            tr("{id} has {gaps} gaps: {text!r} does not say which", id=question.id, gaps=gaps, text=text),
            hint=tr("write 2:TEXT"),
        )
    if not normalise(answer) or any(sign in answer for sign in ("|", "{{", "}}", "fact:")):
        raise UsageError(tr("{id}: {answer!r} cannot be the answer of a gap", id=question.id, answer=answer))
    return at, answer


def _written(parsed: ClozeText, gaps: Sequence[Gap]) -> str:
    """The text of a cloze with other gaps."""
    filled = ["{{" + _inner(gap) + "}}" for gap in gaps]
    return "".join(chain.from_iterable(zip(parsed.around, filled, strict=False))) + parsed.around[-1]


def _inner(gap: Gap) -> str:
    answers = "|".join(gap.accept)
    return f"text: {answers}, fact: {gap.fact}" if gap.fact else answers


# -- picked answers ----------------------------------------------------------------------------------------------


def _true_false(question: TrueFalse, text: str) -> TrueFalse:
    at = _option(question, OPTIONS, text)
    return structs.replace(question, answer="true" if at == 0 else "false")


def _choice(question: Choice, text: str) -> Choice:
    options = question.options
    at = _option(question, options, text)
    others = tuple(Option(one) for place, one in enumerate(options) if place != at)
    return structs.replace(question, answer=options[at], distractors=others)


def _multiple(question: Multiple, texts: Sequence[str]) -> Iterable[Multiple]:
    """A key for each way to ask for some of these options and not for the others."""
    options = question.options
    free = list(dict.fromkeys(_option(question, options, text) for text in texts))
    if len(free) > MOST_TEXTS:
        raise UsageError(
            tr("{id}: not more than {most} options can be accepted", id=question.id, most=MOST_TEXTS),
            hint=tr("--void it"),
        )
    fixed = [at for at in range(len(question.answers)) if at not in free]
    for size in range(len(free) + 1):
        for asked in combinations(free, size):
            right = [*fixed, *asked]
            if right:
                wrong = tuple(Option(one) for at, one in enumerate(options) if at not in right)
                yield structs.replace(question, answers=tuple(options[at] for at in right), distractors=wrong)


def _option(question: Question, options: Sequence[str], text: str) -> int:
    found = [at for at, option in enumerate(options) if normalise(option) == normalise(text)]
    if len(found) != 1:
        known = did_you_mean(text, options) or tr("it has: {names}", names=", ".join(options))
        raise UsageError(tr("{id} has no option {text!r}", id=question.id, text=text), hint=known)
    return found[0]


def _all_responses(interaction: PickOne | PickMany) -> Iterable[Response]:
    places = range(len(interaction.options))
    if isinstance(interaction, PickOne):
        return places
    sizes = range(1, len(places) + 1) if interaction.choose is None else (interaction.choose,)
    return chain.from_iterable(combinations(places, size) for size in sizes)


def _shown(first: Question, key: Question, shown: Shown) -> Shown:
    """The first question as shown, its options counted as another key counts them."""
    if key is first or not isinstance(first, Choice | Multiple):
        return shown
    ordered = cast("Choice | Multiple", key).options
    return structs.replace(shown, order=tuple(ordered.index(first.options[at]) for at in shown.order))


def _sound(question: Question, texts: Sequence[str]) -> Question:
    """The question, if its fields still make sense."""
    faults = [one for one in question.faults() if one.where[:1] != ("bank",)] if texts else []
    if faults:
        raise UsageError(
            tr(
                "{id} cannot accept {names}: {why}",
                id=question.id,
                names=", ".join(map(repr, texts)),
                why=faults[0].message,
            )
        )
    return question
