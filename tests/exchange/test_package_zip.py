"""Zip packages: limits, names that are not to be trusted, and the same bytes for the same files."""

import io
import zipfile

import pytest

from learn.exchange import package_zip
from learn.exchange.package_zip import BadPackage, MediaShelf, Package, Pictures, is_zip, pack, peek, safe_name, unpack


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive as others make it, names as they are."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def test_there_and_back() -> None:
    files = {"a.xml": b"<a/>", "b/c.png": b"\x00" * 100}
    assert dict(unpack(pack(files)).files) == files
    assert pack(files) == pack(files)
    assert is_zip(pack(files))
    assert is_zip(pack({}))


def test_names_lead_nowhere() -> None:
    package = unpack(
        zipped(("../../etc/passwd", b"x"), ("/abs/one.xml", b"y"), ("dir\\two.xml", b"z"), ("empty/", b""))
    )
    assert set(package) == {"etc/passwd", "abs/one.xml", "dir/two.xml"}


def test_references_are_looked_up_from_where_they_stand() -> None:
    package = Package({"items/one.xml": b"1", "pics/a b.png": b"2"})
    assert package.get("../pics/a b.png", "items/one.xml") == b"2"
    assert package.get("one.xml", "items/other.xml") == b"1"
    assert package.get("..\\..\\..\\pics\\a b.png", "items/one.xml") == b"2"
    assert package.get("lost.png") is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 nothing", "damaged"),
        (zipped(("a", b"x"))[:-30], "damaged"),
        (zipped(("a", b"x"), ("b", b"y")).replace(b"b", b"a"), "two files named `a`"),
        (zipped(("a", b"x"), ("./a", b"y")), "two files named `a`"),
        (zipped(("a", b"\x00" * 20_000_000)), "too large"),
        (zipped(*((f"f{at}", b"") for at in range(21))), "21 entries, at most 20"),
    ],
    ids=["nothing", "cut", "same-name", "same-place", "too-large", "too-many"],  # the bytes hold the time
)
def test_what_is_refused(data: bytes, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_zip, "MOST_ENTRIES", 20)
    with pytest.raises(BadPackage, match=why):
        unpack(data)


def test_all_files_together_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_zip, "MOST_BYTES", 4_000)
    with pytest.raises(BadPackage, match="too large"):
        unpack(zipped(*((f"f{at}", bytes(range(250)) * 4) for at in range(5)), method=zipfile.ZIP_STORED))


def test_sizes_in_headers_are_not_believed() -> None:
    data = bytearray(zipped(("a", b"\x00" * 5_000_000)))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(BadPackage):
        unpack(bytes(data))


def test_encrypted_entries() -> None:
    data = bytearray(zipped(("a", b"x")))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    with pytest.raises(BadPackage, match="encrypted"):
        unpack(bytes(data))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b/../pic.PNG", "pic.png"),
        ("..\\..\\evil.exe", "evil.exe"),
        ("My Map (1).jpeg", "My-Map-1.jpeg"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("a\x00b\u202e.png", "ab.png"),
        ("지도.png", "지도.png"),
        ("x" * 200 + ".png", "x" * 60 + ".png"),
        ("---", "file"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name, set()) == safe


def test_safe_names_are_different() -> None:
    assert safe_name("a.png", {"a.png", "a-2.png"}) == "a-3.png"


def test_pictures_are_kept_when_they_are_asked_for() -> None:
    shelf = MediaShelf(Package({"one/a.png": b"1", "two/A.png": b"2", "x/twice.png": b"3", "y/twice.png": b"4"}))
    pictures = Pictures(shelf)
    assert [pictures.get(name, name) for name in ("a.png", "A.png", "a.png")] == ["a.png", "A-2.png", "a.png"]
    assert pictures.get("twice.png", "as it was") == "as it was"
    assert pictures.get("lost.png") is None
    assert [(one.name, one.data) for one in shelf.media] == [("a.png", b"1"), ("A-2.png", b"2")]
    assert set(pictures) == {"a.png", "A.png", "twice.png"}
    assert len(pictures) == 3
    assert shelf.name("lost.png") is None


def test_peeking() -> None:
    assert peek(pack({"a": b"hello"}), "a", 4) == b"hell"
    assert peek(pack({"a": b"hello"}), "b") == b""
    assert peek(b"PK", "a") == b""
    assert package_zip.listed(b"PK") == []
