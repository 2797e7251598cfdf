"""The Big List of Naughty Strings as questions, options and typed answers."""

import os
import sys
from pathlib import Path

from msgspec.structs import replace

from learn.interactions import Gaps, Interaction, Line, Match, Order, PickMany, PickOne, Response, Reveal
from learn.session.asker import Asked, Asker, Closing, Feedback, Missed, Opening, Source
from learn.verdict import Part, Verdict
from tests.terminal.scenes import CLOSING, OPENING, asked

DATA = Path(os.environ.get("LEARN_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
FILE = DATA / "hostile" / "naughty_strings.txt"


def strings() -> list[str]:
    """Every line of the file."""
    return FILE.read_bytes().decode("utf-8", "replace").split("\n")


def questions(texts: list[str]) -> list[Asked]:
    """The texts as everything that a question shows: six texts each, all interactions in turn."""
    groups = [texts[start : start + 6] for start in range(0, len(texts), 6)]
    return [_question(n, tuple(text or "empty" for text in group)) for n, group in enumerate(groups)]


def _question(n: int, texts: tuple[str, ...]) -> Asked:
    gaps = texts[0].replace("____", "_") + "____."
    interactions: tuple[Interaction, ...] = (
        PickOne(texts),
        PickMany(texts),
        Order(texts),
        Match(texts[:2], texts),
        Gaps(gaps, 1, texts),
        Line(unit=texts[-1]),
        Gaps(gaps, 1),
        Reveal(texts[-1]),
    )
    return asked(n=n + 1, of=n + 1, question=f"q/{n}", ask=texts[0], interaction=interactions[n % 8], heading=texts[-1])


def a_response(interaction: Interaction) -> Response:
    """Some answer that fits."""
    match interaction:
        case PickOne():
            return 0
        case PickMany():
            return (0,)
        case Order(items=items):
            return tuple(range(len(items)))
        case Match(left=left):
            return (0,) * len(left)
        case Line(unit=unit):
            return unit
        case Gaps(text=text):
            return (text,)
        case Reveal():
            return False


def feedback(one: Asked) -> Feedback:
    """The question's texts wherever feedback has one."""
    text, other = one.ask, one.heading
    part = Part(0.0, text, other, text)
    return Feedback(
        n=one.n,
        asked=one,
        response=a_response(one.interaction),
        verdict=Verdict(0.5, [text, other], feedback=text, note=other, parts=(part,) * (one.n % 2)),
        recorded=one.question,
        explain=text,
        sources=(Source(text, other, text, other, text, disputed=other),),
    )


def opening(text: str) -> Opening:
    """The text wherever an opening has one."""
    return replace(OPENING, title=text, notices=(text,))


def closing(text: str) -> Closing:
    """The text wherever an end has one."""
    missed = (Missed(text, text, text),)
    return replace(CLOSING, learned=(text,), missed=missed, advice=text, next_due=text, can_undo=False)


def show(asker: Asker, some: list[Asked]) -> None:
    """All that an asker can say about the questions, but for asking them."""
    for one in some:
        asker.open(opening(one.ask))
        asker.hint(one, one.ask)
        asker.tell(one.heading)
        asker.malformed(one.ask)
        asker.recorded(one, one.ask)
        asker.verdicts((feedback(one),))
        asker.close(closing(one.heading))


def main() -> None:
    """Ask and show all of it on a terminal; END is printed behind it."""
    from learn.terminal.interactive import InteractiveAsker

    asker = InteractiveAsker(sys.stdin, sys.stdout)
    some = questions(strings())
    show(asker, some)
    for one in some:
        asker.open(OPENING)
        asker.ask(one)
        asker.feedback(feedback(one))
    asker.restore()
    print("END")


if __name__ == "__main__":
    main()
