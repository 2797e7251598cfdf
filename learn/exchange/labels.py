"""What a question says beside its texts, as labels: tags, keywords or metadata of systems that have such.

A tag of ours stays as it is. The rest is `name:value`: `fact:treaty-june`, `difficulty:stretch`, `points:2`,
`shuffle:false`, `lint:W104`, `formerly:old-id`; settings of single kinds (`case:true`, `typos:auto`, `names:korean`,
`scoring:partial`, `tell:true`, `unit:km`, `tolerance:5%`, `kind:sort`); `part:2=treaty-june` for the fact of the
second item, pair or gap. A tag that would be taken for one of these is written `tag:fact:…`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Any, get_args

from learn.content.reading import is_id
from learn.kinds import KINDS
from learn.kinds.base import Difficulty, LintOptions, Question
from learn.kinds.named import RULES

_LABEL = re.compile(r"([a-z]+):(.*)", re.DOTALL)
_PART = re.compile(r"([1-9][0-9]{0,3})=(.*)", re.DOTALL)
_DIFFICULTIES = get_args(Difficulty)


def _points(value: str) -> bool:
    try:
        return isfinite(float(value)) and float(value) > 0
    except ValueError:
        return False


def _part(value: str) -> bool:
    found = _PART.fullmatch(value)
    return found is not None and is_id(found[2])


_FITS: dict[str, Callable[[str], bool]] = {
    "tag": bool,
    "fact": is_id,
    "difficulty": _DIFFICULTIES.__contains__,
    "points": _points,
    "shuffle": {"false"}.__contains__,
    "lint": bool,
    "formerly": is_id,
    "kind": KINDS.__contains__,
    "case": {"true", "false"}.__contains__,
    "typos": {"0", "1", "auto"}.__contains__,
    "names": RULES.__contains__,
    "scoring": {"all", "partial"}.__contains__,
    "tell": {"true"}.__contains__,
    "unit": bool,
    "value": bool,
    "tolerance": bool,
    "part": _part,
}
"""Names of labels, and whether a value is one for that name: what does not fit is somebody's tag."""


class Labels:
    """Labels taken apart: lists of values by name, tags without a name under `tag`."""

    def __init__(self, labels: Iterable[str]) -> None:
        self.values: dict[str, list[str]] = {}
        for label in labels:
            name, value = _taken_apart(label)
            self.values.setdefault(name, []).append(value)

    def one(self, name: str) -> str:
        """The value of a label that stands once, or ""."""
        return next(iter(self.values.get(name, [])), "")

    def fields(self) -> dict[str, Any]:
        """The fields that all kinds have, as far as labels tell them."""
        found: dict[str, Any] = {
            "tags": tuple(self.values.get("tag", ())),
            "facts": tuple(self.values.get("fact", ())),
            "formerly": tuple(self.values.get("formerly", ())),
            "difficulty": self.one("difficulty"),
            "points": float(self.one("points") or 0),
            "lint": LintOptions(tuple(self.values["lint"])) if "lint" in self.values else None,
        }
        fields = {key: value for key, value in found.items() if value}
        return fields | {"shuffle": False} if self.one("shuffle") else fields

    def part_facts(self) -> Mapping[int, str]:
        """The facts of single parts by their places, from 0."""
        parts = (value.partition("=") for value in self.values.get("part", ()))
        return {int(place) - 1: fact for place, _, fact in parts}


def _taken_apart(label: str) -> tuple[str, str]:
    found = _LABEL.fullmatch(label)
    if found and fits(found[1], found[2]):
        return found[1], found[2]
    return "tag", label


def fits(name: str, value: str) -> bool:
    """Whether a text may be the value of the label of that name."""
    return name in _FITS and _FITS[name](value)


def labels(question: Question, **more: str) -> list[str]:
    """The labels of a question, without its points, and `more` of them (those with an empty value are left out)."""
    listed = [tag if _taken_apart(tag) == ("tag", tag) and tag else f"tag:{tag}" for tag in question.tags]
    listed += [f"fact:{fact}" for fact in question.facts]
    if question.difficulty != "core":
        listed.append(f"difficulty:{question.difficulty}")
    if not question.shuffle:
        listed.append("shuffle:false")
    listed += [f"lint:{code}" for code in question.lint.ignore]
    listed += [f"formerly:{old}" for old in question.formerly]
    listed += [f"{name}:{value}" for name, value in more.items() if value]
    return listed + [f"part:{at}={fact}" for at, fact in enumerate(facts_of_parts(question), 1) if fact]


def facts_of_parts(question: Question) -> tuple[str, ...]:
    """The facts of the items, pairs or gaps of a question in their order, "" for those that name none."""
    parts: Iterable[Any] = ()
    match question.kind:
        case "order":
            parts = question.items  # type: ignore[attr-defined]
        case "match":
            parts = question.pairs  # type: ignore[attr-defined]
        case "sort":
            parts = (item for one in question.categories for item in one.items)  # type: ignore[attr-defined]
        case "cloze":
            parts = question.parsed.gaps  # type: ignore[attr-defined]
    return tuple(part.fact for part in parts)
