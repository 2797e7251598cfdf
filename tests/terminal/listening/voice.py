"""What espeak-ng makes of a text: how long it speaks, and what it says in phonemes. It has to be installed."""

import io
import shutil
import subprocess
import wave

PROGRAM = "espeak-ng"
HEADER = 44
"""Bytes before the sound in a file of RIFF WAVE."""


def installed() -> bool:
    """Whether espeak-ng is there."""
    return shutil.which(PROGRAM) is not None


def seconds(text: str, voice: str = "en") -> float:
    """How long the text is spoken, at espeak's own speed (175 words a minute)."""
    sound = _run("-v", voice, "--stdout", text=text)
    with wave.open(io.BytesIO(sound)) as file:
        # written to a pipe, the header does not know the length: what is behind it is the sound
        frames = (len(sound) - HEADER) // (file.getsampwidth() * file.getnchannels())
        return float(frames / file.getframerate())


def phonemes(text: str, voice: str = "en") -> str:
    """What is said, in the phonetic alphabet; "" where nothing is."""
    return _run("-v", voice, "-q", "--ipa", text=text).decode().strip()


def _run(*arguments: str, text: str) -> bytes:
    said = [PROGRAM, *arguments]
    return subprocess.run(said, input=text.encode(), capture_output=True, check=True, timeout=60).stdout
