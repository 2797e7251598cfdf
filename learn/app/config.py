"""Settings: from the command line, `LEARN_…` variables, `config.toml` and defaults, in that order.

Each value remembers where it came from, so that `learn config` can say why the program behaves as it does.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from learn.home import settings_file
from learn.language import LANGUAGES, preferred, tr, translatable, wishes
from learn.problems import UsageError, did_you_mean


class Setting(Struct, frozen=True):
    """One thing that can be set: its key, what it means, how its text is read, and the default."""

    key: str
    about: str
    read: Callable[[str], Any]
    default: Any = None


class Value(Struct, frozen=True):
    """A setting's value and its origin, in words."""

    value: Any
    origin: str


def _text(text: str) -> str:
    return text


def _yes(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in known:
        raise ValueError(tr("true or false"))
    return known[text.lower()]


def _whole(text: str) -> int:
    if not text.isdecimal() or not int(text[:9]) <= 10_000:
        raise ValueError(tr("a whole number from 0 to 10000"))
    return int(text)


def _percent(text: str) -> int:
    plain = text.removesuffix("%").strip()
    if not plain.isdecimal() or not int(plain[:9]) <= 300:
        raise ValueError(tr("percent, from 0 to 300"))
    return int(plain)


def _fraction(text: str) -> float:
    problem = ValueError(tr("a number from 0.7 to 0.99"))
    try:
        value = float(text)
    except ValueError:
        raise problem from None
    if not 0.7 <= value <= 0.99:
        raise problem
    return value


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(tr("one of {words}", words=", ".join(words)))
        return text

    return read


def _folders(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(os.pathsep) if part)


SETTINGS: dict[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting("learner", translatable("who answers"), _text),
        Setting("content", translatable("more folders with lessons and question_banks"), _folders, ()),
        Setting("lang", translatable("the language of the interface"), _one_of(*LANGUAGES)),
        Setting("plain", translatable("line-by-line prompts, for screen readers and pipes"), _yes, False),
        Setting("color", translatable("auto, always or never"), _one_of("auto", "always", "never"), "auto"),
        Setting("questions", translatable("questions in a practice session"), _whole, 10),
        Setting(
            "reading",
            translatable("compact, or spacious: short lines, wide apart"),
            _one_of("compact", "spacious"),
            "compact",
        ),
        Setting("speak", translatable("a program that reads questions aloud, such as espeak-ng"), _text, ""),
        Setting("extra_time", translatable("percent more time in tests, as agreed with your teacher"), _percent, 0),
        Setting("name", translatable("your name, as teachers know it (for handing in)"), _text, ""),
        Setting("student_id", translatable("your number at school (for handing in)"), _text, ""),
    )
}

LOGGED: dict[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting("retention", translatable("the recall at which a fact is due again"), _fraction, 0.9),
        Setting("new_per_day", translatable("new facts a day that `learn study` introduces"), _whole, 20),
        Setting("reviews_per_day", translatable("reviews a day that `learn review` asks"), _whole, 200),
    )
}
"""Settings of memory, which are events of the log (`learn.app.logged`) and not in any file."""


class Config:
    """All settings of one run."""

    def __init__(self, home: Path, env: Mapping[str, str], given: Mapping[str, Any]) -> None:
        self.home = home
        self.path = settings_file(home)
        self._env = env
        self._given = given
        self._file = read_file(self.path)

    def __getitem__(self, key: str) -> Any:
        return self.value(key).value

    def value(self, key: str) -> Value:
        """The value that holds, and who says so. UsageError where its text does not fit."""
        setting = SETTINGS[key]
        variable = f"LEARN_{key.upper()}"
        if self._given.get(key) not in (None, (), False):
            return Value(self._given[key], translatable("command line"))
        if self._env.get(variable):
            return Value(parse(setting, self._env[variable], variable), variable)
        if key in self._file:
            return Value(parse(setting, self._file[key], str(self.path)), str(self.path))
        return Value(setting.default, translatable("default"))

    @property
    def language(self) -> str:
        """The code of the interface's language: as set, else as the system's locale says, else English."""
        return str(self["lang"] or preferred(wishes(self._env)))

    def all(self) -> dict[str, Value]:
        """Every setting."""
        return {key: self.value(key) for key in SETTINGS}


def parse(setting: Setting, text: str, origin: str) -> Any:
    """The typed value of a setting's text."""
    try:
        return setting.read(text)
    except ValueError as error:
        raise UsageError(
            tr("{origin}: {key} cannot be {text!r}", origin=origin, key=setting.key, text=text),
            hint=tr("it is {error}", error=error),
        ) from None


def read_file(path: Path) -> dict[str, str]:
    """The settings in a config file as texts; {} without one. UsageError where it is not TOML or names unknown keys."""
    try:
        raw = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(tr("{path} cannot be read: {error}", path=path, error=error)) from None
    import tomllib

    try:
        data = tomllib.loads(raw)
        texts = {key: _as_text(value) for key, value in data.items()}
    except (ValueError, RecursionError) as error:  # not TOML, or nested or counted beyond what can be read
        raise UsageError(f"{path}: {error}", hint=tr("mend the line, or use `learn config set KEY VALUE`")) from None
    unknown = next((key for key in data if key not in SETTINGS), None)
    if unknown in LOGGED:
        raise UsageError(
            tr("{path}: {unknown} is kept in the log, not in a file", path=path, unknown=unknown),
            hint=f"learn config set {unknown} {texts[unknown]}",
        )
    if unknown:
        raise UsageError(
            tr("{path}: unknown setting {unknown!r}", path=path, unknown=unknown), hint=known_settings(unknown)
        )
    return texts


def known_settings(key: str) -> str:
    """The remedy for a setting's name that is not one."""
    every = [*SETTINGS, *LOGGED]
    return did_you_mean(key, every) or tr("known ones: {names}", names=", ".join(every))


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return os.pathsep.join(str(item) for item in value)
    return str(value)


def edit(raw: str, key: str, text: str | None) -> str:
    """The text of a config file with one key set (or, for None, taken out); comments and order stay."""
    line = "" if text is None else f"{key} = {quote(text)}\n"
    pattern = re.compile(rf"^{re.escape(key)}[ \t]*=.*(?:\n|\Z)", re.MULTILINE)
    if pattern.search(raw):
        return pattern.sub(lambda _: line, raw, count=1)
    return (raw if not raw or raw.endswith("\n") else raw + "\n") + line


def quote(text: str) -> str:
    """A TOML basic string."""
    escaped = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
    return f'"{escaped}"'


def save(path: Path, key: str, text: str | None) -> None:
    """Set a key of a config file, or take it out; the file is replaced whole and readable by its owner alone."""
    from learn.app.files import replace_file

    raw = path.read_text(encoding="utf-8") if path.exists() else ""
    replace_file(path, edit(raw, key, text).encode())
