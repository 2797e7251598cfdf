"""An open index: its rows, what happens when it turns out to be damaged, and what was decoded once.

What the questions, the lessons and the banks in it are is said by those who inherit from this.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar, cast

import msgspec

from learn.language import tr
from learn.problems import BrokenContent, Problem, StoreError, did_you_mean
from learn.store import index_schema
from learn.store.index_opening import Opened, open_index
from learn.store.index_places import Root, display

T = TypeVar("T")
_CHUNK = 500


class IndexReader:
    """The index of the content of some folders and files. Open it with `open`, close it when done."""

    def __init__(self, opened: Opened, cache: Path | None, roots: Sequence[Root], files: Sequence[Path]) -> None:
        self._cache = cache
        self._roots = tuple(roots)
        self._take(opened, files)

    def _take(self, opened: Opened, files: Sequence[Path]) -> None:
        """Read from this index from now on; nothing of another one is kept."""
        self._opened = opened
        self._db = opened.db
        self._files = tuple(files)
        self._decoded: dict[tuple[str, str], Any] = {}

    @classmethod
    def open(cls, cache: Path | None, roots: Sequence[Root], files: Sequence[Path] = ()) -> Self:
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a query. An index that turns out to be damaged is made anew, once."""
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if not index_schema.is_damage(error):
                raise StoreError(
                    tr("The index {path} could not be read ({error}).", path=self.path, error=error)
                ) from error
            self._renew()
            return self._db.execute(query, values).fetchall()

    def _renew(self, files: Sequence[Path] | None = None) -> None:
        """Open again: after damage (the index is thrown away), or with more files than before."""
        self.close()
        if files is None:
            index_schema.remove(self.path)
        wanted = self._files if files is None else files
        self._take(open_index(self._cache, self._roots, wanted), wanted)

    def _refuse_if_broken(self, path: str | None) -> None:
        """BrokenContent with all problems where an indexed file has errors."""
        found = self._rows("SELECT problems FROM file WHERE path = ? AND broken", (path,)) if path else []
        if found:
            problems = stored_problems(found[0][0])
            raise BrokenContent(tr("{file} has errors", file=display(path or "")), problems=problems)

    def _file_called(self, name: str) -> str | None:
        """An indexed file of that name in which nothing could be read, so that nobody knows its id."""
        for (path,) in self._rows("SELECT path FROM file WHERE broken AND owner = '' ORDER BY rank"):
            if Path(path).stem == name:
                return str(path)
        return None

    def _renamed(self, kind: str, name: str) -> str:
        found = self._rows("SELECT new FROM rename WHERE kind = ? AND old = ?", (kind, name))
        return found[0][0] if found else name

    def _titles(self, table: str) -> dict[str, str]:
        def read() -> dict[str, str]:
            return dict(self._rows(f"SELECT id, title FROM {table}"))  # noqa: S608 - one of two names

        return self._once(("titles", table), read)

    def _once(self, key: tuple[str, str], read: Callable[[], T]) -> T:
        """What `read` returns, kept for the next time."""
        if key not in self._decoded:
            self._decoded[key] = read()
        return cast("T", self._decoded[key])

    def _near(self, table: str, name: str) -> str:
        """The hint that names the nearest id, or says where to see them all."""
        listing = {"bank": "learn bank list", "lesson": "learn lessons"}[table]
        return did_you_mean(name, self._titles(table)) or tr("see what there is: {command}", command=listing)


def stored_problems(blob: bytes) -> list[Problem]:
    """The stored problems, their paths as people read them."""
    found = msgspec.msgpack.decode(blob, type=list[Problem]) if blob else []
    return [one._replace(span=one.span._replace(path=display(one.span.path))) for one in found]


def marks(values: Sequence[Any]) -> str:
    """A question mark for each value of a query."""
    return ",".join("?" * len(values))


def chunks(values: Sequence[T], size: int = _CHUNK) -> Iterable[Sequence[T]]:
    """The values in runs that a query can take at once."""
    return (values[at : at + size] for at in range(0, len(values), size))
