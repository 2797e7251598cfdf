"""What a learner remembers: FSRS-6 per fact, with lucky guesses as weak evidence. No clock, no I/O, no randomness."""
