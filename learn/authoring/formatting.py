"""The canonical form of a bank or lesson: usual order of keys, plain quoting, even indentation; comments stay.

ruamel.yaml (extra `[teacher]`) carries the comments. All scalars are texts to it, as they are to our reader, and the
outcome is read back: a form that would say something else than the file did is not handed out.
"""

from collections.abc import Sequence
from io import StringIO
from typing import Any

from msgspec.structs import fields

from learn.content.bank import read_bank
from learn.content.lesson import read_lesson
from learn.content.sources import read_sources
from learn.content.writer import ABOUT, WIDTH
from learn.kinds import KINDS, kind_class
from learn.language import tr
from learn.problems import BrokenContent, UsageError
from learn.text import clean

HEAD = ("bank", "title", "lesson", "lang", "formerly", "test", "questions")
LESSON = ("lesson", "title", "summary", "requires", "minutes", "objectives", "formerly", "sections", "facts")
FACT = ("id", "statement", "claim", "by", "from", "disputed", "formerly")
FIRST = ("id", "kind", "fact", "facts", "ask")
_ROUNDS = 4


def formatted(path: str, text: str) -> str:
    """The text in canonical form. BrokenContent for a file with errors; formatting twice changes nothing more."""
    before = _read(path, text)
    for _ in range(_ROUNDS):
        once = _round(path, text)
        if once == text:
            break
        text = once
    if _read(path, text) != before:
        raise UsageError(
            tr("{path} cannot be formatted without changing what it says: it was left as it is", path=path)
        )
    return text


def _read(path: str, text: str) -> object:
    """What the file says. The first key tells which sort it is."""
    first = next((line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()), "")
    read = {"lesson": read_lesson, "sources": read_sources, "speakers": read_sources}.get(first, read_bank)
    loaded: Any = read(path, text)
    if loaded.value is None or loaded.problems:
        raise BrokenContent(tr("{path} has errors: it was not formatted", path=path), problems=loaded.problems)
    return loaded.value


def _round(path: str, text: str) -> str:
    yaml = _yaml()
    from ruamel.yaml.error import YAMLError

    try:
        document = yaml.load(text)
        _arrange(document)
        out = StringIO()
        yaml.dump(document, out)
    except YAMLError as error:  # stricter than the loader, such as on a tab before a colon
        raise UsageError(
            tr("{path} cannot be formatted{line}: {why}", path=path, line=_line_of(error), why=_said(error))
        ) from None
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n") + "\n"


def _line_of(error: Any) -> str:
    mark = getattr(error, "problem_mark", None)
    return "" if mark is None else tr(" (line {line})", line=mark.line + 1)


def _said(error: Any) -> str:
    return clean(getattr(error, "problem", None) or str(error), "")


def _yaml() -> Any:
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.nodes import ScalarNode
        from ruamel.yaml.resolver import VersionedResolver
    except ImportError:
        raise UsageError(tr("formatting needs an extra"), hint="pip install 'learn-quiz[teacher]'") from None

    class Texts(VersionedResolver):
        """Every scalar is the text it is written with."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            return self.DEFAULT_SCALAR_TAG if kind is ScalarNode else super().resolve(kind, value, implicit)

    yaml = YAML(typ="rt")
    yaml.Resolver = Texts
    yaml.width = WIDTH
    yaml.preserve_quotes = False
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _arrange(document: Any) -> None:
    if "lesson" in document and "bank" not in document:
        _order(document, LESSON)
        for fact in _mappings(document.get("facts")):
            _order(fact, FACT)
        return
    _order(document, HEAD)
    for question in _mappings(document.get("questions")):
        _order(question, keys_of(str(question.get("kind", ""))))


def keys_of(kind: str) -> Sequence[str]:
    """The keys of a question in canonical order."""
    own = [one.encode_name for one in fields(kind_class(kind))] if kind in KINDS else []
    return list(dict.fromkeys((*FIRST, *(key for key in own if key not in ABOUT), *ABOUT)))


def _mappings(value: Any) -> list[Any]:
    found = [one for one in value or [] if hasattr(one, "move_to_end")]
    for one in found:
        one.fa.set_block_style()
    return found


def _order(mapping: Any, keys: Sequence[str]) -> None:
    """Bring known keys into order; unknown ones stay behind them. A mapping in order is left alone."""
    wanted = [key for key in keys if key in mapping] + [key for key in mapping if key not in keys]
    if wanted != list(mapping):
        for key in wanted:
            mapping.move_to_end(key)
