"""Writing lines to a stream that may not know all characters, and may go away."""

from collections.abc import Iterable
from typing import TextIO


class Output:
    """A stream written to line by line. Once nobody reads it any longer, `gone` is true and writing does nothing."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.gone = False
        self._encoding = getattr(stream, "encoding", None) or "utf-8"

    def lines(self, lines: Iterable[str]) -> None:
        """Write and flush the lines."""
        self.text("".join(f"{line}\n" for line in lines))

    def text(self, text: str) -> None:
        """Write and flush the text; characters that the encoding lacks become question marks."""
        if self.gone or not text:
            return
        try:
            self.stream.write(text.encode(self._encoding, "replace").decode(self._encoding))
            self.stream.flush()
        except (OSError, ValueError):
            self.gone = True
            from learn.app.streams import silence

            silence(self.stream)
