"""What to do about YAML that does not parse: nearly always a text that needs quotes."""

import re
from typing import TYPE_CHECKING, Any

from learn.language import tr, translatable

if TYPE_CHECKING:
    from yaml import YAMLError

SECOND_DOCUMENT = translatable("remove the line `---`, or put the second part into a file of its own")
_SPECIAL = "*&!|>%@`{[\"'?,]}#"
_CLOSING = {"[": "]", "{": "}"}
_BREAK = re.compile("\r\n|[\r\n]")
_VALUE = re.compile(r"\s*(?:-\s+)*(?:[\w.-]+:\s+)?(.*)$")
_MOST = 60
PARSERS_WORDS = (
    translatable("block sequence entries are not allowed in this context"),
    translatable("could not find expected ':'"),
    translatable("did not find expected ',' or ']'"),
    translatable("did not find expected ',' or '}'"),
    translatable("did not find expected '-' indicator"),
    translatable("did not find expected <document start>"),
    translatable("did not find expected comment or line break"),
    translatable("did not find expected key"),
    translatable("did not find expected node content"),
    translatable("did not find expected whitespace or line break"),
    translatable("found a tab character that violates indentation"),
    translatable("found character that cannot start any token"),
    translatable("found undefined tag handle"),
    translatable("found unexpected ':'"),
    translatable("found unexpected document indicator"),
    translatable("found unexpected end of stream"),
    translatable("found unknown escape character"),
    translatable("found undefined alias"),
    translatable("mapping keys are not allowed in this context"),
    translatable("mapping values are not allowed in this context"),
    translatable("while parsing a block collection"),
    translatable("while parsing a block mapping"),
    translatable("while parsing a flow mapping"),
    translatable("while parsing a flow node"),
    translatable("while parsing a flow sequence"),
    translatable("while parsing a node"),
    translatable("while parsing a quoted scalar"),
    translatable("while scanning a block scalar"),
    translatable("while scanning a plain scalar"),
    translatable("while scanning a quoted scalar"),
    translatable("while scanning a simple key"),
    translatable("while scanning a tag"),
    translatable("while scanning an alias"),
    translatable("while scanning an anchor"),
    translatable("while scanning for the next token"),
)
"""What libyaml says of a file that does not parse; what is not here comes in English."""


def lines_of(text: str) -> list[str]:
    """The lines of the text as the parser and editors count them."""
    return _BREAK.split(text)


def tag(name: str) -> str:
    """A tag as it was written, as far as can be told."""
    return name.replace("tag:yaml.org,2002:", "!!")


def quoted(text: str) -> str:
    """The text in quotes that YAML takes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quote(line: str, event: Any) -> str:
    """The hint to quote what stands where a refused event begins."""
    column = event.start_mark.column
    return _quote_hint(_flow_item(line[:column], line[column:]))


def quote_key(line: str, event: Any) -> str:
    """The hint to quote a text that begins like a mapping whose first key is one, as `{{gap}}` does."""
    column = event.start_mark.column
    return _quote_hint(line[column - 1 :] if line[:column].endswith(("{", "[")) else line[column:])


def _flow_item(before: str, text: str) -> str:
    """The text, up to the next comma or bracket where it stands within brackets."""
    within = any(before.count(left) > before.count(right) for left, right in ("[]", "{}"))
    return re.split(r"[,\]}]", text, maxsplit=1)[0] if within else text


def _quote_hint(text: str) -> str:
    text = text.rstrip()
    if not text or len(text) > _MOST:
        return tr("if this is meant as text, put it in quotes")
    return tr("if this is meant as text, put it in quotes: {example}", example=quoted(text))


def syntax(error: "YAMLError", lines: list[str]) -> tuple[int, int, str, str]:
    """(0-based line, column, message, hint) of a parser's error."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    if "end of stream" in problem and "quoted" in context:
        mark, problem = error.context_mark, translatable("this quote is not closed")  # type: ignore[attr-defined]
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    return line, column, _message(problem, context), _remedy(problem, context, lines[line], column)


def _message(problem: str, context: str) -> str:
    if context:
        return tr("not YAML: {problem} ({context})", problem=tr(problem), context=tr(context))
    return tr("not YAML: {problem}", problem=tr(problem))


def _remedy(problem: str, context: str, line: str, column: int) -> str:
    found = _VALUE.match(line)
    value = found[1] if found else ""
    if "\\t" in problem or "\t" in line[: len(line) - len(line.lstrip())]:
        return tr("indent with spaces, not with tabs")
    if "not closed" in problem:
        return tr("close it, or put the text in the other kind of quotes")
    if "unexpected ':'" in problem:
        return tr("write a space behind the colon, or put a text with a colon in quotes")
    if "escape" in problem or "hexdecimal" in problem:
        return tr("in double quotes a backslash begins an escape: use single quotes, or write it twice")
    if "mapping values are not allowed" in problem and ": " in value:
        return tr("a text with `: ` in it needs quotes") + _example(value)
    if value and value[0] in _SPECIAL and _CLOSING.get(value[0], "") in line[:column]:
        return tr("a text that begins with `{sign}` needs quotes around all of it", sign=value[0]) + _example(value)
    if column < len(line) and line[column] in _SPECIAL:
        return _quote_hint(line[column:])
    return (
        tr("compare the indentation with the lines above")
        if "block" in context
        else tr("see whether a text needs quotes")
    )


def _example(value: str) -> str:
    plain = value.rstrip()
    return f": {quoted(plain)}" if len(plain) <= _MOST else ""
