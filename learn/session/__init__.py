"""A run of questions: what to ask, what happens on each answer, and the score. No clock, no I/O."""
