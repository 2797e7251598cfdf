"""From a lesson of the library to what is shown of it."""

import sys

from learn.app import App
from learn.app.study import mark_read
from learn.app.world import sources_of
from learn.cli.front import plain_wanted
from learn.terminal.reading import Reading, Section, show


def reading_of(app: App, lesson: str) -> Reading:
    """A lesson with its facts in words. NotFound and BrokenContent as the library says."""
    found = app.library.lesson(lesson)
    return Reading(
        title=found.title,
        summary=found.summary,
        minutes=found.minutes,
        objectives=found.objectives,
        sections=tuple(
            Section(heading=one.heading, text=one.text, facts=sources_of(app, one.facts)) for one in found.sections
        ),
    )


def read_lesson(app: App, lesson: str, then: str = "") -> None:
    """Show a lesson; read to its end, it is noted as read. `then` names what Enter leads to."""
    reading = reading_of(app, lesson)
    if show(reading, sys.stdin, sys.stdout, plain=plain_wanted(app), color=app.config["color"], then=then):
        mark_read(app, lesson)
