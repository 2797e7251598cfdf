"""Without the extra `[teacher]` a format says what to install."""

import builtins
from typing import Any

import pytest

from learn.exchange import apkg, kahoot, wayground
from learn.problems import UsageError
from tests.exchange.banks import every_kind


@pytest.mark.parametrize(("module", "missing"), [(kahoot, "xlsxwriter"), (wayground, "xlsxwriter"), (apkg, "genanki")])
def test_a_missing_library_is_named(module: Any, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == missing:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError) as caught:
        module.write(every_kind())
    assert missing in caught.value.message
    assert caught.value.hint == "pip install 'learn-quiz[teacher]'"
