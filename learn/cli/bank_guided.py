"""A question asked of its author field by field, shown as students will meet it, and changed until it is right."""

from collections.abc import Iterator, Sequence

import click

from learn.app import App
from learn.authoring.drafting import COMMON, Field, drafted, fault_of, fields_of
from learn.cli.output import print_lines
from learn.kinds import KINDS
from learn.kinds.base import Question
from learn.language import tr, translatable
from learn.problems import UsageError
from learn.terminal.menus import confirm, pick, several, text

Lines = dict[str, list[str]]

_ADD, _CHANGE, _LEAVE = translatable("Add it"), translatable("Change something"), translatable("Leave it")
_SELDOM = [one.key for one in COMMON if one.key != "explain"]
_SHOWN = 48

SEED = 1
"""The options stand in one order, however often a question is looked at while it is written."""
DRAFT = "draft"
"""The id of a question that has no other yet."""


def ask_question(app: App, kind: str | None) -> tuple[str, Lines] | None:
    """The kind and the lines of a question as its author wants it; None where she leaves it.

    Ctrl-C and the end of input end it at once (KeyboardInterrupt, EOFError).
    """
    kind = kind or _kind()
    form = fields_of(kind)
    lines = {one.key: _typed(one) for one in form if one.key not in _SELDOM}
    if confirm(tr("A hint, facts, tags, difficulty or points?"), default=False):
        lines |= {one.key: _typed(one) for one in form if one.key in _SELDOM}
    while True:
        _show(app, _right(kind, form, lines))
        told = {tr(one): one for one in (_ADD, _CHANGE, _LEAVE)}
        wish = told[_picked(tr("Is it as you want it?"), list(told))]
        if wish != _CHANGE:
            return (kind, lines) if wish == _ADD else None
        _change(form, lines)


def _kind() -> str:
    """A kind, by what students do with it."""
    told = {f"{kind}: {tr(about(kind))}": kind for kind in KINDS}
    return told[_picked(tr("What kind of question?"), list(told))]


def about(kind: str) -> str:
    """What students do with questions of a kind, in English: the first line of its docstring."""
    from inspect import getdoc

    from learn.kinds import kind_class

    return (getdoc(kind_class(kind)) or "").splitlines()[0].replace(" in `ask`", "")


def _picked(message: str, options: Sequence[str]) -> str:
    """One of them, with a blank line around the list."""
    click.echo()
    found = pick(message, options)
    click.echo()
    return found


def _typed(field: Field, *before: str) -> list[str]:
    """The lines of a field, each as it can be read; what stood in it `before` can be edited where it is one line."""

    def fault(line: str) -> str:
        return fault_of(field, line)

    if field.many:
        return several(tr(field.prompt), field.needed, fault=fault)
    line = text(tr(field.prompt), "".join(before), needed=field.needed, fault=fault)
    return [line] if line else []


def _right(kind: str, form: Sequence[Field], lines: Lines) -> Question:
    """The question that the lines make, once nothing contradicts itself in them."""
    while True:
        try:
            return drafted(kind, DRAFT, lines)
        except UsageError as wrong:
            print_lines(["", wrong.message, *([f"  {wrong.hint}"] if wrong.hint else [])])
            _change(form, lines)


def _change(form: Sequence[Field], lines: Lines) -> None:
    """One field typed again."""
    told = {f"{one.key}: {_short('; '.join(lines.get(one.key, [])))}": one for one in form}
    field = told[_picked(tr("What shall be typed again?"), list(told))]
    lines[field.key] = _typed(field, *lines.get(field.key, []))


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


def _show(app: App, question: Question) -> None:
    """The question as students meet it, and what the rules of item writing say of it."""
    from learn.app.preview import preview
    from learn.cli.front import converse

    click.echo("\n" + tr("This is how students will meet it:") + "\n")
    converse(app, lambda asker: preview(app, asker, "preview", tr("Preview"), [question], SEED))
    print_lines(list(_advice(question)))


def _advice(question: Question) -> Iterator[str]:
    from learn.app.linting import advice

    for one in advice(question):
        yield f"{one.code}: {one.message}" + (f" ({one.hint})" if one.hint else "")
