"""A language in which every translatable text is one syllable over and over, so that what is left English shows.

Places to fill in, line ends and spaces stay, and so does about the width of a text: a syllable takes two cells.
"""

import io
import re
import string
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from learn.language import DOMAIN
from tests.translations.catalogues import texts

SYLLABLE = "뷁"
CODE = "ko"
"""The language in whose place it is spoken."""


def spoken(text: str) -> str:
    """The text in this language; its places to fill in as they are."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return _syllables(text)
    return "".join(_syllables(_escaped(literal)) + _field(name, spec, how) for literal, name, spec, how in parts)


def _syllables(text: str) -> str:
    return re.sub("[A-Za-z]+", lambda found: SYLLABLE * ((len(found[0]) + 1) // 2), text)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _field(name: str | None, spec: str | None, conversion: str | None) -> str:
    if name is None:
        return ""
    return "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"


def write_pseudo(folder: Path) -> Path:
    """Compile it into a folder that takes the place of `learn/translations`."""
    catalogue = Catalog(locale=CODE, charset="utf-8", fuzzy=False)
    for known in texts().values():
        for text, context, _ in known:
            said = spoken(text) if isinstance(text, str) else (spoken(text[1]),)
            catalogue.add(text, said, context=context)
    path = folder / CODE / "LC_MESSAGES" / f"{DOMAIN}.mo"
    path.parent.mkdir(parents=True)
    out = io.BytesIO()
    write_mo(out, catalogue)
    path.write_bytes(out.getvalue())
    return folder
