"""A learner's terminal session on made-up questions: `python -m tests.terminal.play pick-one order …`.

The tests run it in a pseudo-terminal, and people to look at the screens. `--seconds N` sets a time limit; with
`--each` every question is a session of its own, which Ctrl-C or Ctrl-D ends; `--spacious` sets lines wide apart.
"""

import sys
import threading

from learn.session.asker import Answer, Reply
from learn.terminal.interactive import InteractiveAsker
from tests.terminal.scenes import INTERACTIONS
from tests.terminal.scripted import play


def main(arguments: list[str]) -> None:
    """Play, and print what the asker replied."""
    seconds = float(arguments.pop(arguments.index("--seconds") + 1)) if "--seconds" in arguments else None
    names = [name for name in arguments if not name.startswith("--")] or list(INTERACTIONS)
    for some in [[name] for name in names] if "--each" in arguments else [names]:
        try:
            asker = InteractiveAsker(sys.stdin, sys.stdout, spacious="--spacious" in arguments)
            said = words(play(asker, some, seconds=seconds))
        except KeyboardInterrupt:
            said = "INTERRUPTED"
        assert threading.active_count() == 1
        print(f"REPLIES {said}", flush=True)


def words(replies: list[Reply]) -> str:
    """The replies in little room: responses and the names of commands."""
    return " ".join(_word(reply) for reply in replies)


def _word(reply: Reply) -> str:
    if isinstance(reply, Answer):
        return f"{reply.response}{'?' if reply.guessed else ''}".replace(" ", "")
    return f"/{reply.name}" + (f"={reply.remark.replace(' ', '_')}" if reply.remark else "")


if __name__ == "__main__":
    main(sys.argv[1:])
