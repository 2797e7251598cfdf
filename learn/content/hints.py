"""What to do about YAML that does not parse: nearly always a text that needs quotes."""

import re
from typing import Any

from yaml import YAMLError

SECOND_DOCUMENT = "remove the line `---`, or put the second part into a file of its own"
_SPECIAL = "*&!|>%@`{[\"'?,]}#"
_CLOSING = {"[": "]", "{": "}"}
_BREAK = re.compile("\r\n|[\r\n]")
_VALUE = re.compile(r"\s*(?:-\s+)*(?:[\w.-]+:\s+)?(.*)$")
_MOST = 60


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
        return "if this is meant as text, put it in quotes"
    return f"if this is meant as text, put it in quotes: {quoted(text)}"


def syntax(error: YAMLError, lines: list[str]) -> tuple[int, int, str, str]:
    """(0-based line, column, message, hint) of a parser's error."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    if "end of stream" in problem and "quoted" in context:
        mark, problem = error.context_mark, "this quote is not closed"  # type: ignore[attr-defined]
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    message = f"not YAML: {problem} ({context})" if context else f"not YAML: {problem}"
    return line, column, message, _remedy(problem, context, lines[line], column)


def _remedy(problem: str, context: str, line: str, column: int) -> str:
    found = _VALUE.match(line)
    value = found[1] if found else ""
    if "\\t" in problem or "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not with tabs"
    if "not closed" in problem:
        return "close it, or put the text in the other kind of quotes"
    if "unexpected ':'" in problem:
        return "write a space behind the colon, or put a text with a colon in quotes"
    if "escape" in problem or "hexdecimal" in problem:
        return "in double quotes a backslash begins an escape: use single quotes, or write it twice"
    if "mapping values are not allowed" in problem and ": " in value:
        return "a text with `: ` in it needs quotes" + _example(value)
    if value and value[0] in _SPECIAL and _CLOSING.get(value[0], "") in line[:column]:
        return f"a text that begins with `{value[0]}` needs quotes around all of it" + _example(value)
    if column < len(line) and line[column] in _SPECIAL:
        return _quote_hint(line[column:])
    return "compare the indentation with the lines above" if "block" in context else "see whether a text needs quotes"


def _example(value: str) -> str:
    plain = value.rstrip()
    return f": {quoted(plain)}" if len(plain) <= _MOST else ""
