"""The address of a file as SQLite takes it."""

import os
from pathlib import PurePath


def address(path: PurePath, access: str) -> str:
    """A whole path as `file:` address, with how to open it. (Path.as_uri loads an HTTP client in Python 3.14.)"""
    from urllib.parse import quote

    name = path.as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name), safe='/:')}?{access}"
