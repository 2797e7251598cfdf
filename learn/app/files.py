"""Files that the program writes for a person: private, and either whole or not there."""

import os
from contextlib import suppress
from pathlib import Path

from learn.app.chance import random_bits
from learn.problems import StoreError, UsageError
from learn.store.files import FILE_MODE, make_private, private_folder, refuse_link


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in place of whatever the file held, in one step. StoreError where that cannot be done."""
    refuse_link(path)
    temporary = path.with_name(f".{path.name}.{random_bits(32):08x}")
    try:
        private_folder(path.parent)
        _write(temporary, content)
        if path.exists():  # a file that others may read stays readable to them
            with suppress(PermissionError):
                temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from None


def new_file(path: Path, content: bytes, force: bool) -> None:
    """Write a file that must not be there yet, unless `force`. UsageError where it is."""
    if path.exists() and not force:
        raise UsageError(f"{path} is there already", hint="choose another name, or add --force")
    replace_file(path, content)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    try:
        make_private(handle)
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(content)
        os.fsync(handle)
    finally:
        os.close(handle)
