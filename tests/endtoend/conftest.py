"""The same homes as for the tests of single commands."""

from tests.cli.conftest import after, answered, content, fresh, indexed, learn

__all__ = ["after", "answered", "content", "fresh", "indexed", "learn"]
