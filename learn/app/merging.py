"""Taking in the logs of other machines, and whose the answers in them are."""

import contextlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from learn.app import NOBODY, App
from learn.language import tr, trn
from learn.problems import UsageError

if TYPE_CHECKING:
    from learn.store.merge import MergeReport


class _Who(Struct):
    learner: str = ""


def merge_log(app: App, lines: Iterable[str], mine: bool = False) -> "tuple[MergeReport, str]":
    """Merge one exported log; returns what became of it, and a notice ("" for none).

    Names do not travel by themselves. A log of one learner without a name becomes one's own where it is said to be
    `mine`, and where nobody has answered yet. UsageError where a log that is said to be is one of several learners.
    """
    from learn.store.merge import merge

    is_new = app.learner == NOBODY
    found: set[str] = set()
    report = merge(app.store, _noting(lines, found))
    app.__dict__.pop("learner", None)
    if mine and len(found) > 1:
        raise UsageError(
            trn("these are the answers of {n} learner", "these are the answers of {n} learners", len(found)),
            hint=tr("--mine is for your own log; they are merged as theirs"),
        )
    nameless = [one for one, name in app.store.learners().items() if one == name and one in found]
    if len(found) == 1 and (mine or (is_new and nameless)):
        return report, _claim(app, found.pop())
    return report, _nameless(app) if len(nameless) == 1 else ""


def _nameless(app: App) -> str:
    return tr(
        "1 learner here has no name; learn log merge --mine FILE counts them as those of {name!r}",
        name=app.learner_name,
    )


def _noting(lines: Iterable[str], found: set[str]) -> Iterator[str]:
    """The same lines; the learners in them are put into `found`."""
    for line in lines:
        with contextlib.suppress(msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
            found.add(msgspec.json.decode(line.encode(), type=_Who).learner)
        found.discard("")
        yield line


def _claim(app: App, learner: str) -> str:
    from learn.store import learners

    with app.store.writing() as projector:
        learners.call(projector, learner, app.learner_name)
    app.__dict__.pop("learner", None)
    return tr("these answers are now those of {name!r}", name=app.learner_name)
