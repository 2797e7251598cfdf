"""What these tests open is closed behind them: from Python 3.13 on a database that is merely dropped is a warning."""

from collections.abc import Iterator
from typing import Any

import pytest

from learn.store.library import Library


@pytest.fixture(autouse=True)
def _closed_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[Library] = []
    plain = Library.open.__func__  # type: ignore[attr-defined]

    def noted(cls: type[Library], *arguments: Any, **named: Any) -> Library:
        opened.append(plain(cls, *arguments, **named))
        return opened[-1]

    monkeypatch.setattr(Library, "open", classmethod(noted))
    yield
    for library in opened:
        library.close()
