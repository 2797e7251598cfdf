"""A stream that nobody reads any longer."""

import os
from typing import TextIO


def silence(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not complain about it at its end.

    A stream without a file behind it, or one that is closed, has nothing to be silenced.
    """
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:
        return
    try:
        os.dup2(nowhere, stream.fileno())
    except (OSError, ValueError, AttributeError):
        pass
    finally:
        os.close(nowhere)
