"""Groups of commands that import a command's module only when it is run."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from learn.cli.options import WithHelp
from learn.language import tr
from learn.problems import did_you_mean


class LazyGroup(WithHelp, click.Group):
    """A group that knows its commands by name and one line of help, and where to find the rest.

    `lazy` maps a command to `(module, help)`; the module's `command` is the click command.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.lazy:
            return None
        found: click.Command = import_module(self.lazy[cmd_name][0]).command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.lazy and not args[0].startswith("-"):
            ctx.fail(_unknown(args[0], list(self.lazy)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, tr(about)) for name, (_, about) in self.lazy.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        names = [CompletionItem(n, help=tr(about)) for n, (_, about) in self.lazy.items() if n.startswith(incomplete)]
        return names + click.Command.shell_complete(self, ctx, incomplete)


def _unknown(name: str, known: list[str]) -> str:
    hint = did_you_mean(name, known)
    return tr("No such command {name!r}.", name=name) + (f" {hint[0].upper()}{hint[1:]}" if hint else "")
