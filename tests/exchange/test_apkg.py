"""Anki packages: what we write, read again by us and by Anki itself; packages that are broken, new, or hostile."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from learn.content.values import Bank
from learn.exchange import anki_text, apkg
from learn.exchange.package_zip import pack, unpack
from learn.exchange.report import Imported
from learn.kinds.base import Question
from learn.kinds.card import Card
from learn.kinds.cloze import Cloze
from learn.kinds.short import Short
from tests.exchange.anki_real import InAnki, brought, python
from tests.exchange.banks import every_kind
from tests.exchange.carrying import there_and_back
from tests.exchange.mutations import mutated
from tests.exchange.test_anki_text import CARD


def test_a_card_with_everything() -> None:
    out, back = there_and_back(apkg, Bank(id="b", title="B", questions=(CARD,)))
    assert out.items[0].status == back.items[0].status == "exact"
    assert back.bank == Bank(id="b", title="B", questions=(CARD,))
    assert apkg.recognise(out.data, "x.apkg")


# -------------------------------------------------------------------------------------------------------- the real Anki


@pytest.fixture(scope="module")
def there() -> InAnki:
    """What the real Anki makes of every kind."""
    python()
    return brought(apkg.write(every_kind()).data, anki_text.write(every_kind()).data)


def test_anki_imports_what_we_write(there: InAnki) -> None:
    assert there.new == len(every_kind().questions)
    assert there.again == 0, "the same package again makes nothing new"
    [note] = [one for one in there.notes if "전쟁" in one["fields"][0]]
    assert note["fields"] == ['<div class="learn-ask">Translate.</div>전쟁', "war"]
    [card] = note["cards"]
    assert card["deck"] == "Every kind"
    assert "war" in card["back"]
    gaps = [card for one in there.notes if one["type"] == "learn: cloze" for card in one["cards"]]
    assert len(gaps) == 5
    assert all("[...]" in card["front"] for card in gaps)


def test_anki_makes_a_card_of_every_note_with_something_on_both_sides(there: InAnki) -> None:
    cards = [card for one in there.notes for card in one["cards"]]
    assert len(cards) >= there.new
    assert all("{{" not in card["front"] + card["back"] for card in cards), "all its templates are filled in"
    assert all(card["front"] != card["back"] for card in cards)


def test_what_anki_exports_comes_back(there: InAnki) -> None:
    ours = apkg.read(apkg.write(every_kind()).data, "ours.apkg")
    assert apkg.read(there.files["legacy"], "theirs.apkg").bank == ours.bank
    assert [one.code for one in apkg.read(there.files["modern"], "new.apkg").problems] == ["E352"]
    plain = anki_text.read(there.files["text"], "notes.txt")
    assert {one.id: one for one in plain.bank.questions} == {one.id: one for one in ours.bank.questions}


def test_anki_reads_our_text_file(there: InAnki) -> None:
    assert there.text == {"found": len(every_kind().questions), "refused": 0}


# --------------------------------------------------------------------------------------------------- packages of others

BASIC = {
    "name": "Basic",
    "flds": [{"name": "Front"}, {"name": "Back"}],
    "tmpls": [{"qfmt": "{{Front}}", "afmt": "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"}],
}
TYPED = BASIC | {
    "name": "Typed",
    "tmpls": [{"qfmt": "{{Front}}\n\n{{type:Back}}", "afmt": "{{Front}}<hr id=answer>{{type:Back}}"}],
}
CLOZE = {
    "name": "Lückentext",
    "type": 1,
    "flds": [{"name": "Text"}, {"name": "Extra"}],
    "tmpls": [{"qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Extra}}"}],
}
WORDS = {
    "name": "Vocabulary",
    "flds": [{"name": "Word"}, {"name": "Meaning"}, {"name": "Audio"}, {"name": "Note"}],
    "tmpls": [
        {
            "qfmt": "<b>{{Word}}</b>{{#Audio}} ({{Audio}}){{/Audio}}{{^Audio}} (silent){{/Audio}}"
            "{{Tags}}{{tts en_US:Word}}",
            "afmt": '{{FrontSide}}<hr id="answer">{{Meaning}}{{#Note}}<br>{{furigana:Note}}{{/Note}}',
        },
        {"qfmt": "{{Meaning}}", "afmt": "{{Word}}"},
    ],
}
MODELS = {
    "1": BASIC,
    "2": TYPED,
    "3": CLOZE,
    "4": WORDS,
    "5": BASIC | {"name": "Image Occlusion+"},
    "6": {"name": "broken"},
}


def collection(*notes: tuple[str, int, str, str], models: Any = MODELS, sql: str = "") -> bytes:
    """A collection of the old layout: notes as (guid, model, fields, tags), each with one card."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE col (models text, decks text); CREATE TABLE cards (nid int, did int);"
        "CREATE TABLE notes (id int, guid text, mid int, tags text, flds text);" + sql
    )
    decks = {"1": {"name": "Default"}, "2": {"name": "Korean\x1fWords"}}
    connection.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps(decks)))
    for at, (guid, model, fields, tags) in enumerate(notes, 1):
        connection.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", (at, guid, model, tags, fields))
        connection.executemany("INSERT INTO cards VALUES (?, ?)", [(at, 2)] * (2 if model == 4 else 1))
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def read(*notes: tuple[str, int, str, str], **files: bytes) -> Imported:
    """What is read from a package of such notes."""
    return apkg.read(pack({"collection.anki2": collection(*notes), "media": b"{}"} | files), "deck.apkg")


def only(*note: Any) -> Question:
    [question] = read(note).bank.questions
    return question


def test_note_types_by_their_templates() -> None:
    assert only("g", 1, "de facto\x1fin fact", " latin x ") == Card(
        id="de-facto", front="de facto", back="in fact", tags=("latin", "x")
    )
    assert only("g", 2, "Capital?\x1fSeoul", "") == Short(id="capital", ask="Capital?", accept=("Seoul",))
    assert only("g", 3, "{{c1::Seoul}} is big.\x1fIndeed.", "") == Cloze(
        id="seoul-is-big", text="{{Seoul}} is big.", explain="Indeed."
    )


def test_templates_with_conditions_and_filters() -> None:
    back = read(("g", 4, "말\x1fhorse\x1f[sound:mal.mp3]\x1fcommon", ""), ("h", 4, "물\x1fwater\x1f\x1f", ""))
    first, second = back.bank.questions
    assert (first.prompt, first.back) == ("말 ()", "horse\ncommon")  # type: ignore[attr-defined]
    assert (second.prompt, second.back) == ("물 (silent)", "water")  # type: ignore[attr-defined]
    assert "1 more cards of this note are left out" in back.items[0].notes
    assert back.bank.title == "Korean::Words"


def test_pictures_come_along() -> None:
    note = ("g", 1, 'Where?<img src="my map.png">\x1fHere.', "")
    media = json.dumps({"0": "my map.png", "1": "unused.png", "2": "lost.png"}).encode()
    back = read(note, media=media, **{"0": b"PNG", "1": b"PNG"})
    assert [(one.name, one.data) for one in back.media] == [("my-map.png", b"PNG")]
    assert back.bank.questions[0].prompt == "Where?[picture my-map.png]"


@pytest.mark.parametrize(
    ("note", "why"),
    [
        (("g", 9, "a\x1fb", ""), "note type is not in the package"),
        (("g", 6, "a\x1fb", ""), "note type is not in the package"),
        (("g", 5, "a\x1fb", ""), "hides parts"),
        (("g", 1, "a\x1f", ""), "the back is empty"),
        (("g", 1, "", ""), "the back is empty"),
    ],
)
def test_notes_that_are_left_out(note: tuple[str, int, str, str], why: str) -> None:
    [item] = read(note).items
    assert item.status == "skipped"
    assert why in item.notes[0]


def test_the_later_of_two_collections_is_read() -> None:
    late = collection(("g", 1, "late\x1fb", ""))
    back = apkg.read(pack({"collection.anki2": collection(("g", 1, "early\x1fb", "")), "collection.anki21": late}), "x")
    assert [one.id for one in back.bank.questions] == ["late"]


def test_a_database_with_a_write_ahead_log() -> None:
    data = bytearray(collection(("g", 1, "a\x1fb", "")))
    data[18:20] = b"\x02\x02"
    assert len(apkg.read(pack({"collection.anki2": bytes(data)}), "x").bank.questions) == 1


# --------------------------------------------------------------------------------------------------------------- broken


def swamp() -> bytes:
    """A database whose notes never come to an end."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE col (models text, decks text); INSERT INTO col VALUES ('{}', '{}');"
        "CREATE TABLE cards (nid int, did int);"
        "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
        " SELECT count(*) AS id, '' AS guid, 1 AS mid, '' AS tags, '' AS flds FROM n;"
    )
    data = connection.serialize()
    connection.close()
    return data


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"PK\x03\x04", "E350"),
        (lambda: pack({"readme": b""}), "E300"),
        (lambda: pack({"collection.anki21b": b"", "collection.anki2": collection()}), "E352"),
        (lambda: pack({"collection.anki2": b"no database at all"}), "E353"),
        (lambda: pack({"collection.anki2": collection()[:5000]}), "E353"),
        (lambda: pack({"collection.anki2": collection(models=[])}), "E353"),
        (lambda: pack({"collection.anki2": collection()}), "E306"),
        (lambda: pack({"collection.anki2": swamp()}), "E353"),
    ],
)
def test_broken_packages(make: Callable[[], bytes], code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learn.exchange.apkg_collection._MOST_ROUNDS", 3)
    assert [one.code for one in apkg.read(make(), "x.apkg").problems] == [code]


@pytest.mark.parametrize("media", [b"[]", b"{", b'{"0": 1}', b"[" * 100_000])
def test_broken_lists_of_media_hide_no_notes(media: bytes) -> None:
    assert len(read(("g", 1, "a\x1fb", ""), media=media).bank.questions) == 1


def test_recognised_by_its_collection() -> None:
    assert apkg.recognise(pack({"collection.anki21b": b""}), "x")
    assert not apkg.recognise(pack({"imsmanifest.xml": b""}), "x")
    assert not apkg.recognise(b"#separator:tab", "x")


def test_broken_copies_make_no_traceback() -> None:
    data = apkg.write(every_kind()).data
    inner = unpack(data).files["collection.anki2"]
    for copy in mutated(data, 6, 40):
        apkg.recognise(copy, "x")
        back = apkg.read(copy, "x")
        assert back.items or back.problems
    for copy in mutated(inner, 7, 80):
        back = apkg.read(pack({"collection.anki2": copy}), "x")
        assert back.items or back.problems
        assert all(not question.faults() for question in back.bank.questions)
