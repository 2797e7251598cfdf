"""A bank as its author would have written it: canonical YAML, which reads back as the same bank."""

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec
import yaml

from learn.content.values import Bank
from learn.kinds.base import Question

_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_ABOUT = ("points", "difficulty", "tags", "hint", "explain", "shuffle", "lint", "formerly")
_SCHEMA_LINE = "# yaml-language-server: $schema=bank.schema.json\n"
WIDTH = 110


class Flow(list[str]):
    """A short list that is written on one line."""


class Dumper(_Base):  # type: ignore[misc]
    """Writes scalars as plain as our reader takes them: only what other YAML tools take for true, false or null is
    quoted."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {
        first: [(tag, pattern) for tag, pattern in rules if tag.endswith((":bool", ":null"))]
        for first, rules in _Base.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - our files have no aliases
        return True


def _text(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text.strip("\n") else None)


def _flow(dumper: Any, values: Flow) -> Any:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=True)


def _boolean(dumper: Any, value: bool) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", "true" if value else "false")


def _number(dumper: Any, value: float) -> Any:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", f"{value:g}" if value == float(f"{value:g}") else repr(value)
    )


Dumper.add_representer(str, _text)
Dumper.add_representer(Flow, _flow)
Dumper.add_representer(bool, _boolean)
Dumper.add_representer(float, _number)
Dumper.add_representer(int, _number)


def bank_text(bank: Bank, schema: bool = False) -> str:
    """A whole bank as YAML. With `schema` editors are told where its JSON Schema is."""
    head = msgspec.to_builtins(bank)
    head.pop("questions", None)
    head = {key: _short(key, value) for key, value in head.items()}
    blocks = [question_text(question) for question in bank.questions]
    text = dumped(head) + ("questions:\n" + "\n".join(blocks) if blocks else "questions: []\n")
    return (_SCHEMA_LINE if schema else "") + text


def question_text(question: Question, indent: int = 2) -> str:
    """One question as an entry of a bank's list, indented by so many spaces."""
    lines = dumped([as_written(question)]).splitlines()
    return "".join(f"{' ' * indent}{line}".rstrip() + "\n" for line in lines)


def dumped(value: Any) -> str:
    """Plain values as YAML in our form."""
    text: str = yaml.dump(
        value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )
    return text


def as_written(question: Question) -> dict[str, Any]:
    """A question as plain values in an author's short forms, keys in the usual order."""
    plain = msgspec.to_builtins(question)
    written: dict[str, Any] = {"id": plain.pop("id"), "kind": question.kind}
    facts = plain.pop("facts", [])
    if facts:
        written |= {"fact": facts[0]} if len(facts) == 1 else {"facts": Flow(facts)}
    if question.ask:
        written["ask"] = plain.pop("ask")
    about = {key: value for key in _ABOUT if (value := plain.pop(key, None)) not in (None, {"ignore": []})}
    return written | {key: _short(key, value) for key, value in (plain | about).items()}


def _short(key: str, value: Any) -> Any:
    """A field's value in the short form that the kinds understand."""
    rule = _SHORT.get(key)
    return value if rule is None else rule(value)


def _option(value: dict[str, str]) -> Any:
    text, feedback = value["text"], value.get("feedback", "")
    if not feedback:
        return text
    return {text: feedback} if _may_be_key(text, ("text", "feedback")) else {"text": text, "feedback": feedback}


def _item(value: dict[str, str]) -> Any:
    return value if value.get("fact") else value["text"]


def _pair(value: dict[str, str]) -> Any:
    left, right = value["left"], value["right"]
    short = not value.get("fact") and _may_be_key(left, ("left", "right", "fact"))
    return {left: right} if short else value


def _categories(value: list[dict[str, Any]]) -> Any:
    return {one["name"]: [_item(item) for item in one["items"]] for one in value}


def _may_be_key(text: str, taken: tuple[str, ...]) -> bool:
    """Whether a text can stand before a colon without being mistaken, and is short enough for a YAML key."""
    return text not in taken and len(text) <= 100 and "\n" not in text


def _one_or_flow(value: list[str]) -> Any:
    return value[0] if len(value) == 1 else Flow(value)


def _each(rule: Callable[[Any], Any]) -> Callable[[list[Any]], list[Any]]:
    return lambda values: [rule(value) for value in values]


_SHORT: dict[str, Callable[[Any], Any]] = {
    "distractors": _each(_option),
    "reject": _each(_option),
    "items": _each(_item),
    "pairs": _each(_pair),
    "categories": _categories,
    "bank": lambda value: value or True if isinstance(value, list) else value,
    "tags": Flow,
    "formerly": _one_or_flow,
    "lint": lambda value: {"ignore": Flow(value.get("ignore", []))},
    "range": Flow,
}
