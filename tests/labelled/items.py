"""Questions labelled by hand: for each lint rule some that it must find, and some that come near and are fine.

They were written before the rules were, and split at random (`random.Random(2002)`) into two halves: the rules were
tuned on `tuning/`; `held_back/` is looked at for its figures alone.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml

from learn.content.files import AnyLoaded, read

HERE = Path(__file__).parent
Half: TypeAlias = Literal["tuning", "held_back"]

LOADER: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DUMPER: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""With libyaml where PyYAML has it: the same, only faster."""


class Item(NamedTuple):
    """One labelled case: the rule it was written for, whether that rule must find something, and its files."""

    rule: str
    name: str
    bad: bool
    files: tuple[AnyLoaded, ...]


def items(half: Half) -> Iterator[Item]:
    """All items of one half."""
    for path in sorted((HERE / half).glob("W*.yaml")):
        page = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
        for label in ("bad", "fine"):
            for number, one in enumerate(page[label], start=1):
                files = tuple(_files(page, one))
                yield Item(path.stem, f"{half}/{path.stem} {label} {number}", label == "bad", files)


def _files(page: dict[str, Any], item: dict[str, Any]) -> Iterator[AnyLoaded]:
    """The bank of an item (which is one question, or a bank without ids), with the lesson and sources of its page."""
    questions = item.get("questions", [item])
    bank = {"bank": "labelled", "lesson": item.get("lesson"), "questions": list(map(_question, range(100), questions))}
    yield _loaded("bank.yaml", {key: value for key, value in bank.items() if value})
    facts = page.get("facts")
    if facts:
        taught = [{"heading": "All", "text": "Everything.", "facts": [one["id"] for one in facts]}]
        yield _loaded("lesson.yaml", {"lesson": "taught", "title": "Taught", "sections": taught, "facts": facts})
        yield _loaded("sources.yaml", {key: page[key] for key in ("sources", "speakers") if key in page})


def _question(number: int, plain: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"q-{number}", "kind": "choice", **plain}


def _loaded(name: str, plain: dict[str, Any]) -> AnyLoaded:
    text = yaml.dump(plain, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=1000)
    return read(name, text)[1]
