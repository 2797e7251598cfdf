"""A class and its results: hand-in files, the roster, the class's own log, grading again."""
