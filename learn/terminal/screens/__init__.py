"""The screens of the reading commands: values in, lines out. No colour, no cursor, no rich; 24 cells are enough."""

from learn.terminal.screens.due import due_screen
from learn.terminal.screens.lessons import lessons_screen
from learn.terminal.screens.start import start_screen
from learn.terminal.screens.stats import stats_screen

__all__ = ["due_screen", "lessons_screen", "start_screen", "stats_screen"]
