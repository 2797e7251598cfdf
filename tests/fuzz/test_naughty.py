"""Naughty names, texts and answers through every screen, page and export."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from learn.exchange import FORMATS as BANKS
from learn.gradebook import FORMATS as BOOKS
from learn.text import clean
from tests.cli.program import Program
from tests.fuzz.naughty import OWN, write_home

SCREENS = (
    "",
    "lessons",
    "read naughty",
    "due",
    "stats",
    "history",
    "bank list",
    "bank show naughty",
    "bank lint",
    "bank flags",
    "scores list",
    "scores items",
    "config",
    "log verify",
    "log export",
    "exam naughty --on friday",
    "exam",
    "class list",
    "class report naughty",
    "scores list --class naughty",
    "scores items --class naughty",
    "doctor",
)


@pytest.fixture(scope="module")
def naughty(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A home full of it, and a class of one who handed in."""
    folder = tmp_path_factory.mktemp("naughty")
    program = write_home(folder)
    for arguments in (
        ("scores", "submit", "-o", str(folder / "x.learnlog")),
        ("class", "add", "naughty", str(folder / "x.learnlog")),
    ):
        ran = program.run(*arguments)
        assert ran.code == 0, ran
    return program


def test_no_screen_is_steered(naughty: Program) -> None:
    for line in SCREENS:
        for more in ((), ("--json",)):
            ran = naughty.run(*line.split(), *more)
            assert ran.code in (0, 1, 2), (line, ran)
            if line != "log export":
                assert clean(ran.out, "\n\t") == ran.out, line
            assert clean(ran.whole_err, "\n\t") == ran.whole_err, line


@pytest.mark.parametrize("form", BANKS)
def test_no_bank_that_is_exported_runs_or_leaves_its_folder(naughty: Program, form: str, tmp_path: Path) -> None:
    path = tmp_path / "out" / "bank"
    path.parent.mkdir()
    ran = naughty.run("bank", "export", "naughty", "--to", form, "-o", str(path))
    assert ran.code == 0, ran
    assert [one.name for one in path.parent.iterdir()] == ["bank"]
    assert clean(ran.whole_err, "\n\t") == ran.whole_err
    _no_formula(path)
    back = naughty.run("bank", "import", str(path), "--from", form, "-o", str(tmp_path / "back.yaml"))
    if form not in ("kahoot", "wayground"):
        assert back.code in (0, 1), back
        assert naughty.run("bank", "lint", "--select", "E", str(tmp_path / "back.yaml")).code == 0


@pytest.mark.parametrize("form", BOOKS)
@pytest.mark.parametrize("source", [(), ("--class", "naughty")], ids=["home", "class"])
def test_no_gradebook_runs(naughty: Program, form: str, source: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "book"
    ran = naughty.run("scores", "export", "--format", form, "-o", str(path), *source)
    assert ran.code in (0, 1, 2), ran
    assert clean(ran.out + ran.whole_err, "\n\t") == ran.out + ran.whole_err
    if path.exists():
        _no_formula(path)


_RUNS = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-|[+-]?[0-9]+(?:\.[0-9]+)?")


def _no_formula(path: Path) -> None:
    """No cell of a CSV or of a workbook is one that a spreadsheet runs."""
    data = path.read_bytes()
    if data.startswith(b"PK") and b"xl/workbook.xml" in data:
        for sheet in load_workbook(io.BytesIO(data)):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    elif not data.startswith((b"PK", b"<", b"[", b"{", b"#", b"::", b"$", b"PAR1")) and b"," in data.split(b"\n")[0]:
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if _RUNS.match(cell) and not _NUMBER.fullmatch(cell)], row


PAGES = {
    "student": ("stats", "--html"),
    "class": ("scores", "report", "--class", "naughty", "-o"),
    "home": ("scores", "report", "-o"),
    "bank": ("bank", "publish", "naughty", "-n", "400", "-o"),
    "paper": ("bank", "print", "naughty", "--key", "-o"),
}


_LOADING = {"src", "srcset", "href", "action", "formaction", "xlink:href", "background", "poster", "data"}


class _Page(HTMLParser):
    """What of a page could run or load something."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.within = ""
        self.bad: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        if tag == "script":
            self.scripts.append("")
        if tag in {"iframe", "object", "embed", "base", "form"}:
            self.bad.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\s\x00]", "", value or "").lower()
            if name.startswith("on") or (name in _LOADING and not address.startswith(("#", "data:,"))):
                self.bad.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "script":
            self.scripts[-1] += data


@pytest.mark.parametrize("name", PAGES)
def test_no_page_runs_what_it_shows(naughty: Program, name: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    ran = naughty.run(*PAGES[name], str(path))
    assert ran.code == 0, ran
    text = path.read_text("utf-8")
    page = _Page(text)
    assert not page.bad
    own = 2 if name == "bank" else 0  # its questions as JSON, and the program that asks them
    assert len(page.scripts) == own
    assert "Content-Security-Policy" in text
    if own:
        assert "alert(1)" not in page.scripts[-1]
        assert json.loads(page.scripts[0]) if page.scripts[0].startswith("{") else page.scripts[0]
    assert "<script>alert" not in text
    assert clean(text, "\n\t") == text.replace("\r\n", "\n")


@pytest.mark.parametrize("suffix", ["md", "pdf"])
def test_paper_is_printed_whatever_it_says(naughty: Program, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"page.{suffix}"
    ran = naughty.run("bank", "print", "naughty", "--key", "-o", str(path))
    assert ran.code == 0, ran
    if suffix == "md":
        text = path.read_text("utf-8")
        assert clean(text, "\n\t") == text
        assert "<script>" not in text
        assert "[x](javascript" not in text


def test_every_string_is_there() -> None:
    assert len(OWN) > 25
