"""Which asker puts the questions, and running a session with it."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial

import click

from learn.app import App
from learn.cli.options import say
from learn.language import tr
from learn.problems import FINDINGS, INTERRUPTED, OK, LearnError
from learn.session.asker import Asker
from learn.session.conversation import Conversation

jsonl_option = click.option("--jsonl", is_flag=True, help="Speak JSON lines with another program.")


def plain_wanted(app: App) -> bool:
    """Whether prompts go line by line: as asked for, or because there is no terminal that could do more."""
    from learn.terminal.surroundings import is_interactive

    return bool(app.config["plain"]) or not is_interactive(sys.stdin, sys.stdout, os.environ)


def asker_for(app: App, jsonl: bool) -> Asker:
    """The asker that fits the options and the terminal, with a voice where one is set."""
    asker = _silent_asker(app, jsonl)
    if jsonl or not app.config["speak"]:
        return asker
    from learn.terminal.speaking import SpeakingAsker, Voice

    return SpeakingAsker(asker, Voice(app.config["speak"]), cache(partial(_lang_of, app)))


def _lang_of(app: App, bank: str) -> str:
    """The language that a bank says it is in; "" where it says none, or is gone."""
    from learn.app.exchanging import whole_bank

    with suppress(LearnError):
        return whole_bank(app, bank).lang
    return ""


def _silent_asker(app: App, jsonl: bool) -> Asker:
    from learn.terminal.lines import Lines

    if jsonl:
        from learn.protocol import JsonLinesAsker

        return JsonLinesAsker(Lines(sys.stdin, "utf-8"), sys.stdout, time.monotonic)
    if plain_wanted(app):
        from learn.terminal.plain import PlainAsker

        return PlainAsker(sys.stdin, sys.stdout)
    from learn.terminal.interactive import InteractiveAsker

    return InteractiveAsker(
        sys.stdin, sys.stdout, color=app.config["color"], spacious=app.config["reading"] == "spacious"
    )


def converse(app: App, make: Callable[[Asker], Conversation], jsonl: bool = False, require: bool = False) -> int:
    """Run a session; the exit code is 1 for a missed pass mark where one was `require`d, 130 for Ctrl-C."""
    conversation = make(asker_for(app, jsonl))
    kept = bool(conversation.terms.session)  # a preview leaves the log alone
    try:
        closing = conversation.run()
    except KeyboardInterrupt:
        if not kept:
            raise
        say("\n" + tr("Interrupted. Every answer you saw graded is kept; `learn resume` goes on."))
        return INTERRUPTED
    if kept:
        _tell_news(app)
    return FINDINGS if require and closing.passed is False and not closing.paused else OK


def _tell_news(app: App) -> None:
    """What a corrected bank changed, told once the session is over: nothing waits for it."""
    from learn.app.bank_news import news

    for line in news(app):
        say(line)
