"""Scores for the systems of a school: one module a format.

A format's module offers `write(book) -> Written`, which refuses (UsageError) what the system could not read at all and
reports the rest, and `ONE_CELL`: whether the format has room for one attempt of a student at a test only. Modules are
imported when their format is used.
"""

from importlib import import_module
from types import ModuleType

FORMATS: dict[str, str] = {
    "canvas": "canvas",
    "moodle": "moodle",
    "blackboard": "blackboard",
    "brightspace": "brightspace",
    "oneroster": "oneroster",
    "xapi": "xapi",
    "csv": "long_csv",
    "jsonl": "jsonl",
    "xlsx": "xlsx",
    "parquet": "parquet",
}
"""Names of the formats, as on the command line, and their modules."""


def module_of(name: str) -> ModuleType:
    """The module of a format. KeyError for a name that is not one of `FORMATS`."""
    return import_module(f"learn.gradebook.{FORMATS[name]}")
