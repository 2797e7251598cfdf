"""The library: all content that can be asked and read, from an index that parses no file twice.

Opening it looks at the times and sizes of the files, no more, unless one changed. Questions and lessons are decoded
when they are asked for.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from learn.language import tr
from learn.problems import NotFound, Problem, UsageError
from learn.session.candidate import Candidate
from learn.store.index_places import SUFFIXES, Root, display
from learn.store.index_reader import stored_problems
from learn.store.index_rows import BankRow, FactCard, LessonRow, TestTerms, lesson_row
from learn.store.library_lessons import LessonReader
from learn.store.library_questions import QuestionReader

if TYPE_CHECKING:
    from learn.content.values import Bank

__all__ = ["BankRow", "FactCard", "LessonRow", "Library", "Root", "TestTerms"]


class Library(QuestionReader, LessonReader):
    """All content of some folders and files. Open it with `Library.open`, close it when done."""

    # -- what there is ------------------------------------------------------------------------------------------

    @property
    def notices(self) -> tuple[str, ...]:
        """One line each: files that are broken, ids that stand twice and which file is used, facts no lesson has."""
        found = self._rows("SELECT value FROM meta WHERE key = 'notices'")
        return msgspec.json.decode(found[0][0], type=tuple[str, ...]) if found else ()

    def content(self) -> tuple[str, int] | None:
        """What tells this content from any other, and how many facts it asks."""
        found = dict(self._rows("SELECT key, value FROM meta WHERE key IN ('content', 'asked')"))
        return (found["content"], int(found["asked"])) if len(found) == 2 else None

    def banks(self) -> list[BankRow]:
        """The banks without faults, by id."""
        query = (
            "SELECT b.id, b.title, b.lesson, f.path, b.questions FROM bank AS b JOIN file AS f ON f.id = b.file "
            "WHERE NOT f.broken ORDER BY b.ordinal"
        )
        return [BankRow(id_, title, lesson, display(path), n) for id_, title, lesson, path, n in self._rows(query)]

    def versions(self) -> dict[str, str]:
        """For each bank without faults 16 hexadecimal digits that change with its file."""
        query = "SELECT b.id, f.sha256 FROM bank AS b JOIN file AS f ON f.id = b.file WHERE NOT f.broken"
        return {id_: sha256.hex()[:16] for id_, sha256 in self._rows(query)}

    def lessons(self) -> list[LessonRow]:
        """The lessons without faults, in teaching order: behind what they require, else by the name of their file."""
        query = (
            "SELECT l.id, l.title, l.summary, f.path, l.requires, l.minutes, l.facts, "
            "(SELECT coalesce(sum(questions), 0) FROM bank_lesson AS b WHERE b.lesson = l.id), l.position "
            "FROM lesson AS l JOIN file AS f ON f.id = l.file WHERE NOT f.broken ORDER BY l.position"
        )
        return [lesson_row(row) for row in self._rows(query)]

    def problems(self, name: str | Path) -> list[Problem]:
        """What is wrong in a file, given by its path or by the id of the bank or lesson in it."""
        for query in (
            "SELECT problems FROM file WHERE path = ?",
            "SELECT f.problems FROM file AS f JOIN bank AS b ON b.file = f.id WHERE b.id = ?",
            "SELECT f.problems FROM file AS f JOIN lesson AS l ON l.file = f.id WHERE l.id = ?",
        ):
            value = os.path.realpath(name) if "path" in query else str(name)
            found = self._rows(query, (value,))
            if found:
                return stored_problems(found[0][0])
        return []

    # -- banks --------------------------------------------------------------------------------------------------

    def bank(self, name: str) -> BankRow:
        """The bank that was asked for: by path if that is a file or ends in `.yaml`, else by id, former ids too.

        NotFound where there is none, BrokenContent where its file has errors.
        """
        if _is_path(name):
            return self._bank_at(name)
        query = "SELECT f.path FROM bank AS b JOIN file AS f ON f.id = b.file WHERE b.id = ?"
        found = self._rows(query, (name,)) or self._rows(query, (self._renamed("bank", name),))
        if not found:
            self._refuse_if_broken(self._file_called(name))
            raise NotFound(tr("there is no bank {name!r}", name=name), hint=self._near("bank", name))
        return self._sound_bank(found[0][0])

    def _bank_at(self, name: str) -> BankRow:
        real = os.path.realpath(name)
        if not Path(real).is_file():
            raise NotFound(tr("there is no file {name}", name=name), hint=self._near("bank", Path(name).stem))
        if not self._rows("SELECT 1 FROM file WHERE path = ?", (real,)):
            self._renew(files=(*self._files, Path(real)))
        return self._sound_bank(real)

    def _sound_bank(self, path: str) -> BankRow:
        """The bank in an indexed file."""
        self._refuse_if_broken(path)
        query = (
            "SELECT b.id, b.title, b.lesson, f.path, b.questions, f.owner, f.sort FROM file AS f "
            "LEFT JOIN bank AS b ON b.file = f.id WHERE f.path = ?"
        )
        id_, title, lesson, _, questions, owner, sort = self._rows(query, (path,))[0]
        if sort != "bank":
            raise UsageError(tr("{file} is no bank", file=display(path)), hint=tr("a bank begins with `bank: its-id`"))
        if id_ is None:
            raise UsageError(
                tr("{file} is not the only file with a bank {bank}", file=display(path), bank=owner),
                hint=tr("name one of them only"),
            )
        return BankRow(id_, title, lesson, display(path), questions)

    def bank_title(self, bank: str) -> str:
        """The bank's title; its id where it is not there any more."""
        return self._titles("bank").get(bank, bank)

    def heading(self, candidate: Candidate) -> str:
        """What to write above a question: the title of its lesson, else of its bank."""
        return self._titles("lesson").get(candidate.lesson) or self.bank_title(candidate.bank)

    def test_spec(self, bank: str) -> TestTerms | None:
        """The test that a bank describes, None if it describes none."""
        head = self._head(bank)
        if head is None or head.test is None:
            return None
        return TestTerms(head.test.questions, head.test.minutes, head.test.require, head.test.draw)

    def language(self, bank: str) -> str:
        """The language tag (BCP 47) that a bank gives for its texts, "" where it gives none."""
        head = self._head(bank)
        return head.lang if head else ""

    def _head(self, bank: str) -> "Bank | None":
        """A bank without its questions."""
        from learn.content.values import Bank

        found = self._rows("SELECT f.head FROM bank AS b JOIN file AS f ON f.id = b.file WHERE b.id = ?", (bank,))
        return msgspec.msgpack.decode(found[0][0], type=Bank) if found else None

    def renames(self) -> dict[str, dict[str, str]]:
        """New ids by old ones, for each of fact, question (`bank/question`), lesson and bank.

        A renamed bank, or question that is its own fact, is written out for each of its questions.
        """
        found: dict[str, dict[str, str]] = {kind: {} for kind in ("fact", "question", "lesson", "bank")}
        for kind, old, new in self._rows("SELECT kind, old, new FROM rename"):
            found[kind][old] = new
        return found


def _is_path(name: str) -> bool:
    return name.endswith(SUFFIXES) or Path(name).is_file()
