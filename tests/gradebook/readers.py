"""Readers of gradebook files, written from what each system documents (docs/gradebooks.md names the pages), not from
our writers: they give `{column: {who: cell}}`."""

import csv
import io
import re
import zipfile
from typing import TypeAlias

Cells: TypeAlias = dict[str, dict[str, str]]


def table(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter, strict=True))


def canvas(data: bytes) -> tuple[Cells, dict[str, float]]:
    """As Canvas' importer goes about it; by student (`ID`, else SIS ids, else name), and the points possible."""
    head, points, *rows = table(data)
    assert "Student" in head[0]
    assert "ID" in head[1]
    assert re.search(r"SIS\s+User\s+ID", head[2])
    assert re.search(r"SIS\s+Login\s+ID", head[3])
    assert "Section" in head[4]
    assert "Points Possible" in points[0]
    titles = head[5:]
    assert len(set(titles)) == len(titles)
    cells: Cells = {title: {} for title in titles}
    for row in rows:
        assert len(row) == len(head)
        assert "Points Possible" not in row[0]
        who = row[1] or row[2] or row[3] or row[0]
        for title, cell in zip(titles, row[5:], strict=True):
            assert who not in cells[title], "two students would be taken for one"
            assert cell in ("", "EX") or float(cell) >= 0
            cells[title][who] = cell
    return cells, dict(zip(titles, map(float, points[5:]), strict=True))


def moodle(data: bytes, by: str) -> Cells:
    """As Moodle's importer goes about it with the column `by` for the user; a blank user undoes the import."""
    head, *rows = table(data)
    at = head.index(by)
    cells: Cells = {title: {} for title in head[4:]}
    for row in rows:
        assert row[at], "the whole import would be undone"
        for title, cell in zip(head[4:], row[4:], strict=True):
            assert title.endswith("feedback") or cell == "-" or float(cell) >= 0
            cells[title][row[at]] = cell
    return cells


def blackboard(data: bytes) -> tuple[Cells, dict[str, tuple[str, float, str]]]:
    """By user name; and for each column that has points its title, points and id ("" for a new one)."""
    assert all(line.startswith('"') for line in data.decode().splitlines())
    head, *rows = table(data)
    at = head.index("Username")
    assert {"Last Name", "First Name", "Username"} <= set(head)
    grades = {}
    for title in head[4:]:
        found = re.fullmatch(r"(.+) \[Total Pts: ([\d.]+) Score\](?: \|(\d+))?", title)
        if found:
            grades[title] = (found[1], float(found[2]), found[3] or "")
    cells: Cells = {title: {row[at]: row[head.index(title)] for row in rows} for title in head[4:]}
    assert all(row[at] for row in rows), "the upload fails without a user name"
    return cells, grades


def brightspace(data: bytes) -> tuple[Cells, dict[str, float]]:
    """By OrgDefinedId (else user name); and the points of the numeric items."""
    head, *rows = table(data)
    assert head[:2] == ["OrgDefinedId", "Username"]
    assert head[-1] == "End-of-Line Indicator"
    assert all(row[-1] == "#" and (row[0] or row[1]) and len(row) == len(head) for row in rows)
    points = {}
    for title in head[2:-1]:
        found = re.fullmatch(r"(.+) (?:Points Grade <Numeric MaxPoints:([\d.]+)>|Text Grade <Text>)", title)
        assert found, title
        assert not re.search(r'[/"*<>+=|,%]', found[1]), "Brightspace refuses these in a name"
        if found[2]:
            points[title] = float(found[2])
    return {title: {row[0] or row[1]: row[head.index(title)] for row in rows} for title in head[2:-1]}, points


def oneroster(data: bytes) -> dict[str, list[dict[str, str]]]:
    """The files of a package that its manifest says are there, a dictionary for each row."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = dict(table(files.pop("manifest.csv"))[1:])
    assert (manifest["manifest.version"], manifest["oneroster.version"]) == ("1.0", "1.2")
    stated = {name.removeprefix("file."): how for name, how in manifest.items() if name.startswith("file.")}
    assert set(stated.values()) <= {"absent", "bulk", "delta"}
    assert {f"{name}.csv" for name, how in stated.items() if how != "absent"} == files.keys()
    found = {}
    for name, content in files.items():
        head, *rows = table(content)
        assert head[:3] == ["sourcedId", "status", "dateLastModified"]
        assert all(len(row) == len(head) for row in rows)
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
        ids = [row["sourcedId"] for row in found[name]]
        assert all(ids)
        assert len(set(ids)) == len(ids)
    return found
