"""Every file that was made to hurt, given to every command that reads files; and archives that were made to hurt."""

import io
import time
import zipfile
from pathlib import Path

import pytest

from learn.exchange.package_zip import MOST_ENTRIES
from learn.text import clean
from tests.cli.program import Program, Ran
from tests.exchange.data import ROOT
from tests.fuzz.bar import LONGEST

HOSTILE = sorted(path for path in (ROOT / "hostile").rglob("*") if path.is_file())
READERS = (
    "bank import {}",
    "bank import --from gift {}",
    "bank import --from aiken {}",
    "bank import --from csv {}",
    "bank import --from moodle-xml {}",
    "bank import --from qti12 {}",
    "bank import --from qti21 {}",
    "bank import --from anki-text {}",
    "bank import --from apkg {}",
    "bank fmt {}",
    "bank preview --plain {}",
    "bank export {} --to gift -o out.gift --force",
    "log import {}",
    "log merge {}",
    "log verify {}",
    "lab evaluate {}",
    "scores items {}",
    "class add ten {}",
    "class add ten --roster {}",
)


def within_the_bar(program: Program, *arguments: str) -> Ran:
    begun = time.process_time()
    ran = program.run(*arguments)
    took = time.process_time() - begun
    assert took < LONGEST, (arguments, took)
    assert ran.code in range(6), (arguments, ran)
    assert clean(ran.out, "\n\t") == ran.out, arguments
    assert clean(ran.whole_err, "\n\t") == ran.whole_err, arguments
    return ran


@pytest.mark.skipif(not HOSTILE, reason=f"no hostile files under {ROOT}: set LEARN_TEST_DATA")
@pytest.mark.parametrize("line", READERS)
def test_every_hostile_file(learn: Program, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in HOSTILE:
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        within_the_bar(learn, *(part.format(copy) for part in line.split(" ")))


@pytest.mark.skipif(not HOSTILE, reason=f"no hostile files under {ROOT}: set LEARN_TEST_DATA")
def test_a_folder_of_hostile_files_is_judged(learn: Program, tmp_path: Path) -> None:
    for path in HOSTILE:
        (tmp_path / f"{path.name}.yaml").write_bytes(path.read_bytes())
    ran = learn.run("bank", "lint", str(tmp_path))
    assert ran.code == 1
    assert clean(ran.out) == ran.out


def _zipped(entries: dict[str, bytes], ratio: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", ratio) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return target.getvalue()


def _twice(data: bytes) -> bytes:
    """An archive whose central directory names its one file twice."""
    start, end = data.find(b"PK\x01\x02"), data.find(b"PK\x05\x06")
    entry, tail = data[start:end], bytearray(data[end:])
    tail[8:12] = b"\x02\x00\x02\x00"
    tail[12:16] = (2 * len(entry)).to_bytes(4, "little")
    return data[:end] + entry + bytes(tail)


MANIFEST = b"""<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
<resource identifier="a" type="imsqti_xmlv1p2" href="%s"><file href="%s"/></resource></resources></manifest>"""
ARCHIVES = {
    "bomb": _zipped({"collection.anki2": b"\0" * 300_000_000}),
    "nested": _zipped({"a.zip": _zipped({"b.zip": _zipped({"collection.anki2": b"\0" * 50_000_000})})}),
    "many": _zipped({f"{at}": b"" for at in range(MOST_ENTRIES + 1)}, zipfile.ZIP_STORED),
    "twice": _twice(_zipped({"collection.anki2": b"x"})),
    "up": _zipped({"imsmanifest.xml": MANIFEST % (b"../../../etc/passwd", b"/etc/passwd"), "../../../evil": b"x"}),
    "absolute": _zipped({"imsmanifest.xml": MANIFEST % (b"/etc/passwd", b"file:///etc/passwd"), "/tmp/evil": b"x"}),
    "windows": _zipped({"imsmanifest.xml": MANIFEST % (b"C:\\x", b"\\\\host\\x"), "C:\\evil": b"x", "CON": b"x"}),
    "empty": _zipped({}),
    "cut": _zipped({"collection.anki2": b"x" * 1000})[:-30],
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_made_to_hurt_writes_nothing_and_ends_soon(learn: Program, name: str, tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b" / "c"
    inside.mkdir(parents=True)
    path = inside / "x.zip"
    path.write_bytes(ARCHIVES[name])
    before = {one for one in tmp_path.rglob("*") if learn.home not in one.parents}
    for form in ((), ("--from", "apkg"), ("--from", "qti12"), ("--from", "qti21")):
        ran = within_the_bar(learn, "bank", "import", *form, str(path), "-o", str(inside / "bank.yaml"))
        assert ran.code != 0
    within_the_bar(learn, "log", "import", str(path))
    within_the_bar(learn, "class", "add", "ten", str(path))
    assert {one for one in tmp_path.rglob("*") if learn.home not in one.parents} == before


def test_pictures_of_a_package_stay_in_the_folder_of_its_bank(learn: Program, tmp_path: Path) -> None:
    """A file that calls its pictures `../../evil.png` gets them as `evil.png` beside its bank."""
    item = (
        b'<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="a">'
        b'<section ident="s"><item ident="q" title="q"><presentation><material><mattext texttype="text/html">'
        b"&lt;img src='../../evil.png'&gt; Is it?</mattext></material><response_lid ident='r' rcardinality='Single'>"
        b"<render_choice><response_label ident='1'><material><mattext>yes</mattext></material></response_label>"
        b"<response_label ident='2'><material><mattext>no</mattext></material></response_label></render_choice>"
        b"</response_lid></presentation><resprocessing><outcomes><decvar varname='SCORE'/></outcomes><respcondition>"
        b"<conditionvar><varequal respident='r'>1</varequal></conditionvar><setvar varname='SCORE' action='Set'>100"
        b"</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>"
    )
    files = {"imsmanifest.xml": MANIFEST % (b"q/q.xml", b"q/q.xml"), "q/q.xml": item, "../../evil.png": b"png"}
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "x.zip").write_bytes(_zipped(files))
    ran = within_the_bar(learn, "bank", "import", str(folder / "x.zip"), "-o", str(folder / "bank.yaml"))
    assert ran.code == 0, ran
    made = {str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*") if one.is_file()}
    made = {one for one in made if not one.startswith("learn")}
    assert made <= {"a/b/x.zip", "a/b/bank.yaml", "a/b/bank-media/evil.png"}
    assert "a/b/bank.yaml" in made
