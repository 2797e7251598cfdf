"""What Tab offers for the names of banks, lessons and settings; nothing where content is broken."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from learn.language import tr
from learn.problems import LearnError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_banks(ctx: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Banks by name; files where no name begins like this."""
    from click.shell_completion import CompletionItem

    return _names(ctx, "banks", incomplete) or [CompletionItem(incomplete, type="file")]


def complete_lessons(ctx: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Lessons by name."""
    return _names(ctx, "lessons", incomplete)


def complete_settings(_: click.Context, __: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Settings by key."""
    from learn.app.config import LOGGED, SETTINGS

    every = {**SETTINGS, **LOGGED}
    return _beginning(((key, tr(setting.about)) for key, setting in every.items()), incomplete)


def _names(ctx: click.Context, what: str, incomplete: str) -> "list[CompletionItem]":
    from learn.app import App

    try:
        with App(ctx.ensure_object(dict)) as app:
            rows = app.library.banks() if what == "banks" else app.library.lessons()
    except LearnError:
        return []
    return _beginning(((row.id, row.title) for row in rows), incomplete)


def _beginning(pairs: Iterable[tuple[str, str]], incomplete: str) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    return [CompletionItem(name, help=about) for name, about in pairs if name.startswith(incomplete)]
