"""Widgets as values: keys in, answers out; whatever is pressed, an answer fits its interaction."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.interactions import Gaps, Interaction, Match, Order, PickMany, PickOne, Reveal, fault
from learn.terminal.look import ASCII, UNICODE
from learn.terminal.rows import laid_out
from learn.terminal.widgets import Done, Widget, widget_of
from learn.terminal.widgets.pause import PauseWidget
from learn.text import width
from tests.terminal.rows_said import texts_of
from tests.terminal.scenes import BANK, GAPS, INTERACTIONS, LINE, MATCH, ORDER, PICK_MANY, PICK_ONE, REVEAL

TWELVE = PickOne(options=tuple(f"option {n}" for n in range(1, 13)))
MANY_OF_TWELVE = PickMany(options=TWELVE.options)


def pressed(interaction: Interaction, *keys: str) -> Any:
    """The response after the keys; the widget where there is none yet."""
    widget = widget_of(interaction)
    assert widget is not None
    for key in keys:
        after = widget.press(key)
        if isinstance(after, Done):
            return after.response
        widget = after
    return widget


@pytest.mark.parametrize(
    ("interaction", "keys", "response"),
    [
        (PICK_ONE, "1", 0),
        (PICK_ONE, "4", 3),
        (PICK_ONE, "down down enter", 2),
        (PICK_ONE, "up enter", 3),
        (PICK_ONE, "end space", 3),
        (PICK_ONE, "end home j k j enter", 1),
        (TWELVE, "2", 1),
        (TWELVE, "1 2", 11),
        (TWELVE, "1 0", 9),
        (TWELVE, "1 enter", 0),
        (TWELVE, "1 5", 4),
        (PICK_MANY, "1 3 1 enter", (2,)),
        (PICK_MANY, "3 1 enter", (0, 2)),
        (PICK_MANY, "space down down space enter", (0, 2)),
        (MANY_OF_TWELVE, "1 1 1 enter enter", (0, 10)),
        (MANY_OF_TWELVE, "1 1 1 down 2 enter", (1, 10)),
        (PickMany(options=("a", "b", "c"), choose=2), "1 enter 2 3 enter 3 enter", (0, 1)),
        (ORDER, "2 1 3 4 enter", (1, 0, 2, 3)),
        (ORDER, "2 1 3 enter", (1, 0, 2, 3)),
        (ORDER, "2 backspace 1 2 3 enter", (0, 1, 2, 3)),
        (ORDER, "down enter enter enter enter", (1, 0, 2, 3)),
        (ORDER, "2 1 3 up up up space down down space enter", (0, 2, 1, 3)),
        (MATCH, "1 2 3 enter", (0, 1, 2)),
        (MATCH, "4 4 4 enter", (3, 3, 3)),
        (MATCH, "1 2 3 backspace 4 enter", (0, 1, 3)),
        (MATCH, "1 2 3 left left 4 enter", (0, 3, 2)),
        (MATCH, "down enter enter enter enter", (1, 0, 0)),
        (BANK, "1 3 enter", ("Seoul", "Washington")),
        (REVEAL, "enter y", True),
        (REVEAL, "y space n", False),
    ],
)
def test_keys_make_answers(interaction: Interaction, keys: str, response: Any) -> None:
    assert pressed(interaction, *keys.split()) == response


@pytest.mark.parametrize(
    ("interaction", "keys"),
    [
        (PICK_ONE, "5"),
        (PICK_ONE, "0"),
        (PICK_ONE, "x"),
        (TWELVE, "1"),
        (PICK_MANY, "enter"),
        (PICK_MANY, "1 1 enter"),
        (PickMany(options=("a", "b", "c"), choose=2), "1 enter"),
        (ORDER, "1 2 enter x"),
        (ORDER, "1 2 3"),
        (MATCH, "1 2 3"),
        (MATCH, "1 enter 5"),
        (REVEAL, "y"),
    ],
)
def test_what_is_no_answer_yet_is_none(interaction: Interaction, keys: str) -> None:
    assert not isinstance(pressed(interaction, *keys.split()), (int, tuple))


@pytest.mark.parametrize("interaction", [LINE, GAPS])
def test_typed_text_has_no_widget(interaction: Interaction) -> None:
    assert widget_of(interaction) is None


def test_a_pause_is_ended_by_enter_or_space_and_by_no_digit() -> None:
    pause = PauseWidget()
    assert pause.press("1") is pause
    assert isinstance(pause.press("enter"), Done)
    assert isinstance(pause.press("space"), Done)


KEYS = st.sampled_from(
    [
        *"0123456789",
        "up",
        "down",
        "left",
        "right",
        "enter",
        "space",
        "backspace",
        "tab",
        "home",
        "end",
        "y",
        "n",
        "j",
        "k",
    ]
)
TEXTS = st.text(min_size=1, max_size=30)


@st.composite
def interactions(draw: st.DrawFn) -> Interaction:
    """Any interaction that is answered by keys."""
    options = tuple(draw(st.lists(TEXTS, min_size=1, max_size=15)))
    size = len(options)
    left = tuple(draw(st.lists(TEXTS, min_size=1, max_size=6)))
    kinds: list[Interaction] = [
        PickOne(options=options),
        PickMany(options=options, choose=draw(st.none() | st.integers(1, size))),
        Order(items=options),
        Match(left=left, right=options),
        Gaps(text=" ____ and".join(left), gaps=len(left) - 1, words=options) if len(left) > 1 else Reveal(back="b"),
        Reveal(back=options[0]),
    ]
    return draw(st.sampled_from(kinds))


@settings(deadline=None)
@given(interactions(), st.lists(KEYS, max_size=40), st.sampled_from([24, 40, 80]))
def test_whatever_is_pressed(interaction: Interaction, keys: list[str], cells: int) -> None:
    widget = widget_of(interaction)
    assert widget is not None
    for key in keys:
        check_drawing(widget, cells)
        after = widget.press(key)
        if isinstance(after, Done):
            assert fault(interaction, after.response) is None
            check_drawing(after.final, cells)
            return
        widget = after


def check_drawing(widget: Widget, cells: int) -> None:
    """It fits the width, its focus is one of its rows, and its footer names keys."""
    for signs in (UNICODE, ASCII):
        rows = widget.rows(signs)
        assert 0 <= widget.focus < len(rows)
        assert all(width(line) <= cells for line in texts_of(laid_out(rows, cells)))
    assert widget.chips


@settings(deadline=None)
@given(interactions())
def test_every_question_can_be_answered_without_a_digit(interaction: Interaction) -> None:
    widget = widget_of(interaction)
    assert widget is not None
    choose = interaction.choose if isinstance(interaction, PickMany) else None
    for key in ["space", "down"] * (choose or 1) + ["enter"] * 20 + ["y"]:
        after = widget.press(key)
        if isinstance(after, Done):
            return
        widget = after
    raise AssertionError(widget)


def test_every_scene_has_a_first_screen() -> None:
    for interaction in INTERACTIONS.values():
        widget = widget_of(interaction)
        if widget is not None:
            check_drawing(widget, 24)
