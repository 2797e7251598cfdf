"""Finding single questions in the index: their place in the bank, the chunk they lie in, and the one of it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import msgspec

from learn.session.candidate import Candidate
from learn.store.index_schema import CHUNK

Place: TypeAlias = tuple[str, str]
"""A bank's id and a question's."""

Rows: TypeAlias = Callable[[str, Sequence[Any]], list[Any]]
"""Runs a query."""


class Lookup:
    """Questions by bank and id. Ids of banks that were asked for once are kept.

    Another process may have brought the index up to date since: what is found where the id was is looked at, and
    if it is another question, the ids are read again.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._ids: dict[str, dict[str, int]] = {}
        self._candidates = msgspec.msgpack.Decoder(list[Candidate])
        self._bodies = msgspec.msgpack.Decoder(list[tuple[str, msgspec.Raw]])

    def ids(self, bank: str) -> dict[str, int]:
        """The ids of a bank's questions with their positions; none for a bank that is not there."""
        if bank not in self._ids:
            found = self._rows("SELECT ids FROM bank WHERE id = ? AND questions", (bank,))
            listed = found[0][0].split("\n") if found else []
            self._ids[bank] = {id_: position for position, id_ in enumerate(listed)}
        return self._ids[bank]

    def candidates(self, places: Iterable[Place]) -> dict[Place, Candidate]:
        """The candidates at these places; what is gone is left out."""
        wanted = list(places)
        found = self._candidates_now(wanted)
        if len(found) < len(wanted):
            self._ids.clear()
            found |= self._candidates_now([place for place in wanted if place not in found])
        return found

    def _candidates_now(self, places: Iterable[Place]) -> dict[Place, Candidate]:
        chunks: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for bank, id_ in places:
            position = self.ids(bank).get(id_)
            if position is not None:
                chunks.setdefault((bank, position // CHUNK), []).append((id_, position % CHUNK))
        found = {}
        for (bank, n), some in chunks.items():
            listed = self._chunk(bank, n)
            for id_, at in some:
                if at < len(listed) and listed[at].question == id_:
                    found[(bank, id_)] = listed[at]
        return found

    def _chunk(self, bank: str, n: int) -> list[Candidate]:
        found = self._rows("SELECT candidates FROM bank_chunk WHERE bank = ? AND n = ?", (bank, n))
        return self._candidates.decode(found[0][0]) if found else []

    def body(self, bank: str, id_: str) -> tuple[str, msgspec.Raw] | None:
        """The kind of a question and the question encoded; None where it is gone."""
        return self.bodies([(bank, id_)]).get((bank, id_))

    def bodies(self, places: Iterable[Place]) -> dict[Place, tuple[str, msgspec.Raw]]:
        """The same for several: the kind and the question encoded of each that is there."""
        chunks: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for (bank, id_), one in self.candidates(places).items():
            chunks.setdefault((bank, one.position // CHUNK), []).append((id_, one.position % CHUNK))
        query = "SELECT c.bodies FROM bank AS b JOIN chunk AS c ON c.file = b.file WHERE b.id = ? AND c.n = ?"
        found: dict[Place, tuple[str, msgspec.Raw]] = {}
        for (bank, n), some in chunks.items():
            listed = self._bodies.decode(self._rows(query, (bank, n))[0][0])
            found.update(((bank, id_), listed[at]) for id_, at in some)
        return found
