"""The catalogues of translators: which texts there are, what was written for them, and what is compiled of it.

A catalogue for each room of `learn/`, for the help of the commands and for what click itself says.
"""

import ast
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from learn.cli.bank_guided import about
from learn.cli.options import help_parts
from learn.kinds import KINDS
from learn.language import DOMAIN, FOLDER

LEARN = Path(__file__).parents[2] / "learn"
KEYWORDS = {"tr": 1, "translatable": 1, "trn": 2, "trc": 1}
CLICKS = {"_": 1, "ngettext": 2}
"""The functions whose first so many arguments are texts; of `trc` the context goes before."""
CLICK = Path(click.__file__).parent
NOT_SAID = {"_winconsole.py", "_termui_impl.py", "decorators.py", "testing.py"}
"""Modules of click whose texts `learn` never comes to."""
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""What the compiled file says of its making, so that it changes only when a text does."""

Texts = dict[str, list[tuple[str | tuple[str, str], str | None, str]]]
"""By catalogue: the English text (with its plural), its context, and where it stands."""


def texts() -> Texts:
    """Every text there is to translate."""
    found: Texts = {}
    for path in sorted(LEARN.rglob("*.py")):
        inside = path.relative_to(LEARN)
        name = inside.parts[0] if len(inside.parts) > 1 else "base"
        for text, context in _calls(path, KEYWORDS):
            found.setdefault(name, []).append((text, context, f"learn/{inside.as_posix()}"))
    found["help"] = [(text, None, place) for text, place in _help()]
    found["help"] += [(about(kind), None, "learn-bank-add") for kind in KINDS]
    found["click"] = [
        (text, context, f"click/{path.name}")
        for path in sorted(CLICK.glob("*.py"))
        if path.name not in NOT_SAID
        for text, context in _calls(path, CLICKS)
    ]
    found["click"].append(("required", None, "click/core.py"))  # which click looks up by a variable
    return found


def _calls(path: Path, keywords: Mapping[str, int]) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """The literal texts of the calls of these functions, in order (inside f-strings too, which Babel passes over)."""
    for call in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in keywords:
            given = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            context = given.pop(0) if call.func.id == "trc" and given else None
            if len(given) >= keywords[call.func.id]:
                yield (given[0] if keywords[call.func.id] == 1 else (given[0], given[1])), context


def _help() -> Iterator[tuple[str, str]]:
    """The help of every command and option, as click hands it on."""
    from learn.cli.root import root

    yield "Show this message and exit.", "learn"
    yield from _help_of(root, "learn")


def _help_of(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    parts = [command.help, command.epilog, *(one.help for one in command.params if isinstance(one, click.Option))]
    for part in filter(None, parts):
        yield from ((text, name) for text in help_parts(part) if text)
    if isinstance(command, click.Group):
        for text in (about for _, about in getattr(command, "lazy", {}).values()):
            yield text, name
        context = click.Context(command)
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None
            yield from _help_of(found, f"{name}-{sub}")


def path_of(language: str, name: str) -> Path:
    """The file that translators write for a catalogue."""
    return FOLDER / language / f"{name}.po"


def names(language: str) -> list[str]:
    """The catalogues there are on disk."""
    return sorted(path.stem for path in (FOLDER / language).glob("*.po"))


def read(language: str, name: str) -> Catalog:
    """A catalogue as it was written; an empty one where there is none."""
    path = path_of(language, name)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def renewed(language: str, name: str, wanted: Texts) -> Catalog:
    """The catalogue with every text that is wanted now, what was written for it, and nothing else."""
    old = read(language, name)
    others = {_key(one): one.string for other in names(language) for one in read(language, other) if _done(one)}
    new = Catalog(locale=language, charset="utf-8", header_comment="", project=DOMAIN, fuzzy=False)
    seen = set()
    for text, context, place in wanted.get(name, []):
        if (_first(text), context) in seen:
            continue
        seen.add((_first(text), context))
        before = old.get(text, context)
        string = before.string if before is not None and _done(before) else others.get((_first(text), context), "")
        new.add(text, string or ("" if isinstance(text, str) else ("",)), locations=[(place, 0)], context=context)
    return new


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _key(message: Message) -> tuple[str, str | None]:
    return _first(message.id), message.context


def _done(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return bool(message.id) and bool(strings) and all(strings) and not message.fuzzy


def missing(catalogue: Catalog) -> list[str]:
    """The texts without a translation."""
    return [_first(one.id) for one in catalogue if one.id and not _done(one)]


def written(catalogue: Catalog) -> bytes:
    """The bytes of a `.po` file: no dates and no line numbers, so that it changes only when a text does."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, omit_header=False, sort_output=False, include_lineno=False)
    lines = out.getvalue().decode().split("\n")
    dropped = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Language-Team',
        '"Report-Msgid',
        '"Generated',
    )
    return "\n".join(line for line in lines if not line.startswith(dropped)).encode()


def compiled(language: str) -> bytes:
    """The bytes of the one `.mo` file that the program reads."""
    whole = Catalog(locale=language, charset="utf-8", fuzzy=False, creation_date=NO_DATE)
    for name in names(language):
        for one in read(language, name):
            if _done(one):
                whole.add(one.id, one.string, context=one.context)
    out = io.BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def binary(language: str) -> Path:
    """Where that file stands."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
