"""`learn bank schema`: for editors that check while one types."""

import click

from learn.cli.options import make_command
from learn.problems import OK


@make_command("schema")
def command() -> int:
    """Print the JSON Schema (draft-07) of banks."""
    from learn.content.schema import bank_schema, schema_text

    click.echo(schema_text(bank_schema()), nl=False)
    return OK
