"""A small engine for the tests: feeds questions and verdicts to an asker and keeps what it replied."""

from collections.abc import Sequence

from learn.session.asker import Answer, Asker, Closing, Command, Feedback, Opening, Reply
from learn.verdict import Verdict
from tests.terminal.scenes import CLOSING, OPENING, RIGHT, asked, feedback


def play(
    asker: Asker,
    names: Sequence[str],
    opening: Opening = OPENING,
    closing: Closing | None = None,
    seconds: float | None = None,
) -> list[Reply]:
    """Ask the named scenes one after another: a hint is given, an answer gets its feedback, quit pauses."""
    replies: list[Reply] = []
    asker.open(opening)
    for n, name in enumerate(names, 1):
        question = asked(name, n=n, of=len(names), seconds_left=seconds)
        while True:
            reply = asker.ask(question)
            replies.append(reply)
            if isinstance(reply, Answer):
                command = asker.feedback(verdict_on(name, n, len(names), reply))
                replies.extend([command] if command else [])
                reply = command or reply
            if isinstance(reply, Command) and reply.name in {"quit", "expired"}:
                asker.close(Closing(points=1, max=len(names), percent=0, paused=True, answered=n - 1))
                return replies
            if isinstance(reply, Command) and reply.name == "hint":
                asker.hint(question, "Look south.")
                question = asked(name, n=n, of=len(names), hint_shown="Look south.", seconds_left=seconds)
            elif isinstance(reply, Command) and reply.name == "flag":
                asker.tell("Flagged for the teacher.")
            else:
                break
    last = asker.close(closing or CLOSING)
    return replies + ([last] if last else [])


def verdict_on(name: str, n: int, of: int, reply: Answer) -> Feedback:
    """Right if it is the scene's right answer, else wrong (and partly right where the scene has parts)."""
    key, expected = RIGHT[name]
    score = float(reply.response == key)
    scene = feedback(name, score=score)
    return feedback(
        name,
        score=score,
        n=n,
        asked=asked(name, n=n, of=of),
        response=reply.response,
        recorded=f"event-{n}",
        verdict=Verdict(score=score, expected=expected, key=key, feedback=scene.verdict.feedback),
        last=n == of,
    )
