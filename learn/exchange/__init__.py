"""Question banks of other systems, read and written: one module a format, each with a report of what was lost.

A format's module offers `read(data, name) -> Imported`, `write(bank, follow) -> Exported` (either may be missing) and
`recognise(data, name) -> bool`. Modules are imported when their format is used.
"""

from importlib import import_module
from types import ModuleType

FORMATS: dict[str, str] = {
    "gift": "gift",
    "moodle-xml": "moodle_xml",
    "aiken": "aiken",
    "csv": "csv_table",
    "qti12": "qti12",
    "qti21": "qti21",
    "anki-text": "anki_text",
    "apkg": "apkg",
    "kahoot": "kahoot",
    "wayground": "wayground",
}
"""Names of the formats, as on the command line, and their modules."""


def module_of(name: str) -> ModuleType:
    """The module of a format. KeyError for a name that is not one of `FORMATS`."""
    return import_module(f"learn.exchange.{FORMATS[name]}")
