"""Data on stdout."""

import sys
from typing import Any

import click
import msgspec

from learn.text import clean, inert


def print_json(data: Any) -> None:
    """One JSON value, in UTF-8 whatever the locale."""
    click.echo(inert(msgspec.json.encode(data)))


def print_lines(lines: list[str]) -> None:
    """Lines of text, cleaned of what could steer a terminal, in what the output's encoding can show."""
    encoding = sys.stdout.encoding or "utf-8"
    text = "".join(f"{clean(line)}\n" for line in lines)
    click.echo(text.encode(encoding, "replace").decode(encoding), nl=False)
