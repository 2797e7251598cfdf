"""Questions and responses as xAPI's interaction activities have them (xAPI 1.0.3, Data, section 2.4.4.1).

Options, items and both sides of a match are called by their place in the bank, counted from 1. The pattern of correct
responses lists what the author wrote: an answer taken for right in spite of a misspelling is not in it, and where the
author left it open with a `*` there is none.
"""

from collections.abc import Callable, Sequence
from itertools import islice, product
from typing import Any

from learn.analysis.results import Answered
from learn.kinds.base import Question
from learn.text import is_wildcard, literal, parse_number, plain_number

TYPE = "http://adlnet.gov/expapi/activities/cmi.interaction"
LANGUAGE = "und"
"""Undetermined (RFC 5646): a bank does not say what language it is in."""
SHORT = 250
"""Characters up to which a text is filled in, and from which it is a long one."""
MOST_PATTERNS = 50


def definition(question: Question | None, answer: Answered) -> dict[str, Any]:
    """The definition of the activity that answering a question is."""
    if question is None or question.kind not in _DEFINED:
        return {"type": TYPE, "interactionType": "other"}
    asked = {"type": TYPE, "description": texts(question.prompt)}
    return asked | _DEFINED[question.kind](question, answer)


def response(question: Question | None, answer: Answered) -> str:
    """What was answered, in the form of the patterns."""
    if question is not None and question.kind in _SAID:
        said = _SAID[question.kind](question, answer.chosen)
        if said is not None:
            return said
    return joined(_plain(one) for one in answer.chosen)


def texts(text: str) -> dict[str, str]:
    """A text as a language map."""
    return {LANGUAGE: text}


def joined(parts: Any) -> str:
    """A list in one text. What would end a part within it is taken apart."""
    return "[,]".join(part.replace("[,]", "[, ]") for part in parts)


def _plain(one: Any) -> str:
    if isinstance(one, bool):
        return "true" if one else "false"
    return "[.]".join(map(str, one)) if isinstance(one, (list, tuple)) else str(one)


# ------------------------------------------------------------------------------------------------------- definitions


def _choice(question: Any, answer: Answered) -> dict[str, Any]:  # noqa: ARG001 - one form for all
    right = len(question.answers) if question.kind == "multiple" else 1
    return {
        "interactionType": "choice",
        "choices": _components(question.options),
        "correctResponsesPattern": [joined(_ids(range(right)))],
    }


def _true_false(question: Any, answer: Answered) -> dict[str, Any]:  # noqa: ARG001
    return {"interactionType": "true-false", "correctResponsesPattern": [question.answer]}


def _short(question: Any, answer: Answered) -> dict[str, Any]:
    return _filled([question.accept], question.case, answer)


def _cloze(question: Any, answer: Answered) -> dict[str, Any]:
    filled = _filled([gap.accept for gap in question.parsed.gaps], question.case, answer)
    return filled | {"description": texts("\n\n".join(filter(None, (question.ask, question.parsed.shown))))}


def _filled(gaps: Sequence[Sequence[str]], case: bool, answer: Answered) -> dict[str, Any]:
    """One pattern for each way to fill all gaps, where they can be listed."""
    exact = [[literal(one) for one in gap if not is_wildcard(one)] for gap in gaps]
    patterns = [joined(way) for way in islice(product(*exact), MOST_PATTERNS)]
    longest = max(map(len, (*patterns, joined(map(str, answer.chosen)))), default=0)
    kind = {"interactionType": "long-fill-in" if longest > SHORT else "fill-in"}
    mark = "{case_matters=true}" if case else ""
    return kind | ({"correctResponsesPattern": [mark + one for one in patterns]} if patterns else {})


def _number(question: Any, answer: Answered) -> dict[str, Any]:  # noqa: ARG001
    low, high = map(plain_number, question.limits)
    return {"interactionType": "numeric", "correctResponsesPattern": [low if low == high else f"{low}[:]{high}"]}


def _order(question: Any, answer: Answered) -> dict[str, Any]:  # noqa: ARG001
    items = [item.text for item in question.items]
    return {
        "interactionType": "sequencing",
        "choices": _components(items),
        "correctResponsesPattern": [joined(_ids(range(len(items))))],
    }


def _match(question: Any, answer: Answered) -> dict[str, Any]:  # noqa: ARG001
    sides = question.matching
    pairs = (f"{_id(at)}[.]{_id(right)}" for at, (_, right, _) in enumerate(sides.left))
    return {
        "interactionType": "matching",
        "source": _components([text for text, _, _ in sides.left]),
        "target": _components(sides.right),
        "correctResponsesPattern": ["[,]".join(pairs)],
    }


def _card(question: Any, answer: Answered) -> dict[str, Any]:  # noqa: ARG001
    return {"interactionType": "other"}


def _components(options: Sequence[str]) -> list[dict[str, Any]]:
    return [{"id": _id(at), "description": texts(text)} for at, text in enumerate(options)]


def _id(at: int) -> str:
    return str(at + 1)


def _ids(places: Any) -> list[str]:
    return [_id(at) for at in places]


# --------------------------------------------------------------------------------------------------------- responses


def _places(options: Sequence[str], chosen: Sequence[Any]) -> str | None:
    """The ids of what was chosen; None where an option is not there any more."""
    known = {text: at for at, text in enumerate(options)}
    return joined(_ids(known[one] for one in chosen)) if all(one in known for one in chosen) else None


def _said_choice(question: Any, chosen: Sequence[Any]) -> str | None:
    return _places(question.options, chosen)


def _said_order(question: Any, chosen: Sequence[Any]) -> str | None:
    return _places([item.text for item in question.items], chosen)


def _said_true_false(question: Any, chosen: Sequence[Any]) -> str | None:  # noqa: ARG001
    return joined(str(one).lower() for one in chosen)


def _said_match(question: Any, chosen: Sequence[Any]) -> str | None:
    sides = question.matching
    left = {text: at for at, (text, _, _) in enumerate(sides.left)}
    right = {text: at for at, text in enumerate(sides.right)}
    if not all(len(pair) == 2 and pair[0] in left and pair[1] in right for pair in chosen):
        return None
    return "[,]".join(f"{_id(left[one])}[.]{_id(right[other])}" for one, other in chosen)


def _said_number(question: Any, chosen: Sequence[Any]) -> str | None:
    number = parse_number(str(chosen[0]), question.unit) if chosen else None
    return None if number is None else plain_number(number)


_DEFINED: dict[str, Callable[[Any, Answered], dict[str, Any]]] = {
    "choice": _choice,
    "multiple": _choice,
    "true_false": _true_false,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "sort": _match,
    "cloze": _cloze,
    "card": _card,
}

_SAID: dict[str, Callable[[Any, Sequence[Any]], str | None]] = {
    "choice": _said_choice,
    "multiple": _said_choice,
    "true_false": _said_true_false,
    "number": _said_number,
    "order": _said_order,
    "match": _said_match,
    "sort": _said_match,
}
