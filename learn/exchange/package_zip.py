"""Zip packages, read in memory only and within limits, and written so that the same files make the same bytes.

Names inside a package are never used as paths: they are keys to look entries up by, and names to derive a safe
name of our own from. What is refused: more entries, bytes or compression than a question bank has any use for,
encrypted entries, and names that stand twice (two readers would see two different packages).
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

from learn.exchange.report import Media
from learn.language import tr
from learn.text import clean

MOST_ENTRIES = 20_000
MOST_BYTES = 256 * 1024 * 1024
"""Of all entries together, unpacked; one entry may be a quarter of it."""
MOST_RATIO = 200
"""Unpacked bytes for a packed one: text in XML comes to about 20, deflate at its limit to 1,032."""
_SMALL = 1024 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SAFE = re.compile(r"[^\w.-]+")
_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    OverflowError,
    MemoryError,
    IndexError,  # an entry without a name, in Python 3.11
)


class BadPackage(Exception):
    """The package cannot be read: why."""


class Package(Struct, frozen=True):
    """The files of a package by their names, unpacked."""

    files: Mapping[str, bytes]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def get(self, name: str, start: str = "") -> bytes | None:
        """The file that a reference names, seen from the folder of the file `start`; None if there is none."""
        key = self.resolve(name, start)
        return None if key is None else self.files[key]

    def resolve(self, name: str, start: str = "") -> str | None:
        """The key of the file that a reference names, seen from the folder of the file `start`."""
        wanted = normal(posixpath.join(posixpath.dirname(start), name.replace("\\", "/")))
        return wanted if wanted in self.files else None


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def unpack(data: bytes) -> Package:
    """All files of a zip archive. Raises BadPackage, with the reason in words for the file's owner."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Package(dict(_entries(archive)))
    except BadPackage:
        raise
    except _ERRORS as error:
        raise BadPackage(tr("the zip archive is damaged: {error}", error=clean(str(error), keep="")[:200])) from None


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    _refuse_overlap(archive)
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_ENTRIES:
        raise BadPackage(tr("the zip archive has {count} entries, at most {most}", count=len(infos), most=MOST_ENTRIES))
    seen: set[str] = set()
    left = MOST_BYTES
    for info in infos:
        name = normal(info.filename)
        if name in seen:
            raise BadPackage(tr("the zip archive has two files named {name}", name=shown(name)))
        seen.add(name)
        content = _read(archive, info, min(left, MOST_BYTES // 4))
        left -= len(content)
        yield name, content


def _refuse_overlap(archive: zipfile.ZipFile) -> None:
    """BadZipFile where two entries are one piece of the file: of that Python, in its later versions, only warns."""
    infos = archive.infolist()
    if len({info.header_offset for info in infos}) < len(infos):
        raise zipfile.BadZipFile("two entries lie in the same place")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """An entry's bytes. What its header says of its size is not believed: reading stops where it is too much."""
    if info.flag_bits & 1:
        raise BadPackage(tr("the zip archive is encrypted"))
    most = min(most, _believable(info))
    with archive.open(info) as entry:
        content = entry.read(most + 1)
    if len(content) > most:
        raise BadPackage(tr("the file {name} in the zip archive is too large unpacked", name=shown(info.filename)))
    return content


def _believable(info: zipfile.ZipInfo) -> int:
    """The most bytes that an entry may hold, by those that it takes up."""
    return max(_SMALL, info.compress_size * MOST_RATIO)


def normal(name: str) -> str:
    """A name as a key: forward slashes, no `.` or `..`, no leading slash."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")


def shown(name: str) -> str:
    """A name from outside, fit to be shown in a message."""
    return "`" + clean(name, keep="")[:80] + "`"


def safe_name(name: str, taken: Mapping[str, object] | set[str]) -> str:
    """A file name of our own for something that came under any name: one component, no surprises, not `taken`."""
    base = posixpath.basename(normal(name))
    stem, dot, suffix = _SAFE.sub("-", clean(base, keep="")).strip("-.").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    stem, ending = stem[:60].strip("-.") or "file", f".{suffix[:10].lower()}" if suffix else ""
    candidate, number = stem + ending, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}{ending}"
    return candidate


class MediaShelf:
    """The pictures and other files that came along, each once, under safe names of their own."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._names: dict[str, str] = {}

    def name(self, reference: str, start: str = "") -> str | None:
        """The safe name of the file that a reference means; None if the package has none such."""
        key = self.package.resolve(reference, start)
        if key is None:
            return None
        if key not in self._names:
            self._names[key] = safe_name(key, {name.casefold() for name in self._names.values()})
        return self._names[key]

    @property
    def media(self) -> tuple[Media, ...]:
        """What was asked for, in the order of asking."""
        return tuple(Media(name, self.package.files[key]) for key, name in self._names.items())


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of the files in their order; the same files always make the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=6)
    return target.getvalue()


class Pictures(Mapping[str, str]):
    """Names of pictures by the last part of what a text calls them by; asked for, they are put on the shelf.

    Where several files of a package end alike there is no telling which is meant: none is.
    """

    def __init__(self, shelf: MediaShelf) -> None:
        self.shelf = shelf
        self._keys: dict[str, str | None] = {}
        for key in shelf.package.files:
            base = posixpath.basename(key)
            self._keys[base] = None if base in self._keys else key

    def __getitem__(self, name: str) -> str:
        key = self._keys[name]
        found = None if key is None else self.shelf.name(key)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def peek(data: bytes, name: str, most: int = _SMALL) -> bytes:
    """The beginning of one file of an archive, to tell what it is; b"" where there is none that can be read.

    Of a file that is packed more tightly than any real one no more is unpacked than could be real.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_overlap(archive)
            info = archive.getinfo(name)
            with archive.open(info) as entry:
                return entry.read(min(most, _believable(info)))
    except (*_ERRORS, KeyError):
        return b""


def listed(data: bytes) -> list[str]:
    """The names of an archive's files; none where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except _ERRORS:
        return []
