"""A Moodle question as a block of a GIFT file."""

from collections.abc import Iterable

from learn.exchange.gift_text import Format, level, marked, misread, write, write_answer, write_right
from learn.exchange.html_text import escaped_around
from learn.exchange.moodle_bank import category_path
from learn.exchange.moodle_question import BLANK, Answer, MoodleQuestion, Refused
from learn.exchange.moodle_weights import FULL, written
from learn.exchange.moodle_writing import Losses
from learn.language import tr
from learn.text import clean


def category(title: str) -> str:
    """The line that names the category, and the blank one behind it."""
    return f"$CATEGORY: {category_path(title)}\n\n" if title.strip() else ""


NOTHING = "<span></span>"
"""What stands in HTML where a question begins with its gap."""


def block(question: MoodleQuestion, losses: Losses) -> str:
    """The block, with the blank line that ends it. Raises Refused for what GIFT has no way to say."""
    default = _format(question)
    answers = _ANSWERS[question.type](question, default, losses)
    general = write(question.general, default) and f"####{write(question.general, default)}"
    before, after = _text(question, default)
    return f"{_comment(question)}::{marked(question.name)}::{before}{{{answers}{general}}}{after}\n\n"


def _comment(question: MoodleQuestion) -> str:
    words = [f"[id:{question.idnumber}]", *(f"[tag:{_tag(tag)}]" for tag in question.tags)]
    return f"// {' '.join(words)}\n"


def _tag(text: str) -> str:
    """A tag in brackets: a backslash at its end must not escape the closing one."""
    bracketed = clean(text, "\t").replace("]", "\\]")
    return f"{bracketed} " if bracketed.endswith("\\") else bracketed


def _format(question: MoodleQuestion) -> Format:
    """The format to declare for the whole question: what its text needs, or what any other of its texts does."""
    needed = level(_blanked(question))
    if needed == 2:
        return "html"
    texts = [question.general, question.right_feedback, *(one.feedback for one in question.answers)]
    texts += [one.text for one in question.answers] if question.type == "multichoice" else []
    texts += [left for left, _ in question.pairs]
    if not needed and 1 not in map(level, filter(None, texts)):
        return "moodle"
    return "html" if _begins_with_gap(question) else "plain"


def _begins_with_gap(question: MoodleQuestion) -> bool:
    """Whether nothing stands before the answers. Some readers take no format there, so HTML says nothing by a tag."""
    return bool(question.around) and not question.around[0]


def _blanked(question: MoodleQuestion) -> str:
    return BLANK.join(question.around) or question.text


def _text(question: MoodleQuestion, default: Format) -> tuple[str, str]:
    """The text before the answers, its format declared, and that behind them."""
    if not question.around:
        return write(question.text, default, declare=default != "moodle"), ""
    pieces = escaped_around(question.around) if default == "html" else question.around
    before, after = map(marked, pieces)
    prefix = f"[{default}]" if default != "moodle" or before.startswith("[") else ""
    return prefix + (NOTHING if prefix and not before else before), after


def _feedback(text: str, default: Format, arrow: bool = True) -> str:
    return f"#{write(text, default, arrow=arrow)}" if text else ""


def _multichoice(question: MoodleQuestion, default: Format, losses: Losses) -> str:  # noqa: ARG001
    lines = []
    for one in question.answers:
        full = question.single and one.weight >= FULL
        mark = "=" if full else f"~%{written(one.weight)}%" if one.weight else "~"
        text = write(one.text, default, arrow=not full)  # some readers take `=a -> b` for a pair, whatever is behind it
        lines.append(f"\n\t{mark}{text}{_feedback(one.feedback, default)}")
    return "".join(lines) + "\n"


def _truefalse(question: MoodleQuestion, default: Format, losses: Losses) -> str:  # noqa: ARG001
    wrong, right = write(question.wrong_feedback, default), write(question.right_feedback, default)
    told = f"#{wrong}#{right}" if right else f"#{wrong}" if wrong else ""
    return question.answers[0].text.upper() + told


def _shortanswer(question: MoodleQuestion, default: Format, losses: Losses) -> str:
    _check_typed(question.answers, losses)
    lines = [
        f"\n\t={'' if one.weight >= FULL else f'%{written(one.weight)}%'}{write_answer(one.text)}"
        f"{_feedback(one.feedback, default, arrow=False)}"
        for one in question.answers
    ]
    return "".join(lines) + "\n"


def _check_typed(answers: Iterable[Answer], losses: Losses) -> None:
    for one in answers:
        if "->" in one.text:
            raise Refused(tr("GIFT takes `->` in an answer for a pair to match"))
        if misread(one.text):
            losses["accept"] = tr("Moodle takes `&&0…` in an answer for a mark of its own")


def _numerical(question: MoodleQuestion, default: Format, losses: Losses) -> str:  # noqa: ARG001
    one = question.answers[0]
    if one.span:
        return f"#{'..'.join(one.span)}"
    return f"#{one.text}:{one.tolerance}" if one.tolerance != "0" else f"#{one.text}"


def _matching(question: MoodleQuestion, default: Format, losses: Losses) -> str:  # noqa: ARG001
    lines = [f"\n\t={write(left, default, arrow=False)} -> {write_right(right)}" for left, right in question.pairs]
    return "".join(lines) + "\n"


def _essay(question: MoodleQuestion, default: Format, losses: Losses) -> str:  # noqa: ARG001
    return ""


_ANSWERS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "essay": _essay,
}
