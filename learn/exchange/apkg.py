"""Anki packages (.apkg): written with genanki, read where they are of the old layout.

A package is a zip of `collection.anki2` (SQLite), `media` (a JSON object: number → file name) and the files under
their numbers. Since Anki 2.1.50 packages may be of a new layout instead (`collection.anki21b`, compressed with
zstandard); Anki writes the old one when asked to "support older Anki versions".
"""

import itertools
import json
import sqlite3
import warnings
from hashlib import sha256
from typing import Any

from learn.content.values import Bank
from learn.exchange.anki_notes import CLOZE, Note, Side, be_card, be_cloze, be_short, names_of, note_of, tagged
from learn.exchange.anki_templates import cloze_field, first_card
from learn.exchange.apkg_collection import BadCollection, Collection, Stored, read_collection
from learn.exchange.intake import Draft, Intake, Skip
from learn.exchange.package_zip import BadPackage, MediaShelf, Package, Pictures, is_zip, listed, pack, unpack
from learn.exchange.report import Exported, Follow, Imported, Item, item
from learn.language import tr
from learn.problems import UsageError

_NEW, _LATER, _OLD = "collection.anki21b", "collection.anki21", "collection.anki2"
_STAMP = 1_700_000_000.0  # notes are dated alike each time, so that the same bank makes the same package
_CSS = """.card { font-family: sans-serif; font-size: 20px; text-align: center; }
.card ul, .card ol { display: inline-block; text-align: left; }
.learn-ask, .learn-explain, .learn-hint { font-size: 16px; margin: 1em 0; }
.cloze { font-weight: bold; color: #06c; }"""


# ------------------------------------------------------------------------------------------------------------- writing


def write(bank: Bank, follow: Follow = iter) -> Exported:
    """The bank as a deck. Raises UsageError where genanki is not installed."""
    genanki = _genanki()
    models = _models(genanki)
    deck = genanki.Deck(_number("deck", bank.id, 31), " ".join((bank.title or bank.id).split()))
    items: list[Item] = []
    for question in follow(bank.questions):
        try:
            note, notes = note_of(question, bank.id)
        except Skip as reason:
            items.append(item(question, str(reason), skipped=True))
            continue
        deck.add_note(_made(genanki, note, models))
        items.append(item(question, *notes))
    files = {_OLD: _database(genanki, deck, bank.id), "media": b"{}"}
    return Exported("apkg", pack(files), tuple(items))


def _genanki() -> Any:
    try:
        import genanki  # type: ignore[import-untyped]
    except ImportError:
        raise UsageError(
            tr("Anki packages are written with genanki"), hint="pip install 'learn-quiz[teacher]'"
        ) from None
    return genanki


def _number(what: str, name: str, bits: int) -> int:
    """A number for a name: the same each time, another for another name."""
    return int.from_bytes(sha256(f"learn {what} {name}".encode()).digest()[:8], "big") % (1 << (bits - 1)) + (
        1 << (bits - 1)
    )


def _models(genanki: Any) -> dict[str, Any]:
    answer = '{{FrontSide}}<hr id="answer">{{Back}}'
    basic = genanki.Model(
        _number("model", "basic", 31),
        "learn: card",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": answer}],
        css=_CSS,
    )
    template = {"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Back Extra}}"}
    cloze = genanki.Model(
        _number("model", "cloze", 31),
        "learn: cloze",
        fields=[{"name": "Text"}, {"name": "Back Extra"}],
        templates=[template],
        css=_CSS,
        model_type=genanki.Model.CLOZE,
    )
    return {"Basic": basic, CLOZE: cloze}


def _made(genanki: Any, note: Note, models: dict[str, Any]) -> Any:
    return genanki.Note(model=models[note.type], fields=list(note.fields), tags=list(note.tags), guid=note.guid)


def _database(genanki: Any, deck: Any, bank: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        ids = itertools.count(_number("notes", bank, 40))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # genanki takes some of our escaped texts for tags
            genanki.Package(deck).write_to_db(connection.cursor(), _STAMP, ids)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


# ------------------------------------------------------------------------------------------------------------- reading


def recognise(data: bytes, name: str) -> bool:  # noqa: ARG001 - the content tells
    """Whether this is a zip with a collection of Anki's in it."""
    return is_zip(data) and not {_NEW, _LATER, _OLD}.isdisjoint(listed(data))


def read(data: bytes, name: str) -> Imported:
    """The notes of a package of the old layout."""
    intake = Intake("apkg", name)
    try:
        package = unpack(data)
        found = _collection(package, intake)
    except BadPackage as reason:
        intake.fault("E350", str(reason))
    except BadCollection as reason:
        intake.fault("E353", str(reason))
    else:
        if found is not None:
            return _taken(found, package, intake)
    return intake.result()


def _collection(package: Package, intake: Intake) -> Collection | None:
    if _NEW in package.files:
        hint = tr('export it again with "Support older Anki versions" ticked')
        intake.fault("E352", tr("the deck is of a layout that only newer Anki reads"), hint=hint)
        return None
    stored = package.files.get(_LATER) or package.files.get(_OLD)
    if stored is None:
        intake.fault("E300", tr("there is no collection of Anki's in this archive"))
        return None
    return read_collection(stored)


def _taken(found: Collection, package: Package, intake: Intake) -> Imported:
    shelf = MediaShelf(_media(package))
    pictures = Pictures(shelf)
    banks = []
    for at, note in enumerate(found.notes, 1):
        bank, question = names_of(note.guid)
        banks.append(bank)
        draft = Draft(question, line=at, pictures=pictures)
        try:
            _fill(note, draft)
        except Skip as reason:
            intake.skip(draft, str(reason))
        else:
            intake.take(draft)
    return intake.result(*filter(None, banks), title=found.deck, media=shelf.media)


def _media(package: Package) -> Package:
    """The files that came along, by their own names."""
    try:
        names = json.loads(package.files.get("media", b"{}"))
        pairs = [
            (str(name), package.files[str(number)]) for number, name in names.items() if str(number) in package.files
        ]
    except (ValueError, AttributeError, RecursionError):
        return Package({})
    return Package(dict(pairs))


def _fill(note: Stored, draft: Draft) -> None:
    if note.type is None:
        raise Skip(tr("its note type is not in the package"))
    if "occlusion" in note.type.name.lower():
        raise Skip(tr("it hides parts of a picture"))
    side = Side(draft)
    if note.type.cloze:
        _cloze(note, side)
    else:
        shown = first_card(note.type, note.fields)
        if shown.typed:
            be_short(shown.front, shown.typed, side)
        else:
            be_card(shown.front, shown.back, side)
        if note.cards > 1:
            draft.note(tr("{count} more cards of this note are left out", count=note.cards - 1))
    tagged(note.tags, draft)


def _cloze(note: Stored, side: Side) -> None:
    assert note.type is not None
    fields = dict(zip(note.type.fields, note.fields, strict=False))
    text = fields.pop(cloze_field(note.type), "")
    be_cloze(text, "<br>".join(filter(None, fields.values())), side)
