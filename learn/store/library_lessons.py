"""The lessons of an index with their facts, and who says so: decoded when they are asked for."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from learn.language import tr
from learn.problems import NotFound
from learn.store.index_reader import IndexReader, chunks, marks
from learn.store.index_rows import FactCard, fact_card

if TYPE_CHECKING:
    from learn.content.values import Fact, Lesson, Source, Speaker


class LessonReader(IndexReader):
    """Lessons and facts; former names are followed."""

    def lesson(self, name: str) -> "Lesson":
        """A lesson with its text, by id or a former id.

        NotFound where there is none, BrokenContent where its file has errors.
        """
        found = self._lesson_file(name) or self._lesson_file(self._renamed("lesson", name))
        if not found:
            self._refuse_if_broken(self._file_called(name))
            raise NotFound(tr("there is no lesson {name!r}", name=name), hint=self._near("lesson", name))
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
        for some in chunks(list(facts)):
            query = f"SELECT id, lesson FROM fact WHERE lesson <> '' AND id IN ({marks(some)})"  # noqa: S608
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

    def _fact_renames(self) -> Mapping[str, str]:
        query = "SELECT old, new FROM rename WHERE kind = 'fact'"
        return self._once(("renames", "fact"), lambda: dict(self._rows(query)))
