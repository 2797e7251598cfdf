"""A printed test as one HTML file that needs nothing else."""

from collections.abc import Sequence
from html import escape

from learn.language import current, tr, trc
from learn.paper.sheet import Item, Sheet

STYLE = """
body { font: 11pt/1.45 Georgia, 'Times New Roman', serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
:lang(ko) { word-break: keep-all; }
section { break-after: page; margin-bottom: 3em; }
section:last-child { break-after: auto; }
article { break-inside: avoid; margin: 1.1em 0; }
h1 { font-size: 1.5em; } h1 small { font-weight: normal; color: #555; }
p.prompt { margin: 0 0 .3em; white-space: pre-line; } .task { font-style: italic; color: #444; }
ol.options { list-style: upper-alpha; margin: .2em 0; } ol.left { margin: .2em 0; }
.line { border-bottom: 1px solid #000; display: inline-block; min-width: 14em; height: 1.2em; }
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid #888; padding: .35em .6em; text-align: left; }
@media print { body { margin: 0; max-width: none; } }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded and nothing is run, whatever a question says."""


def html(tests: Sequence[Sheet], key: bool) -> str:
    """All versions with their answer sheets; with `key` the keys at the end."""
    title = escape(tests[0].title)
    parts = [part for sheet in tests for part in (_test(sheet), _answer_sheet(sheet))]
    keys = [_key(sheet) for sheet in tests] if key else []
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    head = f'<meta charset="utf-8">{policy}<title>{title}</title><style>{STYLE}</style>'
    body = "".join([*parts, *keys])
    return f'<!doctype html><html lang="{current()}"><head>{head}</head><body>{body}</body></html>\n'


def _test(sheet: Sheet) -> str:
    items = "".join(_item(item) for item in sheet.items)
    head = f"<h1>{escape(sheet.title)} <small>{escape(sheet.called)} · {escape(sheet.worth)}</small></h1>"
    return f"<section>{head}{items}</section>"


def _item(item: Item) -> str:
    left = "".join(f"<li>{escape(one)} <span class='line'></span></li>" for one in item.left)
    options = "".join(f"<li>{escape(one)}</li>" for one in item.options)
    points = f"<small>({escape(item.worth)})</small>"
    return (
        f"<article><p class='prompt'><b>{item.number}.</b> {escape(item.prompt)} {points}</p>"
        f"<div class='task'>{escape(item.task)}</div>"
        + (f"<ol class='left'>{left}</ol>" if left else "")
        + (f"<ol class='options'>{options}</ol>" if options else "")
        + "</article>"
    )


def _answer_sheet(sheet: Sheet) -> str:
    rows = "".join(f"<tr><td>{item.number}</td><td>{escape(item.unit)}</td></tr>" for item in sheet.items)
    line = "<span class='line'></span>"
    name = f"<p>{escape(tr('Name:'))} {line} {escape(tr('Class:'))} {line}</p>"
    table = f"<table><tr><th></th><th style='width:92%'>{escape(tr('answer'))}</th></tr>{rows}</table>"
    return (
        f"<section><h1>{escape(tr('Answer sheet'))} <small>{escape(sheet.called)}</small></h1>{name}{table}</section>"
    )


def _key(sheet: Sheet) -> str:
    rows = "".join(
        f"<tr><td>{item.number}</td><td>{escape(item.key)}</td><td>{item.points:g}</td></tr>" for item in sheet.items
    )
    head = f"<th></th><th>{escape(trc('verdict', 'right'))}</th><th>{escape(tr('points'))}</th>"
    table = f"<table><tr>{head}</tr>{rows}</table>"
    return f"<section><h1>{escape(tr('Key'))} <small>{escape(sheet.called)}</small></h1>{table}</section>"
