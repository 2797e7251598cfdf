"""What is left of a question that was written and read again: the notes of its report."""

from collections.abc import Mapping

from learn.kinds.base import Question
from learn.language import tr


def changed(before: Question, after: Question) -> list[str]:
    """The names of the fields in which the second question differs; `kind` if it is of another kind."""
    if before == after:
        return []
    if before.kind != after.kind:
        return ["kind"]
    return [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]


def lost(fields: list[str], known: Mapping[str, str], format_: str) -> tuple[str, ...]:
    """The known losses, and a note for each field that changes without being among them."""
    said = (
        known.get(name, tr("{format} does not keep `{field}` exactly as it is", format=format_, field=name))
        for name in fields
    )
    return tuple(dict.fromkeys((*known.values(), *said)))
