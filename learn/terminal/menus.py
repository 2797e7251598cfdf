"""Small questions outside a session: yes or no, a line of text, one of a few. By questionary where there is a
terminal to draw on, else line by line. All raise KeyboardInterrupt at Ctrl-C; the end of input is an EOFError, for
`confirm` a no."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from learn.interactions import PickOne
from learn.language import tr
from learn.session.asker import Answer
from learn.terminal.rows import BLANK, Row, plain_lines
from learn.terminal.surroundings import ColorWish, is_interactive, look_of
from learn.terminal.yes_no import of_key, of_word
from learn.text import clean

if TYPE_CHECKING:
    from questionary import Question

T = TypeVar("T")


def confirm(message: str, default: bool = True, *, plain: bool = False, color: ColorWish = "auto") -> bool:
    """Yes or no, by one key; Enter takes the default."""
    try:
        if _lines(plain):
            return _until_taken(tr("{question} y or n:", question=message), lambda line: _yes_or_no(line, default))
        return bool(_ask(_yes_or_no_question(message, default, color)))
    except (EOFError, OSError):
        return False


def _no_fault(_line: str) -> str:
    return ""


def text(
    message: str,
    default: str = "",
    *,
    needed: bool = True,
    fault: Callable[[str], str] = _no_fault,
    plain: bool = False,
    color: ColorWish = "auto",
) -> str:
    """A line of text; asked again while it is empty and `needed`, or while `fault` has something to say of it."""
    label = message if needed else tr("{prompt} (Enter for none)", prompt=message)
    while True:
        said = _line(label, default, needed, plain, color)
        wrong = fault(said) if said else ""
        if not wrong:
            return said
        print(_said(wrong), flush=True)  # noqa: T201 - beside the prompts


def _line(label: str, default: str, needed: bool, plain: bool, color: ColorWish) -> str:
    if _lines(plain):
        return _until_taken(f"{label}:", lambda line: _filled(line.strip() or default, needed))
    import questionary

    while True:
        said = str(_ask(questionary.text(_said(f"{label}:"), default=default, qmark="", **_io(color)))).strip()
        if said or not needed:
            return said


def several(
    message: str,
    needed: bool = True,
    *,
    fault: Callable[[str], str] = _no_fault,
    plain: bool = False,
    color: ColorWish = "auto",
) -> list[str]:
    """Lines of text until an empty one; at least one where `needed`. `fault` as in `text`."""
    lines = [text(message, needed=needed, fault=fault, plain=plain, color=color)]
    while lines[-1]:
        lines.append(text(tr("Another one"), needed=False, fault=fault, plain=plain, color=color))
    return lines[:-1]


def pick(message: str, options: Sequence[str], *, plain: bool = False, color: ColorWish = "auto") -> str:
    """One of a few options, by its number or with the arrows."""
    if _lines(plain):
        return options[_pick_by_line(message, PickOne(tuple(options)))]
    from learn.terminal.board import Board
    from learn.terminal.stage import Stage
    from learn.terminal.widgets.pick_one import PickOneWidget

    stage = Stage(sys.stdin, sys.stdout, color=color)
    stage.show(lambda _: [Row(message, "strong"), BLANK])
    reply = stage.press(Board(PickOneWidget(tuple(options)), ("stop",)))
    if isinstance(reply, Answer) and isinstance(reply.response, int):
        return options[reply.response]
    raise EOFError


# -- line by line --------------------------------------------------------------------------------------------------


def _lines(plain: bool) -> bool:
    return plain or not is_interactive(sys.stdin, sys.stdout, os.environ)


def _until_taken(prompt: str, read: Callable[[str], T | None]) -> T:
    """Prompt until a line can be read. Raises EOFError."""
    while True:
        print(_said(prompt), flush=True)  # noqa: T201 - stdout is where prompts go
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        taken = read(line)
        if taken is not None:
            return taken


def _yes_or_no(line: str, default: bool) -> bool | None:
    return of_word(line) if line.strip() else default


def _filled(line: str, needed: bool) -> str | None:
    return line if line or not needed else None


def _pick_by_line(message: str, options: PickOne) -> int:
    from learn.terminal.plain import choice_prompt, interaction_rows
    from learn.terminal.typed import Refused, choice_of

    def read(line: str) -> int | None:
        try:
            index = choice_of(line, options)
        except Refused:
            return None
        return index if isinstance(index, int) else None

    for line in plain_lines([Row(message), *interaction_rows(options)]):
        print(line)  # noqa: T201 - stdout is where prompts go
    return _until_taken(choice_prompt(options), read)


# -- by questionary ------------------------------------------------------------------------------------------------


def _said(message: str) -> str:
    return clean(message, keep="")


def _io(color: ColorWish) -> dict[str, Any]:
    from prompt_toolkit.input.vt100 import Vt100Input

    from learn.terminal.apps.base import terminal_output

    look = look_of(sys.stdout, os.environ, color)
    return {"input": Vt100Input(sys.stdin), "output": terminal_output(sys.stdout, look, os.environ)}


def _yes_or_no_question(message: str, default: bool, color: ColorWish) -> Question:
    """What `questionary.confirm` makes, in the interface's language and for the keys of both keyboards."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.keys import Keys
    from questionary import Question
    from questionary.constants import DEFAULT_STYLE

    answers: list[bool] = []
    keys = KeyBindings()

    def tokens() -> StyleAndTextTuples:
        shown: StyleAndTextTuples = [("class:question", f" {_said(message)} ")]
        if not answers:
            return [*shown, ("class:instruction", (tr("(Y/n)") if default else tr("(y/N)")) + " ")]
        return [*shown, ("class:answer", tr("Yes") if answers[-1] else tr("No"))]

    def answer(event: KeyPressEvent, said: bool) -> None:
        answers.append(said)
        event.app.exit(result=said)

    @keys.add("c-c", eager=True)
    @keys.add("c-q", eager=True)
    def interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    @keys.add("c-m", eager=True)
    def enter(event: KeyPressEvent) -> None:
        answer(event, default)

    @keys.add(Keys.Any)
    def key(event: KeyPressEvent) -> None:
        said = of_key(event.data)
        if said is not None:
            answer(event, said)

    session: PromptSession[bool] = PromptSession(tokens, key_bindings=keys, style=DEFAULT_STYLE, **_io(color))
    return Question(session.app)


def _ask(question: Question) -> Any:
    """Ask with the keys that questionary leaves to chance: Ctrl-D ends, Esc-Enter is nothing, a paste is one line."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()

    @keys.add("c-d", eager=True)
    def end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    @keys.add("escape", "enter", eager=True)
    def nothing(event: KeyPressEvent) -> None:
        """No answer."""

    @keys.add(Keys.BracketedPaste, eager=True)
    def paste(event: KeyPressEvent) -> None:
        if not event.app.current_buffer.read_only():
            event.app.current_buffer.insert_text(_said(event.data).strip())

    app = question.application
    app.key_bindings = merge_key_bindings([bindings for bindings in (app.key_bindings, keys) if bindings])
    return question.unsafe_ask()
