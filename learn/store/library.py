"""The library: all content that can be asked and read, from an index that parses no file twice.

Opening it looks at the times and sizes of the files, no more, unless one changed. Questions and lessons are decoded
when they are asked for.
"""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from learn.content.pause import paused_gc
from learn.problems import BrokenContent, NotFound, Problem, StoreError, UsageError, did_you_mean
from learn.session.candidate import Candidate
from learn.store import index_schema
from learn.store.index_lookup import Lookup, Place
from learn.store.index_opening import Opened, open_index
from learn.store.index_places import SUFFIXES, Root, display
from learn.store.index_rows import BankRow, FactCard, LessonRow, TestTerms, fact_card, lesson_row

if TYPE_CHECKING:
    from learn.content.values import Fact, Lesson, Source, Speaker
    from learn.kinds.base import Question

__all__ = ["BankRow", "FactCard", "LessonRow", "Library", "Root", "TestTerms"]

T = TypeVar("T")
_CHUNK = 500
_CANDIDATES = "SELECT c.candidates FROM bank AS b JOIN bank_chunk AS c ON c.bank = b.id"


class Library:
    """All content of some folders and files. Open it with `Library.open`, close it when done."""

    def __init__(self, opened: Opened, cache: Path | None, roots: Sequence[Root], files: Sequence[Path]) -> None:
        self._opened = opened
        self._db = opened.db
        self._cache = cache
        self._roots = tuple(roots)
        self._files = tuple(files)
        self._lookup = Lookup(self._rows)
        self._decoded: dict[tuple[str, str], Any] = {}

    @classmethod
    def open(cls, cache: Path | None, roots: Sequence[Root], files: Sequence[Path] = ()) -> "Library":
        """The library of those folders and single files (which are nearest), its index brought up to date.

        The index lies in the folder `cache`, which is made if it is not there. Without one, or where it cannot be
        written, a temporary index is made and gone when the library is closed. A damaged one is made anew.
        """
        return cls(open_index(cache, roots, files), cache, roots, files)

    @property
    def path(self) -> Path:
        """The file of the index, to be attached by the store (its tables: `learn.store.index_schema`)."""
        return self._opened.path

    def close(self) -> None:
        """Close the index; a temporary one is removed."""
        self._db.close()
        if self._opened.folder is not None:
            self._opened.folder.cleanup()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a query. An index that turns out to be damaged is made anew, once."""
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if not index_schema.is_damage(error):
                raise StoreError(f"The index {self.path} could not be read ({error}).") from error
            self._renew()
            return self._db.execute(query, values).fetchall()

    def _renew(self, files: Sequence[Path] | None = None) -> None:
        """Open again: after damage (the index is thrown away), or with more files than before."""
        self.close()
        if files is None:
            index_schema.remove(self.path)
        fresh = Library.open(self._cache, self._roots, self._files if files is None else files)
        self.__dict__.update(fresh.__dict__)
        self._lookup = Lookup(self._rows)

    # -- what there is ------------------------------------------------------------------------------------------

    @property
    def notices(self) -> tuple[str, ...]:
        """One line each: files that are broken, ids that stand twice and which file is used, facts no lesson has."""
        found = self._rows("SELECT value FROM meta WHERE key = 'notices'")
        return msgspec.json.decode(found[0][0], type=tuple[str, ...]) if found else ()

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
                return _problems(found[0][0])
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
            raise NotFound(f"there is no bank {name!r}", hint=self._near("bank", name))
        return self._sound_bank(found[0][0])

    def _bank_at(self, name: str) -> BankRow:
        real = os.path.realpath(name)
        if not Path(real).is_file():
            raise NotFound(f"there is no file {name}", hint=self._near("bank", Path(name).stem))
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
            raise UsageError(f"{display(path)} is no bank", hint="a bank begins with `bank: its-id`")
        if id_ is None:
            raise UsageError(f"{display(path)} is not the only file with a bank {owner}", hint="name one of them only")
        return BankRow(id_, title, lesson, display(path), questions)

    def _refuse_if_broken(self, path: str | None) -> None:
        """BrokenContent with all problems where an indexed file has errors."""
        found = self._rows("SELECT problems FROM file WHERE path = ? AND broken", (path,)) if path else []
        if found:
            problems = _problems(found[0][0])
            raise BrokenContent(f"{display(path or '')} has errors", problems=problems)

    def _file_called(self, name: str) -> str | None:
        """An indexed file of that name in which nothing could be read, so that nobody knows its id."""
        for (path,) in self._rows("SELECT path FROM file WHERE broken AND owner = '' ORDER BY rank"):
            if Path(path).stem == name:
                return str(path)
        return None

    def bank_title(self, bank: str) -> str:
        """The bank's title; its id where it is not there any more."""
        return self._titles("bank").get(bank, bank)

    def heading(self, candidate: Candidate) -> str:
        """What to write above a question: the title of its lesson, else of its bank."""
        return self._titles("lesson").get(candidate.lesson) or self.bank_title(candidate.bank)

    def _titles(self, table: str) -> dict[str, str]:
        def read() -> dict[str, str]:
            return dict(self._rows(f"SELECT id, title FROM {table}"))  # noqa: S608 - one of two names

        return self._once(("titles", table), read)

    def test_spec(self, bank: str) -> TestTerms | None:
        """The test that a bank describes, None if it describes none."""
        from learn.content.values import Bank

        found = self._rows("SELECT f.head FROM bank AS b JOIN file AS f ON f.id = b.file WHERE b.id = ?", (bank,))
        head = msgspec.msgpack.decode(found[0][0], type=Bank) if found else None
        if head is None or head.test is None:
            return None
        return TestTerms(head.test.questions, head.test.minutes, head.test.require, head.test.draw)

    # -- questions ----------------------------------------------------------------------------------------------

    def candidates(
        self,
        banks: Sequence[str] | None = None,
        lesson: str | None = None,
        tags: Sequence[str] = (),
        kinds: Sequence[str] = (),
        facts: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Candidate]:
        """The questions that fit everything given, in the order of banks (by id) and of their files.

        With several tags or kinds, one of each suffices. `facts`: those that test one of these; `limit`: no more
        than so many. Good questions of broken files are among them: what was learned can still be reviewed.
        """
        if facts is not None:
            found = list(dict.fromkeys(one for some in self.candidates_for(facts).values() for one in some))
        else:
            found = self._in_banks(banks, lesson)
        if lesson is not None:
            found = [one for one in found if one.lesson == lesson]
        if facts is not None and banks is not None:
            found = [one for one in found if one.bank in banks]
        if kinds:
            found = [one for one in found if one.kind in kinds]
        if tags:
            found = [one for one in found if not set(tags).isdisjoint(one.tags)]
        return found[:limit]

    def _in_banks(self, banks: Sequence[str] | None, lesson: str | None) -> list[Candidate]:
        decode = msgspec.msgpack.Decoder(list[Candidate]).decode
        if banks is None and lesson is not None:
            found = self._rows("SELECT bank FROM bank_lesson WHERE lesson = ?", (lesson,))
            banks = [bank for (bank,) in found]
        if banks is None:
            blobs = self._rows(f"{_CANDIDATES} ORDER BY b.ordinal, c.n")
        else:
            blobs = self._rows(f"{_CANDIDATES} WHERE b.id IN ({_marks(banks)}) ORDER BY b.ordinal, c.n", banks)
        with paused_gc():
            return [one for (blob,) in blobs for one in decode(blob)]

    def candidates_for(self, facts: Collection[str]) -> dict[str, list[Candidate]]:
        """The questions on each of the facts, in the order the facts are given; facts without any are left out."""
        places: dict[str, list[Place]] = {}
        for some in _chunks(list(facts)):
            query = f"SELECT fact, bank, question FROM question_fact WHERE fact IN ({_marks(some)})"  # noqa: S608
            for fact, bank, question in self._rows(query, some):
                places.setdefault(fact, []).append((bank, question))
        found = self._lookup.candidates({place for some in places.values() for place in some})
        grouped = {fact: [found[place] for place in places[fact] if place in found] for fact in facts if fact in places}
        return {fact: sorted(some, key=lambda one: (one.bank, one.position)) for fact, some in grouped.items() if some}

    def lookup(self, questions: Iterable[Place]) -> dict[Place, Candidate]:
        """Candidates by (bank, question), former ids followed; what is gone is left out."""
        wanted = dict.fromkeys(questions)
        found = self._lookup.candidates(wanted)
        for place in wanted.keys() - found.keys():
            moved = self._moved(*place)
            found.update((place, one) for one in self._lookup.candidates([moved] if moved else []).values())
        return {place: found[place] for place in wanted if place in found}

    def candidate(self, bank: str, question: str) -> Candidate:
        """One question as a candidate. NotFound where it is gone."""
        found = self.lookup([(bank, question)])
        if not found:
            raise self._no_question(bank, question)
        return found[(bank, question)]

    def question(self, bank: str, id_: str) -> "Question":
        """One question, decoded; a former id is followed. NotFound where it is gone."""
        found = self._lookup.body(bank, id_)
        if found is None and (moved := self._moved(bank, id_)):
            found = self._lookup.body(*moved)
        if found is None:
            raise self._no_question(bank, id_)
        from learn.kinds import kind_class

        kind, body = found
        return msgspec.msgpack.decode(body, type=kind_class(kind))

    def _moved(self, bank: str, question: str) -> Place | None:
        """Where a renamed question, or one of a renamed bank, is now."""
        found = self._rows("SELECT new FROM rename WHERE kind = 'question' AND old = ?", (f"{bank}/{question}",))
        if not found:
            return None
        new_bank, _, new_id = found[0][0].partition("/")
        return new_bank, new_id

    def _no_question(self, bank: str, question: str) -> NotFound:
        known = self._lookup.ids(bank)
        if not known:
            return NotFound(f"there is no bank {bank!r}", hint=self._near("bank", bank))
        return NotFound(f"there is no question {question!r} in bank {bank}", hint=did_you_mean(question, known))

    # -- lessons and facts ----------------------------------------------------------------------------------------

    def lesson(self, name: str) -> "Lesson":
        """A lesson with its text, by id or a former id.

        NotFound where there is none, BrokenContent where its file has errors.
        """
        found = self._lesson_file(name) or self._lesson_file(self._renamed("lesson", name))
        if not found:
            self._refuse_if_broken(self._file_called(name))
            raise NotFound(f"there is no lesson {name!r}", hint=self._near("lesson", name))
        self._refuse_if_broken(found[0][1])
        return self._lesson(found[0][0])

    def _lesson_file(self, name: str) -> list[Any]:
        query = "SELECT l.id, f.path FROM lesson AS l JOIN file AS f ON f.id = l.file WHERE l.id = ?"
        return self._rows(query, (name,))

    def _lesson(self, id_: str) -> "Lesson":
        def read() -> "Lesson":
            from learn.content.values import Lesson

            query = "SELECT f.head FROM lesson AS l JOIN file AS f ON f.id = l.file WHERE l.id = ?"
            return msgspec.msgpack.decode(self._rows(query, (id_,))[0][0], type=Lesson)

        return self._once(("lesson", id_), read)

    def fact(self, fact: str) -> FactCard | None:
        """A fact with who says so and where; None for one that no lesson has."""
        found = self._fact(self._fact_renames().get(fact, fact))
        if found is None:
            return None
        lesson, value = found
        other = self._fact(value.disputed) if value.disputed else None
        return fact_card(lesson, value, other[1] if other else None, *self._sources())

    source_of = fact

    def _fact(self, fact: str) -> "tuple[str, Fact] | None":
        found = self._rows("SELECT lesson FROM fact WHERE id = ? AND bank = ''", (fact,))
        if not found:
            return None
        lesson = found[0][0]
        facts = self._once(("facts", lesson), lambda: {one.id: one for one in self._lesson(lesson).facts})
        return lesson, facts[fact]

    def _sources(self) -> "tuple[dict[str, Source], dict[str, Speaker]]":
        """Sources and speakers by id, the nearest where an id stands twice."""

        def read() -> "tuple[dict[str, Source], dict[str, Speaker]]":
            from learn.content.values import Sources

            sources: dict[str, Source] = {}
            speakers: dict[str, Speaker] = {}
            for (head,) in self._rows("SELECT head FROM file WHERE sort = 'sources' ORDER BY rank DESC, path DESC"):
                value = msgspec.msgpack.decode(head, type=Sources)
                sources.update((one.id, one) for one in value.sources)
                speakers.update((one.id, one) for one in value.speakers)
            return sources, speakers

        return self._once(("sources", ""), read)

    def fact_lessons(self, facts: Collection[str]) -> dict[str, str]:
        """The lesson of each fact that belongs to one."""
        found: dict[str, str] = {}
        for some in _chunks(list(facts)):
            query = f"SELECT id, lesson FROM fact WHERE lesson <> '' AND id IN ({_marks(some)})"  # noqa: S608
            found.update(self._rows(query, some))
        return found

    def fact_count(self) -> int:
        """How many facts there are that some question asks."""
        count: int = self._rows("SELECT count(*) FROM fact WHERE questions > 0")[0][0]
        return count

    def new_facts(self, known: Collection[str], lesson: str | None = None, limit: int | None = None) -> list[str]:
        """Facts that are asked and not among the known ones, in teaching order, at most `limit`."""
        within = " AND lesson = ?" if lesson is not None else ""
        query = f"SELECT id FROM fact WHERE questions > 0{within} ORDER BY position"  # noqa: S608
        found: list[str] = []
        for (fact,) in self._db.execute(query, (lesson,) if lesson is not None else ()):
            if limit is not None and len(found) >= limit:
                break
            if fact not in known:
                found.append(fact)
        return found

    # -- renames --------------------------------------------------------------------------------------------------

    def renames(self) -> dict[str, dict[str, str]]:
        """New ids by old ones, for each of fact, question (`bank/question`), lesson and bank.

        A renamed bank, or question that is its own fact, is written out for each of its questions.
        """
        found: dict[str, dict[str, str]] = {kind: {} for kind in ("fact", "question", "lesson", "bank")}
        for kind, old, new in self._rows("SELECT kind, old, new FROM rename"):
            found[kind][old] = new
        return found

    def _renamed(self, kind: str, name: str) -> str:
        found = self._rows("SELECT new FROM rename WHERE kind = ? AND old = ?", (kind, name))
        return found[0][0] if found else name

    def _fact_renames(self) -> Mapping[str, str]:
        query = "SELECT old, new FROM rename WHERE kind = 'fact'"
        return self._once(("renames", "fact"), lambda: dict(self._rows(query)))

    # -- within -----------------------------------------------------------------------------------------------------

    def _once(self, key: tuple[str, str], read: Callable[[], T]) -> T:
        """What `read` returns, kept for the next time."""
        if key not in self._decoded:
            self._decoded[key] = read()
        return cast("T", self._decoded[key])

    def _near(self, table: str, name: str) -> str:
        """The hint that names the nearest id, or says where to see them all."""
        listing = {"bank": "learn bank list", "lesson": "learn lessons"}[table]
        return did_you_mean(name, self._titles(table)) or f"see what there is: {listing}"


def _is_path(name: str) -> bool:
    return name.endswith(SUFFIXES) or Path(name).is_file()


def _problems(blob: bytes) -> list[Problem]:
    """The stored problems, their paths as people read them."""
    found = msgspec.msgpack.decode(blob, type=list[Problem]) if blob else []
    return [one._replace(span=one.span._replace(path=display(one.span.path))) for one in found]


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def _chunks(values: Sequence[T], size: int = _CHUNK) -> Iterable[Sequence[T]]:
    return (values[at : at + size] for at in range(0, len(values), size))
