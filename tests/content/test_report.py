"""A problem as people read it."""

from learn.content.report import render, summary
from learn.problems import Problem, Span


def problem(source: str, column: int, width: int = 1, hint: str = "") -> Problem:
    return Problem("E113", "unknown-key", "unknown key `titel`", Span("bank.yaml", 2, column, width), hint, source)


def test_place_message_line_caret_and_hint() -> None:
    assert render(problem("titel: Corpus", 1, 5, "did you mean 'title'?")) == (
        "bank.yaml:2:1: E113 unknown key `titel` [unknown-key]\n  titel: Corpus\n  ^~~~~\n  hint: did you mean 'title'?"
    )


def test_the_caret_counts_terminal_cells() -> None:
    assert render(problem("한국: 북한 x", 8)).split("\n")[1:] == [
        "  한국: 북한 x",
        "  ____  ____ ^".replace("_", " "),
    ]


def test_a_long_line_is_cut_around_the_place() -> None:
    lines = render(problem("x" * 500 + "HERE" + "y" * 500, 501, 4)).split("\n")
    assert len(lines[1]) < 120
    assert len(lines[2]) < 120
    caret = lines[2].index("^")
    assert lines[1][caret : caret + 4] == "HERE"


def test_nothing_in_a_file_steers_the_terminal() -> None:
    report = render(problem("a: \x1b[31mred\x07", 1))
    assert report.isprintable() or set(report) - {"\n"} == {c for c in report if c.isprintable()}
    assert "\x1b" not in report
    assert "\x07" not in report


def test_one_line_for_a_file_nobody_asked_for() -> None:
    one = problem("titel: x", 1)
    assert summary("banks/a.yaml", (one,)) == "banks/a.yaml:2: E113 unknown key `titel`"
    assert summary("banks/a.yaml", (one, one, one)).endswith("(and 2 more)")
