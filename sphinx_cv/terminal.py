"""What the commands have in common with other programs: their output, their signals and their paths."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

#: The exit status of a program whose reader is gone, as shells have it (128 and SIGPIPE).
_PIPE_CLOSED = 141


def put(text: str) -> int:
    """Print a text; return the exit status, 0 or that of an output that cannot be written."""
    if sys.stdout is None:  # it was closed before the program was started
        reason = os.strerror(errno.EBADF)
    else:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes the rest when it ends
            if isinstance(error, BrokenPipeError):
                return _PIPE_CLOSED
            reason = str(error.strerror)
        else:
            return 0
    with suppress(OSError, AttributeError):
        sys.stderr.write(f"the result cannot be printed ({reason}): correct where the output goes\n")
    return 2


def absolute(path: Path) -> Path:
    """Return a path without links; a loop of links stays as it is."""
    return Path(os.path.realpath(path))


def end_by_exceptions() -> None:
    """Let SIGTERM and SIGHUP end the process by an exception, so that it removes its files and stops its programs."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) is signal.SIG_DFL:  # nohup ignores SIGHUP
            signal.signal(ending, _end)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)  # as shells have it
