"""An item of QTI 1.2 while it is written, and the elements that items of all kinds are made of."""

from learn.exchange.html_text import escaped
from learn.exchange.labelled import settings
from learn.exchange.xml_write import Xml, element
from learn.kinds.base import Question

RESPONSE = "response1"


class Written:
    """An item while it is written: what it shows, how it is scored, its feedback, and what gets lost."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.type = ""
        self.ask = html(question.ask)
        self.responses: list[Xml] = []
        self.rules: list[Xml] = []
        self.feedback: dict[str, str] = {}
        self.fields: list[tuple[str, str]] = []
        self.labels: dict[str, str] = settings(question)
        self.notes: list[str] = []
        self.skipped = ""

    def tell(self, name: str, text: str) -> None:
        """Give a text of feedback, if there is one, under its identifier."""
        if text:
            self.feedback[name] = text

    def shows(self, condition: Xml, name: str) -> None:
        """A rule that shows a feedback."""
        if name in self.feedback:
            shown = element("displayfeedback", feedbacktype="Response", linkrefid=name)
            self.rules.append(rule(condition, shown, go_on="Yes"))


def html(text: str) -> str:
    """The text as a paragraph of HTML, nothing for nothing."""
    return f"<p>{escaped(text)}</p>" if text else ""


def material(text: str) -> Xml:
    """The text as it is shown."""
    return element("material", element("mattext", html(text), texttype="text/html"))


def option(text: str) -> Xml:
    """The text of an option: plain where nothing of it would be lost, for Canvas shows HTML there less well."""
    if text == " ".join(text.split()):
        return element("material", element("mattext", text, texttype="text/plain"))
    return material(text)


def label_of(ident: str, text: str) -> Xml:
    """An option under its identifier."""
    return element("response_label", option(text), ident=ident)


def equal(ident: str, response: str = RESPONSE, **attributes: str) -> Xml:
    """The test whether a response is this one."""
    return element("varequal", ident, respident=response, **attributes)


def rule(condition: Xml, *does: Xml, go_on: str = "No") -> Xml:
    """What is done where the condition holds; `go_on`: whether rules behind it are looked at then."""
    return element("respcondition", element("conditionvar", condition), *does, continue_=go_on)


def scores(condition: Xml, percent: str = "100", action: str = "Set", go_on: str = "No") -> Xml:
    """A rule that gives so many percent."""
    return rule(condition, element("setvar", percent, action=action, varname="SCORE"), go_on=go_on)


def shares(parts: int) -> list[str]:
    """What each of so many parts earns, in percent, so that together they earn 100."""
    each = round(100 / parts, 2)
    return [f"{each:.2f}"] * (parts - 1) + [f"{100 - each * (parts - 1):.2f}"]


def ident_of(at: int) -> str:
    """The identifier of an option: a number, as Canvas has them."""
    return str(1001 + at)
