"""What the page says in its own voice: one table for each language, English the first.

The page carries the table of the one language that it speaks; web/src/words.ts takes its type from the English one.
"""

import json
from importlib.resources import files

ENGLISH = "en"
LANGUAGES = (ENGLISH, "ko")
"""The languages there are (ISO 639-1), each with its file here."""


def words(language: str) -> dict[str, str]:
    """The table of a language: what is said, by its name."""
    table: dict[str, str] = json.loads(files(__name__).joinpath(f"{language}.json").read_text(encoding="utf-8"))
    return table


def spoken(tag: str) -> str:
    """The language in which a page can speak to readers of a language tag (BCP 47); "" where there is none."""
    code = tag.lower().split("-")[0]
    return code if code in LANGUAGES else ""
