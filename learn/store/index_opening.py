"""Opening the index so that it is there and up to date, whatever befell it: it is only a cache."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from learn.language import tr
from learn.problems import StoreError
from learn.store import index_schema as schema
from learn.store.index_places import Root, places

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


class Opened(NamedTuple):
    """An index that is open and up to date; `folder` is the temporary one it lies in, if so."""

    db: sqlite3.Connection
    path: Path
    folder: "TemporaryDirectory[str] | None" = None


def open_index(cache: Path | None, roots: Sequence[Root], files: Sequence[Path]) -> Opened:
    """The index of this content in the folder `cache`, or a temporary one where there is none or it is unwritable.

    A damaged one is made anew. StoreError where not even a temporary one can be written.
    """
    if cache is not None:
        try:
            return _in_cache(cache, roots, files)
        except (sqlite3.Error, OSError):
            pass
    return _temporary(roots, files)


def _in_cache(cache: Path, roots: Sequence[Root], files: Sequence[Path]) -> Opened:
    scope = schema.scope_text(roots, files)
    path = schema.index_path(cache, scope)
    if path.is_symlink():
        schema.remove(path)  # the link, which is not followed
    if not path.exists():
        from learn.store.files import private_folder

        private_folder(cache)
        schema.seed(path)
        schema.begin(path)
        schema.prune(cache)
    try:
        return Opened(_updated(path, scope, roots, files), path)
    except sqlite3.DatabaseError as error:
        if not schema.is_damage(error):
            raise
        schema.remove(path)
        return Opened(_updated(path, scope, roots, files), path)


def _temporary(roots: Sequence[Root], files: Sequence[Path]) -> Opened:
    from tempfile import TemporaryDirectory

    try:
        folder = TemporaryDirectory(prefix="learn-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _unwritable(error) from error
    path = Path(folder.name) / "index.db"
    try:
        return Opened(_updated(path, schema.scope_text(roots, files), roots, files), path, folder)
    except (sqlite3.Error, OSError) as error:
        folder.cleanup()
        raise _unwritable(error) from error


def _unwritable(error: Exception) -> StoreError:
    return StoreError(
        tr("The index of the content cannot be written ({error}).", error=error), hint=tr("Is there space on the disk?")
    )


def _updated(path: Path, scope: str, roots: Sequence[Root], files: Sequence[Path]) -> sqlite3.Connection:
    """A connection to the index in which every file is as it is now."""
    db = schema.connect(path)
    try:
        found = places(roots, files)
        current = {(one.path, one.rank, one.size, one.mtime_ns, 1) for one in found}
        known = set(db.execute("SELECT path, rank, size, mtime_ns, settled FROM file"))
        if current != known or db.execute("SELECT value FROM meta WHERE key = 'scope'").fetchone() != (scope,):
            from learn.store.index_refresh import refresh

            refresh(db, path, scope, found)
    except BaseException:
        db.close()
        raise
    return db
