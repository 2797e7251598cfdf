"""Warnings about the craft of questions: one module a rule or family, the table of their codes, and the run."""
