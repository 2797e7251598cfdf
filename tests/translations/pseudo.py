"""A language in which every translatable text is one syllable over and over, so that what is left English shows.

Places to fill in, line ends and spaces stay, and so does about the width of a text: a syllable takes two cells.
"""

import ast
import io
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from learn.language import DOMAIN
from tests.translations.catalogues import KEYWORDS, LEARN, texts

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


# ----------------------------------------------------------------------------------------- who still speaks English


@cache
def untranslated_words(room: str) -> frozenset[str]:
    """The words in the literals of a room that go through no function of `learn.language` and are no docstrings."""
    return frozenset(
        word.lower()
        for path in (LEARN / room).rglob("*.py")
        for literal in _literals(ast.parse(path.read_bytes()))
        for word in re.findall("[A-Za-z]+", literal)
    )


def _literals(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            for one in [*node.args, *(given.value for given in node.keywords)]:
                if not isinstance(one, ast.Constant):
                    yield from _literals(one)
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        yield from _literals(node)
