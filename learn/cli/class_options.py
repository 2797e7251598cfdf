"""What the commands of `learn class` share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from learn.classroom.findings import Finding


def complete_classes(ctx: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Classes by name."""
    from click.shell_completion import CompletionItem

    from learn.app import App
    from learn.classroom.classes import names
    from learn.problems import LearnError

    try:
        with App(ctx.ensure_object(dict)) as app:
            return [CompletionItem(name) for name in names(app.home) if name.startswith(incomplete)]
    except LearnError:
        return []


name_argument = click.argument("name", shell_complete=complete_classes)


def as_data(findings: "Iterable[Finding]") -> list[dict[str, Any]]:
    """Findings for JSON."""
    return [
        {"code": one.code, "file": one.file, "line": one.line or None, "text": one.text, "done": one.done}
        for one in findings
    ]
