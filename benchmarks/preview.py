"""Benchmark of the live preview: the time from saving a file to the message that reloads the page in the browser.

    python benchmarks/preview.py [--rounds 9]

Two copies of this site are served, one as `make preview` does it, one by sphinx-autobuild alone, and changed by turns.
When the message comes, the page has the change.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.client import ClientConnection

ROOT = Path(__file__).resolve().parent.parent
#: The limit of each wait, in seconds.
PATIENCE = 60


class Change(NamedTuple):
    """A change of a file: a word is written behind the first match of a pattern."""

    name: str
    pattern: str
    #: The page that shows the word.
    page: str
    #: The longest time in seconds, as a median.
    target: float | None


CHANGES = {
    "a paper's title": Change("pubs.bib", r"\n  title\s*= \{", "sections/publications.html", 1.2),
    "a line of a page": Change("sections/service.md", r"\n: ", "sections/service.html", 0.9),
    "a page's title": Change("sections/service.md", r"(?m)^# ", "sections/service.html", None),
}

#: The module and its arguments that serve a site.
COMMANDS = {
    "ours": ["sphinx_cv", "preview"],
    "theirs": ["sphinx_autobuild", ".", "_build/html", "-d", "_build/doctrees", "--ignore", "_build"],
}


def copy_site(folder: Path) -> None:
    """Copy the files of the repository to a folder."""
    command = ["git", "ls-files", "-coz", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)


@contextlib.contextmanager
def served(folder: Path, arguments: list[str]) -> Iterator[str]:
    """Serve a site; gives the host with the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", *arguments, "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        yield f"127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(PATIENCE)


def page(host: str, name: str) -> str:
    """Return a page that is served."""
    with urllib.request.urlopen(f"http://{host}/{name}", timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def wait_until_served(host: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            page(host, "index.html")
            return
        time.sleep(0.1)
    raise TimeoutError(host)


def seconds_to_reload(change: Change, word: str, folder: Path, host: str, browser: ClientConnection) -> float:
    """Write a word into a file; return the time until the browser is told to reload the page, which has the word."""
    path = folder / change.name
    text = re.sub(change.pattern, lambda match: f"{match[0]}{word} ", path.read_text("utf-8"), count=1)
    start = time.perf_counter()
    path.write_text(text, "utf-8")
    browser.recv(PATIENCE)
    taken = time.perf_counter() - start
    if word not in page(host, change.page):
        raise SystemExit(f"{change.name}: {word} is not on {change.page}")
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    times: dict[tuple[str, str], list[float]] = {(what, how): [] for what in CHANGES for how in COMMANDS}
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        sites = {}
        for how, command in COMMANDS.items():
            copy_site(folder := Path(name).resolve() / how)
            host = stack.enter_context(served(folder, command))
            wait_until_served(host)
            sites[how] = (folder, host, stack.enter_context(connect(f"ws://{host}/websocket-reload")))
        for number in range(rounds):
            for (what, how), taken in times.items():
                time.sleep(1)
                taken.append(seconds_to_reload(CHANGES[what], f"Word{number}x", *sites[how]))
    for what, change in CHANGES.items():
        ours, theirs = (statistics.median(times[what, how]) for how in COMMANDS)
        limit = f" (at most {change.target})" if change.target else ""
        print(f"{what}: {ours:.2f} s{limit}; sphinx-autobuild alone {theirs:.2f} s; ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
