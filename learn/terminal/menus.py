"""Small questions outside a session, asked by questionary: yes or no. Only on a terminal (`is_interactive`)."""

import sys


def confirm(message: str, default: bool = True) -> bool:
    """Yes or no; Enter takes the default, the end of input is no. Raises KeyboardInterrupt at Ctrl-C."""
    import questionary
    from prompt_toolkit.input import create_input
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
    from prompt_toolkit.keys import Keys
    from prompt_toolkit.output import create_output

    question = questionary.confirm(
        message,
        default=default,
        qmark="",
        auto_enter=True,
        input=create_input(sys.stdin),
        output=create_output(sys.stdout),
    )
    keys = KeyBindings()

    @keys.add("c-d", eager=True)
    def end(event: KeyPressEvent) -> None:
        event.app.exit(result=False)

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
