"""Files that the program writes for a person: private, and either whole or not there."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from learn.app.chance import random_bits
from learn.language import tr
from learn.problems import StoreError, UsageError
from learn.store.files import FILE_MODE, make_private, private_folder, refuse_device, refuse_link, take_place


def replace_file(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put `content` (in one piece or in many) in place of whatever the file held, in one step.

    StoreError where that cannot be done, UsageError where the file is new and its name cannot be had everywhere;
    whatever goes wrong in the making of the pieces leaves no file.
    """
    refuse_link(path)
    if not path.is_file():
        refuse_device(path)
    temporary = path.with_name(f".{path.name}.{random_bits(32):08x}")
    try:
        private_folder(path.parent)
        _write(temporary, (content,) if isinstance(content, bytes) else content)
        if path.exists():  # a file that others may read stays readable to them
            with suppress(PermissionError):
                temporary.chmod(path.stat().st_mode & 0o777)
        take_place(temporary, path)
    except OSError as error:
        raise StoreError(tr("{path} cannot be written: {why}", path=path, why=error.strerror or error)) from None
    finally:
        temporary.unlink(missing_ok=True)


def new_file(path: Path, content: bytes | Iterable[bytes], force: bool) -> None:
    """Write a file that must not be there yet, unless `force`. UsageError where it is."""
    if path.exists() and not force:
        raise UsageError(tr("{path} is there already", path=path), hint=tr("choose another name, or add --force"))
    replace_file(path, content)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    try:
        make_private(handle)
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.writelines(pieces)
        os.fsync(handle)
    finally:
        os.close(handle)
