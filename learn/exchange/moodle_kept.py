"""What is left of a question that was written and read again: the notes of its report."""

from collections.abc import Mapping

from learn.kinds.base import Question


def changed(before: Question, after: Question) -> list[str]:
    """The names of the fields in which the second question differs; `kind` if it is of another kind."""
    if before == after:
        return []
    if before.kind != after.kind:
        return ["kind"]
    return [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]


def lost(fields: list[str], known: Mapping[str, str], format_: str) -> tuple[str, ...]:
    """The known losses, and a note for each field that changes without being among them."""
    said = (known.get(name, f"{format_} does not keep `{name}` exactly as it is") for name in fields)
    return tuple(dict.fromkeys((*known.values(), *said)))
