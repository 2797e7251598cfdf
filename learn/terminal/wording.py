"""The words of the screens: how a score, a day, a claim and a command are said. English, in one place."""

from collections.abc import Sequence

from learn.events import Mode
from learn.interactions import Reveal
from learn.session.asker import Asked, Feedback, Return
from learn.text import counted, rounded

CLAIMS = {
    "reported": "reported",
    "official": "official statement",
    "expert": "expert view",
    "argument": "argument",
    "forecast": "forecast",
}
MODES: dict[Mode, str] = {"practice": "practice", "review": "review", "test": "test"}

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

LABELS = {name: name for name in KEYS} | {"override": "I was right"}
"""What the footer calls them."""

MEANINGS = {
    "hint": "show a hint",
    "skip": "leave this question for later",
    "undo": "take the last answer back",
    "guess": "I am guessing (again: I am not)",
    "override": "I was right",
    "flag": "tell the teacher that something is wrong here",
    "quit": "stop here; go on later with learn resume",
    "stop": "stop here",
    "keys": "show the keys",
}


def counted_minutes(minutes: float) -> str:
    """`12 minutes`, `1 minute`, `2.5 minutes`."""
    return f"{number(minutes)} minute" + "s" * (minutes != 1)


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
    return "Again" if asked.comeback else f"Question {asked.n} of {asked.of}"


def clock(seconds: float) -> str:
    """The time that is left, as on a clock: `4:09`, `1:02:03`."""
    whole = max(0, int(seconds + 0.999))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def spoken_time(seconds: float) -> str:
    """The time that is left, in words."""
    minutes, rest = divmod(max(0, int(seconds + 0.999)), 60)
    parts = [counted(minutes, "minute")] * bool(minutes) + [counted(rest, "second")] * bool(rest or not minutes)
    return " ".join(parts)


def in_days(days: int) -> str:
    """When something comes back."""
    if days <= 0:
        return "later in this session"
    if days == 1:
        return "tomorrow"
    if days < 60:
        return f"in {days} days"
    return f"in about {round(days / 30.4)} months" if days < 700 else f"in about {round(days / 365.25)} years"


def comes_back(returns: Sequence[Return]) -> str:
    """When the facts of a question come back; "" where that is not known."""
    if not returns:
        return ""
    soonest, latest = min(back.days for back in returns), max(back.days for back in returns)
    if soonest == latest:
        return f"Comes back {in_days(soonest)}."
    if soonest <= 0:
        return f"Comes back later in this session, and {in_days(latest)}."
    return f"Comes back in {soonest} to {latest} days."


def outcome(feedback: Feedback) -> str:
    """Right, wrong or partly, in words."""
    if feedback.overridden:
        return "Right, as you say"
    score, card = feedback.verdict.score, isinstance(feedback.asked.interaction, Reveal)
    if score >= 1:
        return "You knew it" if card else "Right"
    if score <= 0:
        return "Not known yet" if card else "Wrong"
    return f"Partly right, {percent(100 * score)}"
