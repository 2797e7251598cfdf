"""A printed test as Markdown."""

import re
from collections.abc import Iterator, Sequence

from learn.language import tr, trc
from learn.paper.sheet import LETTERS, Item, Sheet

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
BREAK = "\n---\n"


def markdown(tests: Sequence[Sheet], key: bool) -> str:
    """All versions with their answer sheets; with `key` the keys at the end."""
    parts = [part for sheet in tests for part in (_test(sheet), _answer_sheet(sheet))]
    keys = [_key(sheet) for sheet in tests] if key else []
    return BREAK.join([*parts, *keys])


def _test(sheet: Sheet) -> str:
    lines = [f"# {escaped(sheet.title)} · {sheet.called}", "", sheet.worth, ""]
    for item in sheet.items:
        lines += [*_item(item), ""]
    return "\n".join(lines)


def _item(item: Item) -> Iterator[str]:
    yield f"**{item.number}.** {escaped(item.prompt)}  *({item.worth})* {escaped(item.task)}"
    yield ""
    for number, left in enumerate(item.left, start=1):
        yield f"{number}. {escaped(left)}: ____"
    if item.left:
        yield ""
    for letter, option in zip(LETTERS, item.options, strict=False):
        yield f"- {letter}) {escaped(option)}"


def _answer_sheet(sheet: Sheet) -> str:
    rows = [f"| {item.number} | {'_' * 24} {escaped(item.unit)} |" for item in sheet.items]
    head = [
        f"## {tr('Answer sheet')} · {sheet.called}",
        "",
        f"{tr('Name:')} ______________________  {tr('Class:')} __________",
        "",
    ]
    return "\n".join([*head, f"| | {tr('answer')} |", "|---|---|", *rows, ""])


def _key(sheet: Sheet) -> str:
    rows = [f"| {item.number} | {escaped(item.key)} | {item.points:g} |" for item in sheet.items]
    return "\n".join(
        [
            f"## {tr('Key')} · {sheet.called}",
            "",
            f"| | {trc('verdict', 'right')} | {tr('points')} |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def escaped(text: str) -> str:
    """The text with nothing in it that Markdown would take for its own; line breaks as Markdown has them."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "<br>")
