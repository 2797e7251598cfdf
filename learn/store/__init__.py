"""The log of events and what is derived from it: the only room that opens `learn.db`. No wall clock, no randomness."""
