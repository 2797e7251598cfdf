"""Let espeak-ng speak every screen of plain mode: `python -m tests.terminal.listening [--lang ko] [--text]`.

Prints how long each takes, and how long one listens before the line that answers; `--text` prints the screens, too.
"""

import argparse
import tempfile
from pathlib import Path

from tests.terminal.listening.scenes import Screen, screens
from tests.terminal.listening.voice import seconds

ANSWERS = {
    "en": ("Right", "Wrong", "Partly right", "Not known yet", "E114"),
    "ko": ("맞음", "틀림", "부분 정답", "아직 모름", "E114"),
}
"""How the line begins that one has been waiting for, where it is not the first."""


def main() -> None:
    """Speak, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", choices=list(ANSWERS), default="en")
    parser.add_argument("--text", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for screen in screens(Path(folder), given.lang):
            whole = seconds(screen.said, given.lang)
            print(f"{screen.name:20} {_before(screen, given.lang):7} {whole:6.1f}", flush=True)
            if given.text:
                print(screen.said)


def _before(screen: Screen, lang: str) -> str:
    """The seconds from the last prompt to the verdict, "" where no verdict is given."""
    lines = screen.said.splitlines()
    verdict = next((n for n, line in enumerate(lines) if n and line.startswith(ANSWERS[lang])), None)
    return "" if verdict is None else f"{seconds(chr(10).join(lines[:verdict]), lang):.1f}"


if __name__ == "__main__":
    main()
