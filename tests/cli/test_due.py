"""`learn due`, and its calendar file."""

from pathlib import Path

from tests.cli.program import Program


def entries(text: str) -> list[dict[str, str]]:
    """The entries of a calendar file, by a reader that knows only what RFC 5545 says of lines."""
    assert text.endswith("\r\n")
    found: list[dict[str, str]] = []
    for line in text.split("\r\n")[:-1]:
        assert len(line.encode()) <= 75
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("BEGIN", "END"):
            found[-1][name] = value
    return found


def test_the_coming_reviews_as_a_calendar(after: Program, tmp_path: Path) -> None:
    path = tmp_path / "learn.ics"
    ran = after.run("due", "--ics", str(path))
    assert ran.code == 0
    due = {fact["due"].replace("-", "") for fact in after.due()["facts"]}
    found = entries(path.read_bytes().decode())
    assert {entry["DTSTART;VALUE=DATE"] for entry in found} == due
    assert all(entry["SUMMARY"].startswith("Review ") for entry in found)
    assert len({entry["UID"] for entry in found}) == len(found)
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_overdue_stands_under_today_and_a_newer_file_replaces(after: Program, tmp_path: Path) -> None:
    path = tmp_path / "learn.ics"
    after.run("due", "--ics", str(path))
    after.at(20).run("due", "--ics", str(path))
    assert [entry["DTSTART;VALUE=DATE"] for entry in entries(path.read_bytes().decode())] == ["20260322"]


def test_a_file_that_is_no_calendar_stays(after: Program, tmp_path: Path) -> None:
    path = tmp_path / "homework.txt"
    path.write_text("mine", encoding="utf-8")
    ran = after.run("due", "--ics", str(path))
    assert (ran.code, path.read_text(encoding="utf-8")) == (2, "mine")
