"""The titles of sessions of no bank and no lesson: English in the log, as the language has them on a screen."""

from learn.language import tr, translatable

REVIEW, MIXED = translatable("Review"), translatable("Mixed practice")


def shown_title(title: str) -> str:
    """The title of a session as it is shown: translated where it is one of ours."""
    return tr(title) if title in (REVIEW, MIXED) else title
