"""An item of QTI 2.1 while it is written, and the elements that items of all kinds are made of."""

import re
from collections.abc import Iterable

from learn.exchange.labelled import settings
from learn.exchange.xml_write import Xml, element, named, text
from learn.kinds.base import Question

UNEVEN = re.compile(r"^[ \n\t]|[ \n\t]$|  |\t| \n|\n ")
"""White space that XHTML would lose."""
RESPONSE, FEEDBACK = "RESPONSE", "FEEDBACK"


class Written:
    """An item while it is written: responses, body, scoring, feedback, and what gets lost."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.responses: list[Xml] = []
        self.body: list[Xml] = []
        self.score: Xml = Xml("")
        self.rules: list[Xml] = []
        self.shown: list[Xml] = []
        self.modal: list[Xml] = []
        self.labels: dict[str, str] = settings(question)
        self.notes: list[str] = []
        self.skipped = ""

    def tell(self, name: str, words: str) -> None:
        """Give a text of feedback, if there is one, under its identifier."""
        if words:
            content = element("p", inline(words))
            told = {"outcomeIdentifier": FEEDBACK, "identifier": name, "showHide": "show"}
            self.modal.append(named("modalFeedback", told, content))

    def always(self, name: str, words: str) -> None:
        """A text of feedback that all get to see."""
        self.tell(name, words)
        if words:
            self.shown.append(base_value(name))


def inline(words: str) -> Xml:
    """A text within a paragraph, with its line ends and all its spaces."""
    if UNEVEN.search(words):
        return element("span", words, class_="learn-pre")
    return Xml(text(words).replace("\n", "<br/>"))


def base_value(value: str, base: str = "identifier") -> Xml:
    """A value of a type, in a rule."""
    return element("baseValue", value, baseType=base)


def variable(name: str = RESPONSE) -> Xml:
    """What a response or an outcome is, in a rule."""
    return element("variable", identifier=name)


def sets(outcome: str, value: Xml) -> Xml:
    """What a rule does: an outcome gets a value."""
    return element("setOutcomeValue", value, identifier=outcome)


def rule(test: Xml, *does: Xml) -> Xml:
    """What is done where the test holds."""
    return element("responseCondition", element("responseIf", test, *does))


def right_if(test: Xml) -> Xml:
    """A rule that gives full marks where the test holds (the score is 0 before)."""
    return rule(test, sets("SCORE", base_value("1", "float")))


def is_correct() -> Xml:
    """The test whether the response is the declared one."""
    return element("match", variable(), element("correct", identifier=RESPONSE))


def share(parts: Iterable[Xml], number: int) -> Xml:
    """The mean of what parts earn."""
    total = list(parts)
    summed = element("sum", *total) if len(total) > 1 else total[0]
    return element("divide", summed, base_value(str(number), "float")) if number > 1 else summed


def declare(name: str, cardinality: str, base: str, correct: Iterable[str], mapping: Xml | None = None) -> Xml:
    """The declaration of a response: its type, what is right, and what its values are worth."""
    values = [element("value", one) for one in correct]
    right = [element("correctResponse", *values)] if values else []
    mapped = [mapping] if mapping is not None else []
    told = {"identifier": name, "cardinality": cardinality, "baseType": base}
    return named("responseDeclaration", told, *right, *mapped)


def mapping_of(worth: dict[str, str], case: bool | None = None, **bounds: str) -> Xml:
    """A mapping of values to what they are worth; `case` says of texts whether capitals count."""
    more = {} if case is None else {"caseSensitive": "true" if case else "false"}
    entries = (element("mapEntry", mapKey=key, mappedValue=value, **more) for key, value in worth.items())
    return element("mapping", *entries, defaultValue="0", **bounds)


def mapped(name: str = RESPONSE) -> Xml:
    """What a response is worth by its mapping."""
    return element("mapResponse", identifier=name)


def prompt_of(question: Question) -> Xml:
    """The question as the prompt of an interaction."""
    return element("prompt", inline(question.ask))
