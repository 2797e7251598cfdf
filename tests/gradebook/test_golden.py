"""The file of each format for one small class, as it was when somebody last looked at it.

`LEARN_GOLDEN=write pytest tests/gradebook/test_golden.py` writes them anew.
"""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from learn.gradebook import FORMATS
from tests.gradebook.books import book, written
from tests.gradebook.test_answers import parquet_rows, sheets

FOLDER = Path(__file__).parent / "golden"
ENDINGS = {"xapi": "json", "jsonl": "jsonl", "oneroster": "txt", "xlsx": "json", "parquet": "json"}


def shown(form: str, data: bytes) -> str:
    """The file as text: packages file by file, what other programs pack by its cells."""
    match form:
        case "oneroster":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return "".join(f"=== {name}\n{archive.read(name).decode()}" for name in archive.namelist())
        case "xlsx":
            return json.dumps(sheets(data), ensure_ascii=False, indent=1) + "\n"
        case "parquet":
            return json.dumps(parquet_rows(data), ensure_ascii=False, indent=1) + "\n"
        case _:
            return data.decode("utf-8")


@pytest.mark.parametrize("form", list(FORMATS))
def test_the_file_is_as_it_was(form: str) -> None:
    file = FOLDER / f"{form}.{ENDINGS.get(form, 'csv')}"
    text = shown(form, written(form, book())[0])
    if os.environ.get("LEARN_GOLDEN") == "write":
        file.write_bytes(text.encode())
    assert text.encode() == file.read_bytes()
