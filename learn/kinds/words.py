"""The words that a question puts before a learner and that no author wrote.

The questions themselves keep the English ones, for those stand in the log and in exported files; a session says them in
the interface's language.
"""

from msgspec.structs import replace

from learn.interactions import Interaction, PickOne
from learn.language import tr, translatable

TRUE, FALSE = translatable("True"), translatable("False")
FILL = translatable("Fill the gaps.")

_OWN = {"true_false": (TRUE, FALSE), "cloze": (FILL,)}


def said(text: str, kind: str) -> str:
    """The text in the interface's language if it is one of these, as it is if an author wrote it."""
    return tr(text) if text in _OWN.get(kind, ()) else text


def shown(interaction: Interaction, kind: str) -> Interaction:
    """The interaction with what it says itself in the interface's language; its indexes are the same."""
    if not isinstance(interaction, PickOne) or kind not in _OWN:
        return interaction
    return replace(interaction, options=tuple(said(option, kind) for option in interaction.options))
