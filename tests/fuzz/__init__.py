"""Hostile input: every reader on broken copies of real files. `python -m tests.fuzz --help`; docs/fuzzing.md."""
