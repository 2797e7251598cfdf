"""HTML pages with charts: one file each that needs no network, no script and nothing beside it.

What a page shows comes in as a value (`StudentFigures`, `ClassFigures`); what comes out is the page's text. Elements
are made by htpy, which escapes every text, charts by Vega-Lite, drawn to SVG by vl-convert (extra `[report]`).
"""

from importlib.util import find_spec

from learn.language import tr
from learn.problems import UsageError

NEEDED = ("htpy", "vl_convert")


def require_extra() -> None:
    """UsageError where the packages of the extra are not installed."""
    if any(find_spec(name) is None for name in NEEDED):
        raise UsageError(tr("HTML pages with charts need an extra"), hint="pip install 'learn-quiz[report]'")
