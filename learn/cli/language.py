"""Which language the command line speaks before any command has opened the settings: `--help`, and what click says."""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from learn import language
from learn.home import home_of, settings_file

_NOBODYS = "messages"
"""Gettext's domain where no program has chosen one: it has no translations."""


def choose(env: Mapping[str, str], arguments: Sequence[str]) -> None:
    """Speak what LEARN_LANG, the settings of the home or the system's locale say, in that order."""
    wish = env.get("LEARN_LANG") or _set(_home(env, arguments), "lang") or language.preferred(language.wishes(env))
    language.use(wish if wish in language.LANGUAGES else language.ENGLISH)
    _speak_with_click()


def _home(env: Mapping[str, str], arguments: Sequence[str]) -> Path:
    """The home that `--home` names, as click will read it; else the user's own."""
    found = ""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--home":
            found = "".join(arguments[place + 1 : place + 2])
        elif argument.startswith("--home="):
            found = argument.removeprefix("--home=")
    return home_of(env, found)


def plain_wanted(env: Mapping[str, str], arguments: Sequence[str]) -> bool:
    """Whether an error is told to someone who listens: also where the settings could not be opened."""
    from learn.terminal.surroundings import is_heard

    wish = env.get("LEARN_PLAIN") or _set(_home(env, arguments), "plain")
    return is_heard("--plain" in arguments or wish.lower() in ("1", "true", "yes", "on"), env)


def _set(home: Path, name: str) -> str:
    """A setting as it is written, "" without one. What is wrong with the file is told by the command that opens it."""
    with suppress(OSError, ValueError, RuntimeError):  # not UTF-8, or a path with a null character: a ValueError
        found = re.search(rf'^{name}[ \t]*=[ \t]*"?(\w*)"?', settings_file(home).read_text("utf-8"), re.MULTILINE)
        return found[1] if found else ""
    return ""


def _speak_with_click() -> None:
    """Click asks gettext's own current domain in the language of LANGUAGE: ours has click's texts too."""
    import gettext

    if language.current() == language.ENGLISH:
        gettext.textdomain(_NOBODYS)
        return
    os.environ["LANGUAGE"] = language.current()
    gettext.bindtextdomain(language.DOMAIN, str(language.FOLDER))
    gettext.textdomain(language.DOMAIN)
