"""`learn` on a Python that has nothing of POSIX's: `python -m tests.portability.without_posix ARGUMENTS`.

Modules, functions and signals that Windows lacks are taken away, waiting for files fails as it does there, and the
console speaks code page 1252. Paths stay those of this system: that much of Windows cannot be had here.
"""

import os
import select
import signal
import sys
from typing import Any, NoReturn

MODULES = ("fcntl", "termios", "pwd", "grp", "pty", "tty", "resource", "syslog", "posix_ipc", "readline", "curses")
FUNCTIONS = """
    fchmod fchown chown lchown chroot fork forkpty getuid geteuid getgid getegid getpgid getpgrp getsid killpg mkfifo
    mknod nice openpty pathconf pread pwrite posix_fadvise sched_getaffinity setpgid setsid setuid statvfs sync
    sysconf tcgetpgrp tcsetpgrp ttyname uname wait3 wait4 O_NOFOLLOW O_SYNC
"""
SIGNALS = """
    SIGTSTP SIGHUP SIGKILL SIGPIPE SIGWINCH SIGCONT SIGSTOP SIGUSR1 SIGUSR2 SIGALRM SIGCHLD SIGQUIT pthread_kill
    pthread_sigmask alarm setitimer siginterrupt
"""


def take_away() -> None:
    """Leave what Windows has."""
    sys.modules.update(dict.fromkeys(MODULES))  # type: ignore[arg-type]  # an import of None fails
    for name in FUNCTIONS.split():
        os.__dict__.pop(name, None)
    for name in SIGNALS.split():
        signal.__dict__.pop(name, None)
    for name in ("poll", "epoll", "kqueue"):
        select.__dict__.pop(name, None)
    select.select = _not_a_socket


def _not_a_socket(*_: Any) -> NoReturn:
    raise OSError(10038, "an operation was attempted on something that is not a socket")


def speak_1252() -> None:
    """The streams as a pipe has them on a Windows of Western Europe."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="cp1252")  # type: ignore[union-attr]


if __name__ == "__main__":
    take_away()
    from learn.terminal import lines

    lines.SELECTS = False
    speak_1252()
    from learn.cli import entry

    sys.argv[0] = "learn"
    entry()
