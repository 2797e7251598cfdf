"""Commands around a widget, and sheets for typed text."""

import pytest

from learn.interactions import Gaps, Line
from learn.session.asker import Answer, Command
from learn.terminal.board import Board, Cleared, Field, Sheet, chip_rows
from learn.terminal.look import ASCII, UNICODE
from learn.terminal.rows import laid_out
from learn.terminal.widgets.pick_one import PickOneWidget
from learn.text import width
from tests.terminal.rows_said import texts_of

ALL = ("hint", "skip", "undo", "guess", "flag", "quit")
BOARD = Board(PickOneWidget(("a", "b", "c")), ALL)
GAPS = Gaps(text="____ and ____", gaps=2)


@pytest.mark.parametrize("name", ["hint", "skip", "undo", "flag", "quit"])
def test_a_letter_is_a_command(name: str) -> None:
    assert BOARD.press(name[0]) == Command(name)  # type: ignore[arg-type]


def test_a_guess_is_marked_with_the_answer() -> None:
    guessing = BOARD.press("g")
    assert isinstance(guessing, Board)
    assert guessing.press("2") == Answer(1, guessed=True)
    sure = guessing.press("g")
    assert isinstance(sure, Board)
    assert sure.press("2") == Answer(1)


def test_a_command_that_is_not_there_says_so_and_does_nothing() -> None:
    board = Board(PickOneWidget(("a",)), ("quit",)).press("h")
    assert isinstance(board, Board)
    assert board.note == "There is no hint."


def test_help_comes_and_goes() -> None:
    board = BOARD.press("?")
    assert isinstance(board, Board)
    said = "\n".join(texts_of(laid_out(board.footer(UNICODE, 80), 80)))
    for part in ("h  ", "show a hint", "learn resume", "ctrl-c", "1-3"):
        assert part in said
    assert board.press("?") == BOARD
    after = board.press("down")
    assert isinstance(after, Board)
    assert not after.help


@pytest.mark.parametrize("cells", [24, 40, 80])
@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_footers_fit_and_break_no_key_from_its_meaning(cells: int, signs: object) -> None:
    rows = BOARD.footer(UNICODE if signs is UNICODE else ASCII, cells)
    assert all(width(row.text) <= cells for row in rows)
    words = [chip for row in rows for chip in row.text.split(" · " if signs is UNICODE else " | ")]
    assert words == ["1-3 answer", "h hint", "s skip", "u undo", "g guess", "f flag", "q quit", "? keys"]


def test_chips_longer_than_a_line_stand_alone() -> None:
    assert [row.text for row in chip_rows([("a", "very long one"), ("b", "c")], " · ", 8)] == ["a very long one", "b c"]


class TestSheet:
    LINE = Sheet(Line(), ALL)
    GAPS = Sheet(GAPS, ALL)

    @pytest.mark.parametrize(("typed", "response"), [("ten", "ten"), (" ten ", "ten"), ("//usr", "/usr")])
    def test_a_line_is_answered(self, typed: str, response: str) -> None:
        assert self.LINE.enter([typed], 0) == Answer(response)

    def test_nothing_is_no_answer(self) -> None:
        after = self.LINE.enter([" "], 0)
        assert isinstance(after, Sheet)
        assert "/skip" in after.note

    @pytest.mark.parametrize("name", ["hint", "skip", "undo", "quit"])
    def test_a_slash_is_a_command(self, name: str) -> None:
        assert self.LINE.enter([f"/{name}"], 0) == Command(name)  # type: ignore[arg-type]

    def test_a_flag_takes_its_remark_along(self) -> None:
        assert self.LINE.enter(["/flag the key is wrong"], 0) == Command("flag", "the key is wrong")

    def test_what_the_sheet_settles_is_cleared_away(self) -> None:
        for typed in ("/?", "/guess"):
            after = self.LINE.enter([typed], 0)
            assert isinstance(after, Cleared)
            assert after.sheet.help or after.sheet.guessed

    def test_an_unknown_command_stays_to_be_mended(self) -> None:
        after = self.LINE.enter(["/nothing"], 0)
        assert isinstance(after, Sheet)
        assert "/nothing" in after.note

    def test_an_absent_command_says_so(self) -> None:
        after = Sheet(Line(), ("quit",)).enter(["/undo"], 0)
        assert isinstance(after, Cleared)
        assert "no answer to take back" in after.sheet.note

    def test_enter_goes_to_the_next_empty_gap_and_answers_in_the_last(self) -> None:
        assert self.GAPS.enter(["a", ""], 0) == Field(1)
        assert self.GAPS.enter(["a", "b"], 0) == Answer(("a", "b"))
        assert self.GAPS.enter(["a", "b"], 1) == Answer(("a", "b"))

    def test_a_gap_may_stay_empty_but_not_by_mistake_and_not_all(self) -> None:
        warned = self.GAPS.enter(["", "b"], 1)
        assert isinstance(warned, Sheet)
        assert "Gap 1 is empty" in warned.note
        assert warned.enter(["", "b"], 1) == Answer(("", "b"))
        nothing = warned.enter(["", ""], 1)
        assert isinstance(nothing, Sheet)

    def test_the_text_shows_what_its_gaps_hold(self) -> None:
        assert self.GAPS.body(["Seoul", ""])[0].text == "Seoul and ____"

    def test_a_remark_may_be_anything(self) -> None:
        sheet = Sheet(Line(), commands=(), optional=True)
        assert sheet.enter(["/quit? no"], 0) == Answer("/quit? no")
        assert sheet.enter([""], 0) == Answer("")
