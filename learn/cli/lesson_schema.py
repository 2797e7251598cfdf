"""`learn lesson schema`: for editors that check while one types."""

import click

from learn.cli.options import make_command
from learn.problems import OK


@make_command("schema")
@click.option("--sources", is_flag=True, help="The schema of sources.yaml.")
def command(sources: bool) -> int:
    """Print the JSON Schema (draft-07) of lessons."""
    from learn.content.schema import lesson_schema, schema_text, sources_schema

    click.echo(schema_text(sources_schema() if sources else lesson_schema()), nl=False)
    return OK
