"""Which language the command line speaks before any command has opened the settings: `--help`, and what click says."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress

from learn import language
from learn.home import default_home, settings_file


def choose(env: Mapping[str, str]) -> None:
    """Speak what LEARN_LANG, the settings of the home or the system's locale say, in that order."""
    wish = env.get("LEARN_LANG") or _set(env) or language.preferred(language.wishes(env))
    language.use(wish if wish in language.LANGUAGES else language.ENGLISH)
    if language.current() != language.ENGLISH:
        _speak_with_click()


def _set(env: Mapping[str, str]) -> str:
    """The setting `lang`, "" without one. What is wrong with the file is told by the command that opens it."""
    with suppress(OSError, UnicodeDecodeError, RuntimeError):
        found = re.search(
            r'^lang[ \t]*=[ \t]*"(\w*)"', settings_file(default_home(env)).read_text("utf-8"), re.MULTILINE
        )
        return found[1] if found else ""
    return ""


def _speak_with_click() -> None:
    """Click asks gettext's own current domain in the language of LANGUAGE: ours has click's texts too."""
    import gettext

    os.environ["LANGUAGE"] = language.current()
    gettext.bindtextdomain(language.DOMAIN, str(language.FOLDER))
    gettext.textdomain(language.DOMAIN)
