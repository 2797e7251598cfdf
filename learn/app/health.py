"""`learn doctor`: the store, the content, and the ground they stand on."""

import sqlite3
import sys
from collections.abc import Iterator

from msgspec import Struct

from learn import __version__
from learn.app import App
from learn.app.redaction import CONTENT, finding_without_names, hidden, without_names
from learn.language import tr, translatable, trn
from learn.store.doctor import Finding
from learn.store.doctor import examine as examine_store
from learn.store.doctor import repair as repair_store

_NAMES = (
    translatable("platform"),
    translatable("home"),
    translatable("events"),
    translatable("learners"),
    translatable("devices"),
    translatable("facts"),
    translatable("format"),
    translatable("bytes"),
    translatable("journal"),
    translatable("journal_wanted"),
    translatable("lessons"),
    translatable("banks"),
    translatable("facts asked"),
)
"""Figures by what they are called in JSON, those with names that another language has words for."""

_PLACES = (translatable("content"), translatable("file"), translatable("log"), translatable("projections"))
"""Where something is found, beside files by their paths."""


class Report(Struct, frozen=True):
    """What was found, and what was looked at. With `redact` nothing in it tells who or where someone is."""

    findings: list[Finding]
    figures: dict[str, str | int]

    def lines(self) -> list[str]:
        """The report for a person."""
        lines = [f"{tr(name) if name in _NAMES else name}: {value}" for name, value in self.figures.items()]
        for one in self.findings:
            lines += [
                "",
                f"{tr(one.where) if one.where in _PLACES else one.where}: {one.message}",
                *([f"  {one.hint}"] if one.hint else []),
            ]
        return [
            *lines,
            "",
            trn("{n} finding", "{n} findings", len(self.findings))
            if self.findings
            else tr("Everything is as it should be."),
        ]


def examine(app: App, repair: bool = False, redact: bool = False) -> Report:
    """Look at everything, after mending what can be derived again if `repair`."""
    if repair and app.store.exists:
        repair_store(app.store)
    health = examine_store(app.store)
    findings = [*health.findings, *_content(app)]
    figures = {**_ground(app), **health.figures, **_library(app)}
    return _redacted(Report(findings, figures), app) if redact else Report(findings, figures)


def _redacted(report: Report, app: App) -> Report:
    words = hidden(app)
    return Report(
        findings=[finding_without_names(one, words) for one in report.findings],
        figures={name: without_names(str(value), words) for name, value in report.figures.items()},
    )


def _ground(app: App) -> dict[str, str | int]:
    return {
        "learn": __version__,
        "Python": sys.version.split()[0],
        "platform": sys.platform,
        "SQLite": sqlite3.sqlite_version,
        "home": str(app.home),
    }


def _library(app: App) -> dict[str, str | int]:
    return {
        "lessons": len(app.library.lessons()),
        "banks": len(app.library.banks()),
        "facts asked": app.library.fact_count(),
    }


def _content(app: App) -> Iterator[Finding]:
    for notice in app.library.notices:
        yield Finding(where=CONTENT, message=notice, hint=tr("learn bank lint says where"))
