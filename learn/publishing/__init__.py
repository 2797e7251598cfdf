"""Banks as one page for a browser: no Python, no network, the same grading, and results to hand in."""
