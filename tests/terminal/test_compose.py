"""Screens as rows: what is said about an answer and a session, at every width and without signs."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from learn.session.asker import Closing, Feedback, Opening, Return
from learn.terminal import wording
from learn.terminal.compose import (
    bar,
    closing_rows,
    feedback_rows,
    opening_rows,
    question_rows,
    verdict_rows,
)
from learn.terminal.look import ASCII, UNICODE, WORDS, Look
from learn.terminal.paint import drawn, painted
from learn.terminal.rows import Row, laid_out, plain_lines
from learn.text import width
from learn.verdict import Verdict
from tests.terminal.conftest import Approved
from tests.terminal.rows_said import texts_of
from tests.terminal.scenes import CLOSING, INTERACTIONS, OPENING, SOURCE, asked, feedback


def said(rows: list[Row], cells: int = 80) -> str:
    return "\n".join(texts_of(laid_out(rows, cells)))


def changed(one: Feedback, **verdict: Any) -> Feedback:
    return replace(one, verdict=replace(one.verdict, **verdict))


@pytest.mark.parametrize("name", INTERACTIONS)
@pytest.mark.parametrize("cells", [24, 40, 80])
def test_every_verdict_fits(name: str, cells: int) -> None:
    for signs in (UNICODE, ASCII, WORDS):
        for score in (0.0, 0.5, 1.0):
            rows = feedback_rows(feedback(name, score=score), signs)
            assert all(width(line) <= cells for line in texts_of(laid_out(rows, cells)))


def test_all_verdicts_look_like_this(approved: Approved) -> None:
    shots = []
    for name in INTERACTIONS:
        for score in (0.0, 0.5, 1.0):
            one = feedback(name, score=score, sources=(), explain="")
            shots.append(f"{name} {score}\n{said(feedback_rows(one, UNICODE), 60)}")
    approved("verdicts", "\n\n".join(shots))


def test_wrong_and_right_are_words_and_signs() -> None:
    for signs, right, wrong, partly in (
        (UNICODE, "✓ R", "✗ W", "~ P"),
        (ASCII, "+ R", "x W", "~ P"),
        (WORDS, "R", "W", "P"),
    ):
        assert said(feedback_rows(feedback(score=1), signs)).startswith(f"{right}ight")
        assert said(feedback_rows(feedback(score=0), signs)).startswith(f"{wrong}rong")
        assert said(feedback_rows(feedback("match", score=0.5), signs)).startswith(f"{partly}artly right, 50%")


def test_a_card_is_known_or_not() -> None:
    assert said(feedback_rows(feedback("reveal"), UNICODE)).startswith("✓ You knew it")
    assert said(feedback_rows(feedback("reveal", score=0), UNICODE)).startswith("✗ Not known yet")


def test_an_override_is_right_as_she_says() -> None:
    assert said(feedback_rows(feedback(score=0, overridden=True), UNICODE)).startswith("✓ Right, as you say")


def test_a_near_miss_shows_its_spelling() -> None:
    one = changed(feedback("line"), note="spelled 10,000")
    text = said(feedback_rows(one, UNICODE))
    assert "✓ Right\nAs written here: 10,000 soldiers" in text
    assert "spelled 10,000" in text


def test_a_disputed_fact_says_so() -> None:
    text = said(feedback_rows(feedback(sources=(replace(SOURCE, disputed="Others doubt it."),)), UNICODE))
    assert "Disputed: Others doubt it." in text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([0], "Comes back later in this session."),
        ([1], "Comes back tomorrow."),
        ([3], "Comes back in 3 days."),
        ([3, 3], "Comes back in 3 days."),
        ([3, 8, 5], "Comes back in 3 to 8 days."),
        ([0, 5], "Comes back later in this session, and in 5 days."),
        ([90], "Comes back in about 3 months."),
        ([800], "Comes back in about 2 years."),
        ([], ""),
    ],
)
def test_when_it_comes_back(days: list[int], text: str) -> None:
    assert wording.comes_back([Return("f", day) for day in days]) == text


@pytest.mark.parametrize(
    ("expected", "shown"),
    [("a text", "a text"), (["a", "b"], "  a\n  b"), ([["x", "y"]], "x: y"), (3, "3"), (False, "False"), (None, None)],
)
def test_whatever_form_the_right_answer_has(expected: Any, shown: str | None) -> None:
    text = said(feedback_rows(changed(feedback(score=0), expected=expected), UNICODE))
    if shown is None:
        assert "Right answer" not in text
    else:
        assert shown in text.split("Right answer:")[1]


def test_an_opening_says_what_is_to_be_known() -> None:
    opening = Opening("s", "test", 10, "Final", answered=4, minutes=12, require=70, notices=("Two banks named x.",))
    assert said(opening_rows(opening, UNICODE)) == (
        "Final\ntest · 10 questions · 12 minutes · pass mark 70% · 4 answered before\nTwo banks named x."
    )
    assert said(opening_rows(OPENING, ASCII)).endswith("practice | 10 questions")


@pytest.mark.parametrize("cells", [24, 40, 80])
def test_the_head_of_a_question_fits(cells: int, approved: Approved) -> None:
    shots = [
        said(question_rows(asked(n=n, of=of, comeback=n > of, hint_shown="South." * (n == 1)), signs, cells), cells)
        for n, of in ((1, 10), (10, 10), (12, 10), (1, 1), (137, 150))
        for signs in (UNICODE, ASCII)
    ]
    assert all(width(line) <= cells for shot in shots for line in shot.split("\n"))
    approved(f"heads-{cells}", "\n\n".join(shots))


def test_bars_never_draw_something_as_nothing_nor_nearly_all_as_all() -> None:
    assert bar(0, 10, 10, ASCII) == "----------"
    assert bar(0.1, 10, 10, ASCII) == "=---------"
    assert bar(9.99, 10, 10, ASCII) == "=========-"
    assert bar(10, 10, 10, ASCII) == "=========="
    assert bar(1, 0, 4, ASCII) == "----"
    assert bar(1, 2, 0, ASCII) == ""


@pytest.mark.parametrize(
    ("closing", "parts"),
    [
        (Closing(5, 10, 50, passed=False, require=70), ["50%, 5 of 10 points", "✗ Not passed (pass mark 70%)"]),
        (Closing(8.5, 10, 85, passed=True), ["✓ Passed"]),
        (Closing(1, 10, 10, reason="time"), ["Time is up."]),
        (Closing(1, 10, 10, paused=True, answered=1), ["learn resume", "1 question answered, 1 of 10 points so far"]),
        (Closing(0, 10, 0, paused=True, answered=1, untold=True), ["learn resume", "1 question answered."]),
        (Closing(1, 1, 100, due_now=1), ["1 fact due now: learn review"]),
        (Closing(1, 1, 100, next_due="2024-11-04", next_due_count=6), ["Next review: 2024-11-04, 6 facts"]),
    ],
)
def test_the_end(closing: Closing, parts: list[str]) -> None:
    text = said(closing_rows(closing, UNICODE))
    for part in parts:
        assert part in text


def test_the_verdicts_of_a_test(approved: Approved) -> None:
    some = (feedback("pick-one", n=1), feedback("match", score=1 / 3, n=2), feedback("line", score=0, n=3))
    approved("test-verdicts", said(verdict_rows(some, UNICODE), 60))


def test_plain_lines_are_whole_and_without_signs() -> None:
    lines = plain_lines(feedback_rows(feedback(score=0), WORDS) + closing_rows(CLOSING, WORDS))
    assert any(len(line) > 100 for line in lines)
    assert not set("".join(lines)) & set("✓✗→•·│━")


ANY = st.text(st.characters(codec="utf-8") | st.sampled_from("\x00\x07\x1b\x7f\x9b\u202e\r\n\t한́"), max_size=60)


@settings(deadline=None)
@given(ANY, ANY, st.sampled_from([24, 40, 80]), st.booleans())
def test_no_content_steers_the_terminal_or_leaves_its_line(text: str, mark: str, cells: int, color: bool) -> None:
    rows = [Row(text, "bad", mark=mark[:4], indent=2), Row(text, "good")]
    for line in drawn(rows, Look(color=color), cells):
        bare = line
        for sgr in ("\x1b[1;38;5;166m", "\x1b[1;38;5;32m", "\x1b[0m"):
            bare = bare.replace(sgr, "")
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in bare)
        assert width(bare) <= max(cells, 2 + 8 + 8)
    assert not any("\x1b" in line for line in plain_lines(rows))


def test_colour_is_only_where_it_is_wanted() -> None:
    lines = laid_out(feedback_rows(feedback(score=0), UNICODE), 80)
    assert "\x1b" not in "".join(painted(lines, Look(color=False)))
    assert "\x1b[1;38;5;166m" in "".join(painted(lines, Look(color=True, colors=256)))
    assert "\x1b[1;33m" in "".join(painted(lines, Look(color=True, colors=16)))


def test_verdicts_without_words_still_compose() -> None:
    assert feedback_rows(feedback(verdict=Verdict(score=0)), UNICODE)
