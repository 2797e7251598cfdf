"""A printed test as PDF, set by Typst (the package `typst`, extra `[teacher]`, which brings its own fonts)."""

from collections.abc import Sequence

from learn.language import current, tr, trc
from learn.paper.sheet import Item, Sheet
from learn.problems import UsageError

NO_BREAK = "\u00a0"
HEAD = """
#set page(paper: "a4", margin: (x: 22mm, y: 20mm), numbering: "1")
#set text(size: 11pt, lang: "{lang}"{fonts})
#set par(leading: 0.65em)
#let field(width) = box(width: width, stroke: (bottom: 0.5pt), height: 0.9em)
"""
FONTS = {
    "ko": (
        "Libertinus Serif",
        "Nanum Myeongjo",
        "NanumMyeongjo",
        "Noto Serif CJK KR",
        "Noto Serif KR",
        "AppleMyungjo",
        "Batang",
        "Noto Sans CJK KR",
        "NanumGothic",
        "Malgun Gothic",
        "Apple SD Gothic Neo",
    )
}
"""Fonts to look for in this order, by language: Typst brings none for Hangul and takes any of the machine's else."""


def pdf(tests: Sequence[Sheet], key: bool) -> bytes:
    """All versions with their answer sheets; with `key` the keys at the end. UsageError without the extra."""
    try:
        import typst
    except ImportError:
        raise UsageError(
            tr("PDF needs an extra"), hint=tr("pip install 'learn-quiz[teacher]', or print to .html")
        ) from None
    made: bytes = typst.compile(source(tests, key).encode())
    return made


def source(tests: Sequence[Sheet], key: bool) -> str:
    """The Typst source. Texts go in as string literals, so that nothing in them is taken for markup."""
    parts = [part for sheet in tests for part in (_test(sheet), _answer_sheet(sheet))]
    keys = [_key(sheet) for sheet in tests] if key else []
    names = FONTS.get(current(), ())
    fonts = f", font: ({', '.join(literal(name) for name in names)})" if names else ""
    head = HEAD.replace("{lang}", current()).replace("{fonts}", fonts)
    return head + "\n#pagebreak()\n".join([*parts, *keys])


def literal(text: str) -> str:
    """A Typst string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _test(sheet: Sheet) -> str:
    title = f'#text(size: 16pt, weight: "bold", {literal(sheet.title)}) #h(1fr) #{literal(sheet.called)}\n\n'
    return (
        title + f"#text(fill: luma(35%), {literal(sheet.worth)})\n\n" + "\n".join(_item(item) for item in sheet.items)
    )


def _item(item: Item) -> str:
    left = "".join(f"+ #({literal(one)}) #h(0.5em) #field(2.5em)\n" for one in item.left)
    options = "".join(f"+ #({literal(one)})\n" for one in item.options)
    lines = "\n".join("#v(0.4em)#line(length: 100%, stroke: 0.4pt + gray)" for _ in range(item.blanks))
    worth = literal(f"({item.worth})".replace(" ", NO_BREAK))
    return (
        "#block(breakable: false, below: 1.4em)[\n"
        f"*{item.number}.* #({literal(item.prompt)}) #text(fill: luma(35%), size: 9pt, {worth})\n\n"
        f'#text(style: "italic", size: 9.5pt, {literal(item.task)})\n\n'
        + (f'#[#set enum(numbering: "1.")\n{left}]\n' if left else "")
        + (f'#[#set enum(numbering: "A)")\n{options}]\n' if options else "")
        + f"{lines}\n]"
    )


def _answer_sheet(sheet: Sheet) -> str:
    cells = ", ".join(f"[{item.number}], align(right, {literal(item.unit)})" for item in sheet.items)
    head = f'#text(size: 14pt, weight: "bold", {literal(tr("Answer sheet"))}) #h(1fr) #{literal(sheet.called)}\n\n'
    name = f"#{literal(tr('Name:'))} #field(18em) #h(2em) #{literal(tr('Class:'))} #field(8em)\n\n"
    return head + name + f"#table(columns: (2.5em, 1fr), inset: 7pt, {cells})"


def _key(sheet: Sheet) -> str:
    cells = ", ".join(f"[{item.number}], {literal(item.key)}, [{item.points:g}]" for item in sheet.items)
    head = f'#text(size: 14pt, weight: "bold", {literal(tr("Key"))}) #h(1fr) #{literal(sheet.called)}\n\n'
    columns = ", ".join(f"strong({literal(each)})" for each in (trc("verdict", "right"), tr("points")))
    return head + f"#table(columns: (2.5em, 1fr, 4em), inset: 6pt, [], {columns}, {cells})"
