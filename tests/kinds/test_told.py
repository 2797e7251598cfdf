"""What the author of a faulty question is told, word for word: the sentences of `told.txt`, read by a person once."""

from pathlib import Path
from typing import Any

from tests.kinds.examples import build
from tests.kinds.test_faults import FAULTY

TOLD = Path(__file__).with_name("told.txt")


def told(kind: str, fields: dict[str, Any]) -> list[str]:
    """A line for each fault: code, kind and place, what is wrong, the remedy."""
    return [
        " | ".join((f"{fault.code} {kind} {'.'.join(map(str, fault.where))}", fault.message, fault.hint)).rstrip(" |")
        for fault in build(kind, **fields).faults()
    ]


def test_every_fault_says_what_is_wrong_and_what_to_do() -> None:
    found = [line for _, kind, fields, _ in FAULTY for line in told(kind, fields)]
    assert found == TOLD.read_text(encoding="utf-8").splitlines(), f"if the new sentences are good, put them in {TOLD}"
