"""`learn doctor`: the store, the content, and the ground they stand on."""

import sqlite3
import sys
from collections.abc import Iterator

from msgspec import Struct

from learn import __version__
from learn.app import App
from learn.store.doctor import Finding
from learn.store.doctor import examine as examine_store
from learn.store.doctor import repair as repair_store


class Report(Struct, frozen=True):
    """What was found, and what was looked at. With `redact` nothing in it tells who or where someone is."""

    findings: list[Finding]
    figures: dict[str, str | int]

    def lines(self) -> list[str]:
        """The report for a person."""
        lines = [f"{name}: {value}" for name, value in self.figures.items()]
        for one in self.findings:
            lines += ["", f"{one.where}: {one.message}", *([f"  {one.hint}"] if one.hint else [])]
        return [*lines, "", f"{len(self.findings)} findings" if self.findings else "Everything is as it should be."]


def examine(app: App, repair: bool = False, redact: bool = False) -> Report:
    """Look at everything, after mending what can be derived again if `repair`."""
    if repair and app.store.exists:
        repair_store(app.store)
    health = examine_store(app.store)
    findings = [*health.findings, *_content(app)]
    figures = {**_ground(app), **health.figures, **_library(app)}
    return Report(
        findings=[_redacted(app, one) for one in findings] if redact else findings, figures=_safe(figures, app, redact)
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
        yield Finding(where="content", message=notice, hint="learn bank lint says where")


def _safe(figures: dict[str, str | int], app: App, redact: bool) -> dict[str, str | int]:
    return {name: _without_names(str(value), app) if redact else value for name, value in figures.items()}


def _redacted(app: App, finding: Finding) -> Finding:
    return Finding(
        where=_without_names(finding.where, app),
        message=_without_names(finding.message, app),
        hint=_without_names(finding.hint, app),
        repairable=finding.repairable,
    )


def _without_names(text: str, app: App) -> str:
    """The text without the names of learners and folders."""
    from pathlib import Path

    hidden = {str(app.home): "HOME-OF-LEARN", str(Path.home()): "~"}
    names = {name: "LEARNER" for one in app.store.learners().items() for name in one}
    for word, instead in sorted({**names, **hidden}.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(word, instead) if word else text
    return text
