"""Boards and sheets as prompt_toolkit applications. Imported when the first answer is read, never before."""

from learn.terminal.apps.base import Screen, Timer
from learn.terminal.apps.form import type_text
from learn.terminal.apps.press import press_keys

__all__ = ["Screen", "Timer", "press_keys", "type_text"]
