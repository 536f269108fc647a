"""The programs of TeX, each with a limit of time, and the check that a PDF is whole."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pypdf import PdfReader

#: The required packages of Debian and Ubuntu.
PACKAGES = "texlive-xetex texlive-latex-extra texlive-fonts-recommended fonts-texgyre"
#: The limit of time of a run, in seconds: XeTeX takes one second for a CV, and two for 10,000 authors of a paper.
LIMIT = 120
#: The programs that run now, in any thread.
_running: set[subprocess.Popen[bytes]] = set()


class PDFError(Exception):
    """A problem that prevents a PDF; the message has the location and the fix."""


class TimeLimitError(Exception):
    """A program was stopped at the limit of time; the message names both."""


def run(command: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Run a program of TeX in a folder, and return its status and output; stop it with its children at the limit.

    Raises PDFError if it cannot be started, and TimeLimitError.
    """
    path = shutil.which(command[0]) or command[0]
    try:
        process = subprocess.Popen(
            [path, *command[1:]],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        fix = f"on Debian or Ubuntu, sudo apt-get install --reinstall {PACKAGES}"
        msg = f"{command[0]} cannot be started ({error.strerror}): {fix}"
        raise PDFError(msg) from error
    _running.add(process)
    try:
        output, errors = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired as error:
        msg = f"{command[0]} was stopped after {LIMIT} s"
        raise TimeLimitError(msg) from error
    finally:
        _running.discard(process)
        if process.poll() is None:
            _stop(process)
            process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def run_together(tasks: Iterable[Callable[[], None]]) -> None:
    """Run tasks in threads, and raise the first exception; an interruption of the process stops their programs."""
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(task) for task in tasks]
        try:
            for future in futures:
                future.result()
        except (KeyboardInterrupt, SystemExit):
            while wait(futures, timeout=0.1).not_done:  # a task may start its next program
                for process in list(_running):
                    _stop(process)
            raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a program with its children, if it has not ended."""
    with suppress(ProcessLookupError):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def status(returncode: int) -> str:
    """Return the status of a program in words: `status 1`, or the name of the signal that ended it."""
    if returncode < 0:
        return signal.Signals(-returncode).name
    return f"status {returncode}"


def read(path: Path, pages: int) -> PdfReader:
    """Open a PDF that must have a number of pages; raises PDFError if it is not whole."""
    from pypdf import PdfReader  # noqa: PLC0415  (slow to import)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on fonts have no place, and no fix
    try:
        reader = PdfReader(path, strict=True)
        found = len(reader.pages)
    except Exception as error:  # a file that is cut off breaks pypdf in many ways
        msg = f"{path.stem}: the PDF is not whole ({error}): free space on the disk of {path.parent}"
        raise PDFError(msg) from error
    if found != pages:
        msg = f"{path.stem}: the PDF has {found} of {pages} pages: free space on the disk of {path.parent}"
        raise PDFError(msg)
    return reader
