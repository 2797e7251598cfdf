"""Homes to run `learn` in, as the tests of the command line have them."""

from tests.cli.conftest import after, answered, content, indexed, learn

__all__ = ["after", "answered", "content", "indexed", "learn"]
