"""The real Anki (AGPL, so for tests only), run by a Python of its own where one is installed."""

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from importlib.util import find_spec
from typing import Any

import pytest
from msgspec import Struct

_SCRIPT = """
import base64, json, pathlib, sys, tempfile
from anki.collection import (Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest)
from anki.import_export_pb2 import ImportCsvRequest

given = {name: base64.b64decode(data) for name, data in json.load(sys.stdin).items()}
folder = pathlib.Path(tempfile.mkdtemp())
for name, data in given.items():
    (folder / name).write_bytes(data)

def collection(name):
    return Collection(str(folder / f"{name}.anki2"))

def bring(opened):
    options = ImportAnkiPackageOptions()
    request = ImportAnkiPackageRequest(package_path=str(folder / "ours.apkg"), options=options)
    return len(opened.import_anki_package(request).log.new)

def told(opened, note):
    cards = [{"front": card.question(), "back": card.answer(), "deck": opened.decks.name(card.did)}
             for card in note.cards()]
    return {"type": note.note_type()["name"], "fields": note.fields, "tags": note.tags, "cards": cards}

def package(opened, legacy):
    path = folder / f"{legacy}.apkg"
    options = ExportAnkiPackageOptions(with_media=True, legacy=legacy)
    opened.export_anki_package(out_path=str(path), options=options, limit=None)
    return path

def notes(opened):
    path = folder / "notes.txt"
    kept = dict.fromkeys(("with_html", "with_tags", "with_deck", "with_notetype", "with_guid"), True)
    opened.export_note_csv(out_path=str(path), limit=None, **kept)
    return path

opened = collection("package")
found = {"new": bring(opened), "again": bring(opened)}
found["notes"] = [told(opened, opened.get_note(one)) for one in opened.find_notes("")]
paths = {"legacy": package(opened, True), "modern": package(opened, False), "text": notes(opened)}
found["files"] = {name: base64.b64encode(path.read_bytes()).decode() for name, path in paths.items()}
path = str(folder / "ours.txt")
log = opened.import_csv(ImportCsvRequest(path=path, metadata=opened.get_csv_metadata(path, None))).log
found["text"] = {"found": log.found_notes,
    "refused": len([*log.empty_first_field, *log.missing_notetype, *log.missing_deck])}
opened.close()
print(json.dumps(found))
"""


class InAnki(Struct, frozen=True):
    """What Anki made of our package and of our text file: counts, its notes with their cards, and its own files."""

    new: int
    again: int
    notes: tuple[dict[str, Any], ...]
    files: dict[str, bytes]
    text: dict[str, int]


def python() -> str:
    """The Python that has Anki; skips the test where there is none."""
    if "LEARN_ANKI_PYTHON" in os.environ:
        return os.environ["LEARN_ANKI_PYTHON"]
    if find_spec("anki") is None:
        pytest.skip("Anki is not installed: pip install anki in a venv, and set LEARN_ANKI_PYTHON to its python")
    return sys.executable


def brought(package: bytes, text: bytes) -> InAnki:
    """The package, and then the text file, imported into an empty collection of Anki's."""
    given = {"ours.apkg": package, "ours.txt": text}
    done = subprocess.run(
        [python(), "-c", _SCRIPT],
        input=json.dumps({name: b64encode(data).decode() for name, data in given.items()}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    found["files"] = {name: b64decode(data) for name, data in found["files"].items()}
    return InAnki(**found)
