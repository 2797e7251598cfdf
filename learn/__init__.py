"""A quiz and learning program for the terminal."""

__version__ = "0.1.0"
