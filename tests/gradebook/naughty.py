"""Names that hurt: formulas, separators, line ends, and every string of the list of naughty strings."""

from learn.gradebook.cells import plain
from tests.exchange.data import shared

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1",
    "@x",
    "-1+1",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "  =1+1",
    "'=1+1",
    "''=1",
    "a,b",
    'say "hi"',
    "two\nlines",
    "semi;=1+1",
    "Points Possible",
    "전쟁 😀",
    "\x1b[2Jgone",
    "\u202eright to left",
    "\ud800 alone",
    "x" * 40_000,
)


def names() -> list[str]:
    """All of them that leave something to see, each once."""
    lines = shared("hostile/naughty_strings.txt").read_text("utf-8", errors="replace").split("\n")
    naughty = [line for line in lines if line and not line.startswith("#")]
    seen: dict[str, None] = {}
    for name in (*HOSTILE, *naughty):
        if plain(name).strip():
            seen.setdefault(name)
    return list(seen)
