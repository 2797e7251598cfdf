"""A learner's terminal session on made-up questions: `python -m tests.terminal.play pick-one order …`.

The tests run it in a pseudo-terminal, and people to look at the screens. `--seconds N` sets a time limit.
"""

import sys

from learn.session.asker import Closing
from learn.terminal.interactive import InteractiveAsker
from tests.terminal.scenes import INTERACTIONS
from tests.terminal.scripted import play


def main(arguments: list[str]) -> None:
    seconds = float(arguments.pop(arguments.index("--seconds") + 1)) if "--seconds" in arguments else None
    names = [name for name in arguments if not name.startswith("--")] or list(INTERACTIONS)
    asker = InteractiveAsker(sys.stdin, sys.stdout)
    try:
        replies = play(
            asker, names, seconds=seconds, closing=Closing(1, 1, 100, can_undo=True) if "--short" in arguments else None
        )
    except KeyboardInterrupt:
        print("INTERRUPTED")
        raise SystemExit(130) from None
    print("REPLIES", replies)


if __name__ == "__main__":
    main(sys.argv[1:])
