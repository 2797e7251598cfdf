"""A bank as its author would have written it: canonical YAML, which reads back as the same bank."""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

import msgspec

from learn.content.values import Bank
from learn.kinds.base import Question

ABOUT = ("points", "difficulty", "tags", "hint", "explain", "shuffle", "lint", "formerly")
_SCHEMA_LINE = "# yaml-language-server: $schema=bank.schema.json\n"
WIDTH = 110

_TEXT = (
    r"(?!(?=[TFYNOtfyno~])(?i:true|false|yes|no|on|off|y|n|null|~)$)"
    r"[\w(][^:#\n]*+(?:(?<! )[:#](?=[^ \n])[^:#\n]*+)*+(?<![: ])"
)
"""A text that needs no quotes in any YAML, of printable characters and single spaces: a letter, digit or parenthesis
first, `:` and `#` only within a word."""
_PLAIN = re.compile(_TEXT)
_PLAIN_ENTRIES = re.compile(rf"(?:(?=.{{0,{WIDTH}}}$) *+(?:- )?+[a-z_]++: {_TEXT}\n)++", re.MULTILINE)
"""Lines of which each is a name and such a text, and not too long."""
_RARE = re.compile("[\U00010000-\U0010ffff]")
"""Characters that libyaml writes as `\\U0001F600`."""


class Flow(list[str]):
    """A short list that is written on one line."""


def _emit(value: Any, indent: int, lines: list[str]) -> None:
    """Adds the lines of a value that stands below its key, or of a whole document."""
    pad = " " * indent
    if isinstance(value, dict):
        for key, one in value.items():
            head = f"{pad}{_key_text(str(key))}:"
            if _nests(one):
                lines.append(head)
                _emit(one, indent + 2, lines)
            else:
                lines.append(f"{head} {_scalar(one, indent + 2, len(head) + 1)}")
        return
    for one in value:
        if _nests(one):
            first = len(lines)
            _emit(one, indent + 2, lines)
            lines[first] = f"{pad}- {lines[first].lstrip()}"
        else:
            lines.append(f"{pad}- {_scalar(one, indent + 2)}")


def _nests(value: Any) -> bool:
    return (
        value.__class__ is not str
        and isinstance(value, (dict, list, tuple))
        and bool(value)
        and not isinstance(value, Flow)
    )


def _scalar(value: Any, indent: int, used: int = 0) -> str:
    """A scalar, or a short list, as it stands behind its key; further lines are indented."""
    if value.__class__ is not str:
        if isinstance(value, (list, tuple)):
            return f"[{', '.join([_flow_text(one) for one in value])}]"
        value = _text_of(value)
    if _is_plain(value) and used + len(value) <= WIDTH:
        return str(value)
    return _as_yaml(value, indent)


def _text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value:g}" if value == float(f"{value:g}") else repr(value)
    return str(value)


def _is_plain(text: str) -> bool:
    return _is_even(text) and _PLAIN.fullmatch(text) is not None


def _is_even(text: str) -> bool:
    return text.isprintable() and "  " not in text


def _flow_text(text: str) -> str:
    return text if _is_plain(text) and not set(text) & set(",[]{}") else _in_one_line(text)


@lru_cache
def _key_text(text: str) -> str:
    return text if _is_plain(text) else _in_one_line(text)


def _in_one_line(text: str) -> str:
    """A text in quotes, without folding: in lists on one line, and before a colon."""
    return _styled(text, '"' if "\n" in text else "'", 1 << 30)


def _as_yaml(text: str, indent: int) -> str:
    """What PyYAML makes of a text that needs quotes, folding or a block."""
    style = "|" if "\n" in text.strip("\n") else None
    quoted = None if style or (_is_plain(text)) else "'"
    return _styled(text, style or quoted, WIDTH - indent, indent)


def _styled(text: str, style: str | None, width: int, indent: int = 0) -> str:
    """A text in a style of YAML, as PyYAML writes it; further lines are indented."""
    if style == "'" and text.isprintable() and not _RARE.search(text):
        quoted = "'" + text.replace("'", "''") + "'"
        if len(quoted) + len("- ") <= width:
            return quoted
    written: str = _texts(style)([text], width=max(40, width))
    lines = written.removeprefix("- ").rstrip("\n").split("\n")
    pad = " " * max(0, indent - 2)
    return "\n".join([lines[0], *(pad + line if line else line for line in lines[1:])])


@cache
def _texts(style: str | None) -> Callable[..., Any]:
    """What writes texts in one style; it takes another where the text cannot be written in that one."""
    import yaml

    base: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Texts(base):  # type: ignore[misc]
        pass

    Texts.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style))
    return partial(yaml.dump, Dumper=Texts, allow_unicode=True)


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
    written = as_written(question)
    return _plain_item(written, indent) or dumped([written], indent)


def _plain_item(entries: dict[str, Any], indent: int) -> str:
    """The item of a list that most cards are: plain texts, each on its line; "" where it is anything else."""
    try:
        even = _is_even("".join(entries.values()))
    except TypeError:  # not all are texts
        return ""
    between = "\n" + " " * (indent + 2)
    lines = between.join([f"{key}: {text}" for key, text in entries.items()])
    item = f"{' ' * indent}- {lines}\n"
    return item if even and _PLAIN_ENTRIES.fullmatch(item) else ""


def dumped(value: Any, indent: int = 0) -> str:
    """Plain values as YAML in our form: lists two cells behind their key, quotes only where another YAML tool would
    take the text for something else."""
    lines: list[str] = []
    _emit(value, indent, lines)
    return "".join([f"{line}\n" for line in lines])


def as_written(question: Question) -> dict[str, Any]:
    """A question as plain values in an author's short forms, keys in the usual order."""
    plain: dict[str, Any] = msgspec.to_builtins(question)
    if not question.lint.ignore:
        del plain["lint"]
    written: dict[str, Any] = {"id": plain.pop("id"), "kind": question.kind}
    if _PLACED.isdisjoint(plain):
        return written | plain
    facts = plain.pop("facts", [])
    if facts:
        written |= {"fact": facts[0]} if len(facts) == 1 else {"facts": Flow(facts)}
    if question.ask:
        written["ask"] = plain.pop("ask")
    about = {key: plain.pop(key) for key in ABOUT if key in plain}
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
    short = all(_may_be_key(one["name"], ()) for one in value)
    listed = [one | {"items": [_item(item) for item in one["items"]]} for one in value]
    return {one["name"]: one["items"] for one in listed} if short else listed


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
_PLACED = frozenset(("facts", *ABOUT, *_SHORT))
"""Fields with a place or a short form of their own; all others are written in the order of the question's."""
