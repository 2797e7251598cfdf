"""The questions of an index: as planning sees them, and each decoded when it is asked for."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from learn.content.pause import paused_gc
from learn.language import tr
from learn.problems import NotFound, did_you_mean
from learn.session.candidate import Candidate
from learn.store.index_lookup import Lookup, Place
from learn.store.index_opening import Opened
from learn.store.index_reader import IndexReader, chunks, marks

if TYPE_CHECKING:
    from learn.kinds.base import Question

_CANDIDATES = "SELECT c.candidates FROM bank AS b JOIN bank_chunk AS c ON c.bank = b.id"


class QuestionReader(IndexReader):
    """Questions, by what they test and by their names; former names are followed."""

    def _take(self, opened: Opened, files: Sequence[Path]) -> None:
        super()._take(opened, files)
        self._lookup = Lookup(self._rows)

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
            blobs = self._rows(f"{_CANDIDATES} WHERE b.id IN ({marks(banks)}) ORDER BY b.ordinal, c.n", banks)
        with paused_gc():
            return [one for (blob,) in blobs for one in decode(blob)]

    def candidates_for(self, facts: Collection[str]) -> dict[str, list[Candidate]]:
        """The questions on each of the facts, in the order the facts are given; facts without any are left out."""
        places: dict[str, list[Place]] = {}
        for some in chunks(list(facts)):
            query = f"SELECT fact, bank, question FROM question_fact WHERE fact IN ({marks(some)})"  # noqa: S608
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

    def questions(self, places: Collection[Place]) -> "dict[Place, Question]":
        """Several questions at once. What is not where its name says, renamed or gone, is left out."""
        from learn.kinds import kind_class

        found = self._lookup.bodies(places)
        return {place: msgspec.msgpack.decode(body, type=kind_class(kind)) for place, (kind, body) in found.items()}

    def digests(self, bank: str) -> dict[str, bytes]:
        """For each question of a bank 16 bytes that change with what its author wrote of it."""
        from learn.store.index_questions import digests_in

        query = "SELECT c.digests, c.cards FROM bank AS b JOIN chunk AS c ON c.file = b.file WHERE b.id = ?"
        return {one: digest for blob, cards in self._rows(query, (bank,)) for one, digest in digests_in(blob, cards)}

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
            return NotFound(tr("there is no bank {bank!r}", bank=bank), hint=self._near("bank", bank))
        return NotFound(
            tr("there is no question {question!r} in bank {bank}", question=question, bank=bank),
            hint=did_you_mean(question, known),
        )
