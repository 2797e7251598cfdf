"""The command line: the only room that imports click. This is where every failure becomes a message and a code."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

from learn.language import tr
from learn.problems import INTERRUPTED, OK, STORE, USAGE, LearnError

if TYPE_CHECKING:
    from click import ClickException


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (the table is in `learn --help` and docs/reference)."""
    import click

    from learn.cli.language import choose
    from learn.cli.root import ReaderLeftError, reader_left, root

    choose(os.environ, sys.argv[1:] if arguments is None else arguments)
    try:
        code = root.main(arguments, prog_name="learn", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except click.exceptions.Exit as done:
        return done.exit_code
    except (KeyboardInterrupt, click.Abort):
        _tell(tr("Interrupted. What was not finished was not written."))
        return INTERRUPTED
    except ReaderLeftError:
        _silence()
        return OK
    except OSError as error:
        _silence()
        if reader_left(error):
            return OK
        named, why = error.filename or tr("the output"), error.strerror or error
        _tell("learn: " + tr("{file} cannot be written or read: {why}", file=named, why=why))
        return STORE
    except UnicodeEncodeError as error:
        _tell("learn: " + tr("this is not UTF-8: {text!r}", text=error.object))
        _tell("  " + tr("type the name again, or rename the file"))
        return USAGE
    except click.ClickException as error:
        _tell(_shown(error))
        return USAGE
    except LearnError as error:
        _explain(error, sys.argv[1:] if arguments is None else arguments)
        return error.exit_code


def entry() -> None:
    """The console script. Garbage is looked for seldom: most commands are over before there is any."""
    gc.set_threshold(50_000, 20, 20)
    _open_closed_streams()
    _forgive_encodings()
    leave(main())


def _open_closed_streams() -> None:
    """Let a stream that the caller closed (`>&-`) lead nowhere; else the next file opened would get its number."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _forgive_encodings() -> None:
    """What a console of an older encoding cannot show becomes a question mark, what it cannot read no crash."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def leave(code: int) -> NoReturn:
    """End the process as `sys.exit` does, but without taking the interpreter apart, which takes as long as starting it.

    Handlers of `atexit` run; what commands opened is closed by now.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _explain(error: LearnError, arguments: Sequence[str]) -> None:
    if error.problems:
        from learn.cli.language import plain_wanted
        from learn.content.report import render, said

        told = said if plain_wanted(os.environ, arguments) else render
        for problem in error.problems:
            _tell(told(problem))
    _tell(f"learn: {error.message}")
    if error.hint:
        _tell(f"  {error.hint}")


def _shown(error: "ClickException") -> str:
    """What click says of a command line that it cannot read."""
    said = StringIO()
    error.show(said)
    return said.getvalue().rstrip("\n")


def _tell(text: str) -> None:
    """A text on stderr, without what could steer a terminal; where it cannot be written, the exit code says it alone.

    The text may quote arguments and names of files, which hold whatever the caller or a student put into them.
    """
    from learn.text import clean

    with suppress(OSError):
        print(clean(text), file=sys.stderr, flush=True)


def _silence() -> None:
    """Nothing more can be written, also not at shutdown."""
    from learn.app.streams import silence

    silence(sys.stdout)
