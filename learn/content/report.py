"""A problem as text for people: its place, what is wrong, the line with a caret, and what to do."""

from learn.language import tr
from learn.problems import Problem
from learn.text import clean, width

_MOST_CELLS = 100
_BEFORE = 60


def render(problem: Problem) -> str:
    """`path:line:column: E104 message [rule-name]`, the source line, a caret under the place, and the hint."""
    span = problem.span
    lines = [clean(f"{span.path}:{span.line}:{span.column}: {problem.code} {problem.message} [{problem.rule}]", "")]
    if problem.source.strip():
        lines += _excerpt(problem.source, span.column - 1, span.width)
    if problem.hint:
        lines.append("  " + tr("hint: {hint}", hint=clean(problem.hint, "")))
    return "\n".join(lines)


def said(problem: Problem) -> str:
    """The same for those who listen: what is wrong comes first, and there is no caret, whose line would be spelled."""
    span = problem.span
    place = tr("line {line}, column {column} of {file}", line=span.line, column=span.column, file=clean(span.path, ""))
    lines = [clean(f"{problem.code}: {problem.message}", ""), "  " + place]
    if problem.source.strip():
        lines.append("  " + clean(problem.source, "").strip())
    if problem.hint:
        lines.append("  " + tr("hint: {hint}", hint=clean(problem.hint, "")))
    return "\n".join(lines)


def summary(path: str, problems: tuple[Problem, ...]) -> str:
    """One line for a file that was not asked for: its first problem, and how many there are."""
    first = problems[0]
    more = tr(" (and {count} more)", count=len(problems) - 1) if len(problems) > 1 else ""
    return clean(f"{path}:{first.span.line}: {first.code} {first.message}{more}", "")


def _excerpt(source: str, column: int, length: int) -> list[str]:
    """The line, cut around the place if it is long, and the caret below it, by terminal cells."""
    start = max(0, column - _BEFORE) if width(clean(source, "")) > _MOST_CELLS else 0
    before = clean(source[start:column], "")
    marked = clean(source[column : column + length], "")
    after = clean(source[column + length :], "")[: max(0, _MOST_CELLS - len(before) - len(marked))]
    head = "…" if start else ""
    caret = "^" + "~" * min(max(0, width(marked) - 1), _MOST_CELLS)
    line = f"  {head}{before}{marked[:_MOST_CELLS]}{after}"
    return [line.rstrip(), " " * (2 + width(head + before)) + caret]
