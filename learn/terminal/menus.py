"""Small questions outside a session, asked by questionary. Only on a terminal (see `surroundings.is_interactive`)."""

import os
import sys

from learn.terminal.surroundings import ColorWish, look_of


def confirm(message: str, default: bool = True, color: ColorWish = "auto") -> bool:
    """Yes or no, by one key; Enter takes the default, the end of input is no. Raises KeyboardInterrupt at Ctrl-C."""
    import questionary
    from prompt_toolkit.input.vt100 import Vt100Input
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
    from prompt_toolkit.keys import Keys

    from learn.terminal.apps.base import terminal_output

    output = terminal_output(sys.stdout, look_of(sys.stdout, os.environ, color), os.environ)
    question = questionary.confirm(
        message, default=default, qmark="", auto_enter=True, input=Vt100Input(sys.stdin), output=output
    )
    keys = KeyBindings()

    @keys.add("c-d", eager=True)
    def end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    @keys.add("escape", "enter", eager=True)
    @keys.add(Keys.BracketedPaste, eager=True)
    def nothing(event: KeyPressEvent) -> None:
        """Neither is an answer."""

    app = question.application
    app.key_bindings = merge_key_bindings([bindings for bindings in (app.key_bindings, keys) if bindings])
    try:
        return bool(question.unsafe_ask())
    except (EOFError, OSError):
        return False


def text(message: str, default: str = "", *, needed: bool = True) -> str:
    """A line of text; asked again while it is empty and `needed`. Raises KeyboardInterrupt at Ctrl-C, EOFError at the
    end of input."""
    import questionary

    label = message if needed else f"{message} (Enter for none)"
    while True:
        said: str = questionary.text(label, default=default, qmark="").unsafe_ask()
        if said.strip() or not needed:
            return said.strip()


def several(message: str, needed: bool = True) -> list[str]:
    """Lines of text until an empty one; at least one where `needed`."""
    lines: list[str] = []
    while True:
        more = text(f"{message}{', or Enter to go on' if lines else ''}", needed=needed and not lines)
        if not more:
            return lines
        lines.append(more)


def pick(message: str, options: list[str]) -> str:
    """One of a few options."""
    import questionary

    chosen: str = questionary.select(message, choices=options, qmark="", use_shortcuts=False).unsafe_ask()
    return chosen
