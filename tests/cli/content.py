"""A small lesson with its bank, so that tests know every right answer. In lists the right answer stands first."""

from collections.abc import Mapping
from pathlib import Path

LESSON = """\
lesson: tides
title: Tides
summary: Why the sea rises and falls.
minutes: 2
objectives: [Say what moves the sea.]
sections:
  - heading: The pull
    text: The **Moon** pulls at the sea. It does so about twice a day.
    facts: [moon-pulls, twice-a-day]
  - heading: Springs
    text: When Sun and Moon pull together, the tide is a *spring tide*.
    facts: [spring-tide]
facts:
  - id: moon-pulls
    statement: The Moon's pull raises the tides.
    from: handbook P1
  - id: twice-a-day
    statement: Most coasts have two high tides a day.
    from: handbook P2
  - id: spring-tide
    statement: A spring tide comes when Sun and Moon pull in line.
    from: handbook P3
"""

SOURCES = """\
sources:
  - {id: handbook, title: Handbook of the sea, type: document, paragraphs: 5}
"""

BANK = """\
bank: tides
title: Tides
lesson: tides
test: {questions: 3, minutes: 10, pass: 70}
questions:
  - id: what-pulls
    kind: choice
    fact: moon-pulls
    ask: What pulls at the sea?
    answer: The Moon
    distractors:
      - The wind: The wind makes waves.
      - The fish
    explain: The nearer body wins.
    hint: You see it at night.
    shuffle: false
  - id: what-pulls-typed
    kind: short
    fact: moon-pulls
    ask: Which body raises the tides?
    accept: [The Moon, Moon]
    hint: It begins with an M.
  - id: how-often
    kind: choice
    fact: twice-a-day
    ask: How many high tides do most coasts have in a day?
    answer: Two
    distractors: [Seven, None]
    shuffle: false
  - id: how-often-typed
    kind: number
    fact: twice-a-day
    ask: How many high tides a day?
    value: 2
  - id: in-line
    kind: choice
    fact: spring-tide
    ask: What is a tide called that comes when Sun and Moon pull in line?
    answer: A spring tide
    distractors: [A neap tide, A brown tide]
    tags: [names]
    shuffle: false
  - id: in-line-typed
    kind: short
    fact: spring-tide
    ask: Sun and Moon in line make a ... tide?
    accept: [spring]
    tags: [names]
"""

BROKEN = """\
bank: broken
title: Broken
questions:
  - id: one
    kind: choice
    ask: Is this right?
    answer: Yes
    distractor: [No]
"""


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Texts under their names in a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def write_content(folder: Path) -> Path:
    """The lesson, its source and its bank in a folder that `--content` takes."""
    files = {"lessons/sources.yaml": SOURCES, "lessons/tides.yaml": LESSON, "question_banks/tides.yaml": BANK}
    return write_files(folder, files)


def write_broken(folder: Path) -> Path:
    """A bank with two faults: an unknown key in line 8, and for that reason nothing to choose from."""
    path = folder / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path
