"""Moodle's multichoice and truefalse: options with weights, and our choice, multiple and true_false."""

from collections.abc import Iterable
from typing import Any

from learn.exchange.moodle_question import Answer, MoodleQuestion, Refused
from learn.exchange.moodle_weights import FULL, accepted, nearest, same, written
from learn.exchange.placing import placed
from learn.kinds.base import Option
from learn.kinds.choice import Choice
from learn.kinds.multiple import Multiple
from learn.kinds.true_false import TrueFalse
from learn.language import tr

Fields = tuple[str, dict[str, Any]]
"""A kind, and the fields of its own."""


def check_weights(answers: Iterable[Answer], line: int) -> None:
    """Raises Refused for the first weight that Moodle does not take."""
    for one in answers:
        if not accepted(one.weight):
            raise Refused(
                tr("Moodle has no weight of {percent} % and refuses the question", percent=written(one.weight)),
                "E313",
                one.line or line,
                tr("the nearest it has is {percent} %", percent=written(nearest(one.weight))),
            )


def feedback_note(answers: Iterable[Answer]) -> list[str]:
    """A note where right answers have feedback, for which there is no place here."""
    told = [one.text for one in answers if one.feedback]
    return [tr("the feedback to the right answer {answers}", answers=_named(told))] if told else []


def _named(texts: Iterable[str]) -> str:
    return ", ".join(f"`{text[:40]}`" for text in texts)


# -------------------------------------------------------------------------------------------------------------- reading


def read_multichoice(question: MoodleQuestion, weighed: bool, notes: list[str]) -> Fields:
    """A choice where one option is to be picked, else a multiple, its scoring told by the weights where `weighed`."""
    answers = _filled(question.answers, notes)
    check_weights(answers, question.line)
    if len(answers) < 2:
        raise Refused(tr("there are fewer than two options"), "E314", question.line)
    if question.single:
        return _read_choice(question, answers, notes)
    return _read_multiple(question, answers, weighed, notes)


def _filled(answers: tuple[Answer, ...], notes: list[str]) -> list[Answer]:
    """The answers that say something. A right one that is empty stays, to be refused later."""
    kept = [one for one in answers if one.text.strip() or one.weight > 0]
    if len(kept) < len(answers):
        notes.append(tr("an empty option is left out"))
    return kept


def _read_choice(question: MoodleQuestion, answers: list[Answer], notes: list[str]) -> Fields:
    right = [one for one in answers if one.weight >= FULL]
    if not right:
        raise Refused(tr("no option earns full marks"), "E315", question.line)
    others = [one for one in answers if one.weight < FULL]
    notes += feedback_note(right)
    if len(right) > 1:
        notes.append(tr("a second right option is left out: {answers}", answers=_named(one.text for one in right[1:])))
    partial = [
        tr("`{text}` earns {percent} % there, nothing here", text=one.text[:40], percent=written(one.weight))
        for one in others
        if one.weight
    ]
    notes += partial
    fields: dict[str, Any] = {"answer": right[0].text, "distractors": _options(others)}
    return "choice", fields | _order(question, answers[0] is right[0], notes)


def _order(question: MoodleQuestion, right_first: bool, notes: list[str]) -> dict[str, Any]:
    """`shuffle: false` where the order is fixed and ours would be the same."""
    if question.shuffle:
        return {}
    if right_first:
        return {"shuffle": False}
    notes.append(tr("the fixed order of the options: they are shuffled here"))
    return {}


def _options(answers: Iterable[Answer]) -> tuple[Option, ...]:
    return tuple(Option(one.text, one.feedback) for one in answers)


def _read_multiple(question: MoodleQuestion, answers: list[Answer], weighed: bool, notes: list[str]) -> Fields:
    right = [one for one in answers if one.weight > 0]
    wrong = [one for one in answers if one.weight <= 0]
    if not right:
        raise Refused(tr("no option is right"), "E315", question.line)
    notes += feedback_note(right)
    share = 100 / len(right)
    if not all(same(one.weight, share) for one in right):
        notes.append(tr("the weights of the right options: each counts alike here"))
    if weighed and any(not same(one.weight, -share) for one in wrong):
        notes.append(tr("the weights of the wrong options: each costs here what a right one earns"))
    first = all(one.weight > 0 for one in answers[: len(right)])
    fields: dict[str, Any] = {
        "answers": tuple(one.text for one in right),
        "distractors": _options(wrong),
        "scoring": "partial",
    }
    return "multiple", fields | _order(question, first, notes)


def read_truefalse(question: MoodleQuestion, notes: list[str]) -> Fields:
    """A true_false; feedback to the wrong answer says how things are, so it is the correction."""
    right, wrong = question.right_feedback, question.wrong_feedback
    if right and right != wrong:
        notes.append(tr("the feedback to the right answer `{feedback}`", feedback=right[:40]))
    elif wrong and not right:
        notes.append(tr("the feedback to the wrong answer is shown after either answer here"))
    answer = "true" if question.answers and question.answers[0].text == "true" else "false"
    return "true_false", {"answer": answer, "correction": wrong}


# -------------------------------------------------------------------------------------------------------------- writing


def write_choice(question: Choice) -> dict[str, Any]:
    """The fields of a multichoice of which one option is picked."""
    return {"answers": tuple(Answer(one.text, 100.0 if one.right else 0.0, one.feedback) for one in placed(question))}


def write_multiple(question: Multiple, losses: dict[str, str]) -> dict[str, Any]:
    """The fields of a multichoice of which several options are picked.

    Moodle adds the weights up and gives nothing below 0: exactly our scoring `partial`, if a right option earns what
    a wrong one costs. It cannot give all or nothing.
    """
    share = 100 / len(question.answers)
    weight = nearest(share)
    if not same(weight, share):
        losses["answers"] = tr(
            "Moodle has no weight of {percent} % for each right option: {nearest} %",
            percent=written(share),
            nearest=written(weight),
        )
    if question.scoring == "all" and len(question.answers) > 1:
        losses["scoring"] = tr("Moodle gives a part of the points for a part of the right options")
    if question.tell:
        losses["tell"] = tr("Moodle does not tell how many options are right")
    cost = 100.0 if question.scoring == "all" else weight
    options = (Answer(one.text, weight if one.right else -cost, one.feedback) for one in placed(question))
    return {"answers": tuple(options), "single": False}


def write_true_false(question: TrueFalse) -> dict[str, Any]:
    """The fields of a truefalse; the correction is told after either answer."""
    return {
        "answers": (Answer(question.answer, 100.0),),
        "right_feedback": question.correction,
        "wrong_feedback": question.correction,
    }
