"""`python -m learn`."""

from learn.cli import entry

entry()
