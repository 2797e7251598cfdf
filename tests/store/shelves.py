"""Small folders of content for the tests of the library."""

import os
from pathlib import Path

from learn.store.library import Library, Root

SOURCES = """\
sources:
  - {id: kyunghyang, title: Commentary, type: commentary, paragraphs: 20}
  - {id: uh-kim, title: Interview, type: interview}
speakers:
  - {id: hong-min, name: Hong Min, role: researcher}
"""
LESSON = """\
lesson: {id}
title: Lesson {id}
summary: About {id}.
requires: [{requires}]
minutes: 7
sections:
  - {{heading: One, text: Text., facts: [{id}-a, {id}-b]}}
facts:
  - id: {id}-a
    statement: Statement a.
    by: hong-min
    from: [kyunghyang P9, uh-kim P2]
    disputed: {id}-b
    claim: expert
  - {{id: {id}-b, statement: Statement b., from: [kyunghyang P3, kyunghyang P5]}}
"""
CARD = "  - {{id: {id}, kind: card, front: Front of {id}, back: Back{more}}}\n"


def lesson(id_: str, requires: str = "") -> str:
    return LESSON.format(id=id_, requires=requires)


def bank(id_: str, *questions: str, head: str = "") -> str:
    """A bank of cards; a question may be written as `id` or as `id, key: value`."""
    cards = "".join(
        CARD.format(id=one.partition(",")[0], more=", " + one.partition(",")[2] if "," in one else "")
        for one in questions
    )
    return f"bank: {id_}\ntitle: Bank {id_}\n{head}questions:\n{cards}"


class Shelf:
    """A root in a folder of its own."""

    def __init__(self, path: Path, rank: int = 1) -> None:
        self.path = path
        self.root = Root(path, rank)
        for name in ("lessons", "question_banks"):
            (path / name).mkdir(parents=True, exist_ok=True)

    def lesson(self, name: str, text: str) -> Path:
        return self._write(self.path / "lessons" / f"{name}.yaml", text)

    def bank(self, name: str, text: str) -> Path:
        return self._write(self.path / "question_banks" / f"{name}.yaml", text)

    @staticmethod
    def _write(path: Path, text: str) -> Path:
        path.write_text(text, encoding="utf-8")
        return path

    def two_lessons(self) -> "Shelf":
        """Sources, two lessons of which the first by name requires the other, and a bank for one of them."""
        self.lesson("sources", SOURCES)
        self.lesson("01-later", lesson("later", "earlier"))
        self.lesson("02-earlier", lesson("earlier"))
        self.bank(
            "later",
            bank(
                "later",
                "q1, fact: later-a, tags: [dates], difficulty: intro",
                "q2, facts: [later-a, later-b], points: 2",
                "own",
                head="lesson: later\ntest: {pass: 70, minutes: 5, draw: [{lesson: later, count: 2}]}\n",
            ),
        )
        return self


def settle(path: Path) -> None:
    """Make a file look as if it had been written an hour ago."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - 3_600_000_000_000))


def library(tmp_path: Path, *shelves: Shelf, files: tuple[Path, ...] = ()) -> Library:
    return Library.open(tmp_path / "cache", [shelf.root for shelf in shelves], files)
