"""Mutation testing: what small faults in a room its tests notice (docs/mutation.md)."""
