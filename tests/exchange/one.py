"""What a file with one question in it comes to."""

from types import ModuleType
from typing import Any

from learn.exchange.report import Imported
from tests.exchange.data import shared


def question_in(back: Imported, status: str = "exact") -> Any:
    """The one question that was read."""
    assert [one.status for one in back.items] == [status], back.items
    assert not back.problems
    return back.bank.questions[0]


def reason_in(back: Imported) -> str:
    """Why the one question was left out."""
    [report] = back.items
    assert report.status == "skipped", report
    return report.notes[0]


def given_file(module: ModuleType, path: str) -> Imported:
    """One of the given files, recognised as what it is."""
    file = shared(path)
    data = file.read_bytes()
    assert module.recognise(data, file.name)
    found: Imported = module.read(data, file.name)
    return found
