"""Published pages, and what drives a browser."""

from tests.cli.conftest import content, fresh, indexed, learn
from tests.pages.conftest import node_modules

__all__ = ["content", "fresh", "indexed", "learn", "node_modules"]
