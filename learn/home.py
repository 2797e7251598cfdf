"""Where everything of a user's is kept: the home folder and the settings file in it."""

import sys
from collections.abc import Mapping
from pathlib import Path


def default_home(env: Mapping[str, str]) -> Path:
    """`$LEARN_HOME`, else `learn` in the user's data folder of the platform."""
    if env.get("LEARN_HOME"):
        return Path(env["LEARN_HOME"]).expanduser()
    return data_folder(env, sys.platform) / "learn"


def home_of(env: Mapping[str, str], given: str | None) -> Path:
    """The home that the command line gives, else the default one."""
    return Path(given).expanduser() if given else default_home(env)


def data_folder(env: Mapping[str, str], platform: str) -> Path:
    """The folder for a user's data: XDG on Linux, Application Support on macOS, Local AppData on Windows."""
    home = Path(env.get("HOME") or Path.home())
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")


def settings_file(home: Path) -> Path:
    """The file with the settings of a home."""
    return home / "config.toml"
