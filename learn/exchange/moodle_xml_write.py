"""A Moodle question as an element of Moodle XML, in the order and with the elements that Moodle itself writes."""

from learn.exchange.html_text import escaped, escaped_around, is_html
from learn.exchange.moodle_cloze import gap_source
from learn.exchange.moodle_question import Answer, MoodleQuestion, Refused
from learn.exchange.moodle_weights import written
from learn.exchange.moodle_writing import Losses
from learn.exchange.xml_safe import Node
from learn.language import tr
from learn.text import clean

HEADING, BACK = '<div class="ask">', '<div class="back">'
"""Begin what stands above the text of a gapped question or a card, and the back of a card above its explanation."""

_HTML = {"format": "html"}
_PLAIN = {"format": "plain_text"}


def category(path: str) -> Node:
    """The question that is none: the category of those that follow."""
    return Node("question", {"type": "category"}, Node("category", None, _text(path)))


def node_of(question: MoodleQuestion, losses: Losses) -> Node:  # noqa: ARG001 - as all writers of Moodle's formats
    """The element. Raises Refused for what cannot stand in it."""
    node = Node("question", {"type": question.type})
    node.content += [
        Node("name", None, _text(question.name)),
        Node("questiontext", _HTML, _raw(_source(question))),
        Node("generalfeedback", _HTML, _raw(_headed(BACK, question.back) + escaped(question.general))),
        Node("defaultgrade", None, _points(question.points)),
        Node("penalty", None, "0.3333333"),
        Node("hidden", None, "0"),
        Node("idnumber", None, clean(question.idnumber, "")),
        *_FIELDS[question.type](question),
        *(_html("hint", hint) for hint in question.hints),
    ]
    if question.tags:
        node.content.append(Node("tags", None, *(Node("tag", None, _text(tag)) for tag in question.tags)))
    return node


def lines(node: Node) -> str:
    """The element as text, each of its parts on a line of its own."""
    attributes = "".join(f' {name}="{value}"' for name, value in node.attributes.items())
    inner = "".join(f"    {one.outer}\n" for one in node)
    return f"  <{node.tag}{attributes}>\n{inner}  </{node.tag}>\n"


def _points(points: float | None) -> str:
    return repr(points or 1.0).removesuffix(".0")


def _raw(source: str) -> Node:
    return Node("text", None, clean(source, "\n\t"))


def _text(text: str) -> Node:
    return _raw(text)


def _html(tag: str, text: str) -> Node:
    return Node(tag, _HTML, _raw(escaped(text)))


def _source(question: MoodleQuestion) -> str:
    """The text in HTML, gaps in the syntax of the type; what looks like one in the text is not taken for it."""
    heading = _headed(HEADING, question.ask)
    if not question.around:
        return heading + escaped(question.text)
    pieces = escaped_around(question.around)
    around = [piece.replace("{", "&#123;").replace("[[", "&#91;&#91;") for piece in pieces]
    gaps = _places(question) if question.type == "gapselect" else [gap_source(gap) for gap in question.gaps]
    return heading + around[0] + "".join(gap + text for gap, text in zip(gaps, around[1:], strict=True))


def _headed(heading: str, text: str) -> str:
    return f"{heading}{escaped(text)}</div>" if text else ""


def _places(question: MoodleQuestion) -> list[str]:
    words = list(question.words)
    return [f"[[{words.index(gap.answers[0].text) + 1}]]" for gap in question.gaps]


def _answer(one: Answer, *more: Node, html: bool = False) -> Node:
    """An answer; to be shown, it is HTML, to be typed, plain text."""
    body = escaped(one.text) if html else one.text
    attributes = {"fraction": written(one.weight), **(_HTML if html else _PLAIN)}
    return Node("answer", attributes, _raw(body), _html("feedback", one.feedback), *more)


def _flag(tag: str, value: bool) -> Node:
    return Node(tag, None, "true" if value else "false")


def _combined() -> list[Node]:
    names = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    return [*(_html(name, "") for name in names), Node("shownumcorrect")]


def _multichoice(question: MoodleQuestion) -> list[Node]:
    return [
        _flag("single", question.single),
        _flag("shuffleanswers", question.shuffle),
        Node("answernumbering", None, "abc"),
        *_combined(),
        *(_answer(one, html=True) for one in question.answers),
    ]


def _truefalse(question: MoodleQuestion) -> list[Node]:
    right = question.answers[0].text
    return [
        _answer(
            Answer(
                text,
                100.0 if text == right else 0.0,
                question.right_feedback if text == right else question.wrong_feedback,
            )
        )
        for text in ("true", "false")
    ]


def _shortanswer(question: MoodleQuestion) -> list[Node]:
    return [Node("usecase", None, "1" if question.case else "0"), *(_answer(one) for one in question.answers)]


def _numerical(question: MoodleQuestion) -> list[Node]:
    one = question.answers[0]
    nodes = [_answer(one, Node("tolerance", None, one.tolerance or "0"))]
    if question.unit:
        unit = Node("unit", None, Node("multiplier", None, "1"), Node("unit_name", None, clean(question.unit, "")))
        nodes.append(Node("units", None, unit))
    return [
        *nodes,
        Node("unitgradingtype", None, "0"),
        Node("unitpenalty", None, "0.1"),
        Node("showunits", None, "0" if question.unit else "3"),
        Node("unitsleft", None, "0"),
    ]


def _matching(question: MoodleQuestion) -> list[Node]:
    pairs = [
        Node("subquestion", _HTML, _raw(escaped(left)), Node("answer", None, _raw(_right(right))))
        for left, right in question.pairs
    ]
    return [_flag("shuffleanswers", question.shuffle), *_combined(), *pairs]


def _right(text: str) -> str:
    """The right side of a pair, which Moodle shows without tags, entities decoded."""
    return escaped(text) if is_html(text) else text


def _ordering(question: MoodleQuestion) -> list[Node]:
    """Graded as we do: by the share of pairs in the right order."""
    return [
        Node("layouttype", None, "VERTICAL"),
        Node("selecttype", None, "ALL"),
        Node("selectcount", None, str(len(question.items))),
        Node("gradingtype", None, "RELATIVE_ALL_PREVIOUS_AND_NEXT"),
        Node("showgrading", None, "SHOW"),
        Node("numberingstyle", None, "none"),
        *_combined(),
        *(
            Node("answer", {"fraction": str(place), **_HTML}, _raw(escaped(item)))
            for place, item in enumerate(question.items, 1)
        ),
    ]


def _cloze(question: MoodleQuestion) -> list[Node]:
    if any(not one.text.strip() for gap in question.gaps for one in gap.answers):
        raise Refused(tr("a gap accepts nothing that could be written"))
    return []


def _gapselect(question: MoodleQuestion) -> list[Node]:
    options = [Node("selectoption", None, _raw(escaped(word)), Node("group", None, "1")) for word in question.words]
    return [Node("shuffleanswers", None, "1"), *_combined(), *options]


def _essay(question: MoodleQuestion) -> list[Node]:  # noqa: ARG001 - nothing of an essay is the question's own
    settings = {"responseformat": "editor", "responserequired": "1", "responsefieldlines": "15", "attachments": "0"}
    return [*(Node(tag, None, value) for tag, value in settings.items()), _html("graderinfo", "")]


_FIELDS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "gapselect": _gapselect,
    "essay": _essay,
}
