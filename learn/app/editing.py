"""Editing a file in the author's own editor: the old file stays until the new one is good."""

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from learn.app.files import replace_file
from learn.language import tr
from learn.problems import Problem, UsageError

EDITORS = ("nano", "vi", "notepad")
AT_LINE = ("vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "ne", "joe")
"""Editors that take `+LINE` before the file."""


class Draft(Struct, frozen=True):
    """A text that came back from the editor, and what is wrong with it."""

    text: str
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether it may take the old file's place."""
        return not any(problem.severity == "error" for problem in self.problems)


def editor_command(env: Mapping[str, str], path: Path, line: int) -> list[str]:
    """The author's editor ($VISUAL, $EDITOR, else one that is there) opened at a line. UsageError without one."""
    from shutil import which

    chosen = env.get("VISUAL") or env.get("EDITOR") or next(filter(which, EDITORS), None)
    if not chosen:
        raise UsageError(tr("there is no editor"), hint=tr("set EDITOR, for example EDITOR=nano"))
    words = shlex.split(chosen, posix=os.name == "posix")
    at = [f"+{line}"] if Path(words[0]).stem in AT_LINE else []
    return [*words, *at, str(path)]


def edited(
    path: Path, env: Mapping[str, str], line: int, check: Callable[[str, str], Sequence[Problem]], text: str = ""
) -> Draft:
    """The file (or an earlier draft of it) after the editor was closed. The file itself is not touched."""
    with TemporaryDirectory(prefix="learn-") as folder:
        copy = Path(folder) / path.name
        copy.write_text(text or path.read_text(encoding="utf-8"), encoding="utf-8")
        command = editor_command(env, copy, line)
        try:
            code = subprocess.run(command, check=False).returncode  # noqa: S603 - the author's own editor
        except OSError as error:
            raise UsageError(
                tr(
                    "the editor {command!r} could not be started: {why}",
                    command=command[0],
                    why=error.strerror,
                )
            ) from None
        if code != 0:
            raise UsageError(tr("the editor ended with {code}: nothing was changed", code=code))
        draft = copy.read_bytes().decode("utf-8", "replace")
    return Draft(text=draft, problems=tuple(check(str(path), draft)))


def put_in_place(path: Path, draft: Draft) -> None:
    """Let a draft take the file's place. UsageError for one with errors."""
    if not draft.sound:
        raise UsageError(tr("{path} was not changed: the draft has errors", path=path))
    replace_file(path, draft.text.encode())
