"""The words of the screens: how a score, a day, a claim and a command are said, in one place."""

from collections.abc import Sequence

from learn.events import Mode
from learn.interactions import Reveal
from learn.language import tr, translatable, trc, trn
from learn.session.asker import Asked, Feedback, Return
from learn.text import rounded

KEYS = {
    "hint": "h",
    "skip": "s",
    "undo": "u",
    "guess": "g",
    "override": "o",
    "flag": "f",
    "quit": "q",
    "stop": "q",
    "keys": "?",
}
"""The one-letter commands in lists and on the feedback screen."""

_LABELS = {
    "hint": translatable("hint"),
    "skip": translatable("skip"),
    "undo": translatable("undo"),
    "guess": translatable("guess"),
    "override": translatable("I was right"),
    "flag": translatable("flag"),
    "quit": translatable("quit"),
    "stop": translatable("stop"),
    "keys": translatable("keys"),
}

_MEANINGS = {
    "hint": translatable("show a hint"),
    "skip": translatable("leave this question for later"),
    "undo": translatable("take the last answer back"),
    "guess": translatable("I am guessing (again: I am not)"),
    "override": translatable("I was right"),
    "flag": translatable("tell the teacher that something is wrong here"),
    "quit": translatable("stop here; go on later with learn resume"),
    "stop": translatable("stop here"),
    "keys": translatable("show the keys"),
}


def label(command: str) -> str:
    """What the footer calls a command."""
    return tr(_LABELS[command])


def meaning(command: str) -> str:
    """What a command does."""
    return tr(_MEANINGS[command])


def claim(name: str) -> str:
    """What sort of claim a fact is; an author's own word as it is."""
    match name:
        case "reported":
            return trc("claim", "reported")
        case "official":
            return tr("official statement")
        case "expert":
            return tr("expert view")
        case "argument":
            return trc("claim", "argument")
        case "forecast":
            return trc("claim", "forecast")
        case _:
            return name


def mode(name: Mode) -> str:
    """The mode of a session."""
    match name:
        case "practice":
            return trc("mode", "practice")
        case "review":
            return trc("mode", "review")
        case "test":
            return trc("mode", "test")


_KINDS = {
    "choice": translatable("choice"),
    "multiple": translatable("multiple"),
    "true_false": translatable("true false"),
    "short": translatable("short"),
    "number": translatable("number"),
    "order": translatable("order"),
    "match": translatable("match"),
    "sort": translatable("sort"),
    "cloze": translatable("cloze"),
    "card": translatable("card"),
}


def kind(name: str) -> str:
    """A kind of question as a learner calls it."""
    return tr(_KINDS[name]) if name in _KINDS else name.replace("_", " ")


def counted_minutes(minutes: float) -> str:
    """`12 minutes`, `1 minute`, `2.5 minutes`."""
    if minutes == int(minutes):
        return trn("{n} minute", "{n} minutes", int(minutes))
    return tr("{minutes} minutes", minutes=number(minutes))


def number(value: float) -> str:
    """A number without needless decimals: `8.5`, `10`."""
    return rounded(value, 2)


def percent(value: float) -> str:
    """`85%`, from 0–100."""
    return f"{number(round(value, 1))}%"


def sentence(text: str) -> str:
    """A message of the engine as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")


def place(asked: Asked) -> str:
    """Where in the session a question stands."""
    return trc("question", "Again") if asked.comeback else tr("Question {n} of {of}", n=asked.n, of=asked.of)


def clock(seconds: float) -> str:
    """The time that is left, as on a clock: `4:09`, `1:02:03`."""
    whole = max(0, int(seconds + 0.999))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def spoken_time(seconds: float) -> str:
    """The time that is left, in words."""
    minutes, rest = divmod(max(0, int(seconds + 0.999)), 60)
    said = [trn("{n} minute", "{n} minutes", minutes)] if minutes else []
    if rest or not minutes:
        said.append(trn("{n} second", "{n} seconds", rest))
    return " ".join(said)


def in_days(days: int) -> str:
    """When something comes back."""
    if days <= 0:
        return tr("later in this session")
    if days == 1:
        return tr("tomorrow")
    if days < 60:
        return trn("in {n} day", "in {n} days", days)
    if days < 700:
        return trn("in about {n} month", "in about {n} months", round(days / 30.4))
    return trn("in about {n} year", "in about {n} years", round(days / 365.25))


def comes_back(returns: Sequence[Return]) -> str:
    """When the facts of a question come back; "" where that is not known."""
    if not returns:
        return ""
    soonest, latest = min(back.days for back in returns), max(back.days for back in returns)
    if soonest == latest:
        return tr("Comes back {when}.", when=in_days(soonest))
    if soonest <= 0:
        return tr("Comes back later in this session, and {when}.", when=in_days(latest))
    return tr("Comes back in {soonest} to {latest} days.", soonest=soonest, latest=latest)


def outcome(feedback: Feedback) -> str:
    """Right, wrong or partly, in words."""
    if feedback.overridden:
        return tr("Right, as you say")
    score, card = feedback.verdict.score, isinstance(feedback.asked.interaction, Reveal)
    if score >= 1:
        return tr("You knew it") if card else trc("verdict", "Right")
    if score <= 0:
        return tr("Not known yet") if card else trc("verdict", "Wrong")
    return tr("Partly right, {percent}", percent=percent(100 * score))
