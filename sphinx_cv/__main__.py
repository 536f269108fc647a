"""The commands beside building the website: `python -m sphinx_cv pdf`, `check`, `preview`, `new` and `import`."""

from __future__ import annotations

import argparse
import errno
import os
import shlex
import signal
import sys
import traceback
from contextlib import suppress
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import NoReturn

#: The exit status of a program whose reader is gone, as shells have it (128 and SIGPIPE).
_PIPE_CLOSED = 141


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sphinx_cv", description="A CV, beside its website.")
    commands = parser.add_subparsers(dest="command", required=True)
    pdf = commands.add_parser("pdf", help="make the PDFs that cv_pdfs names in conf.py")
    pdf.add_argument("source", nargs="?", default=".", type=Path, help="the folder of conf.py")
    pdf.add_argument("--out", default=Path("_build/latex"), type=Path, help="where they are put")
    pdf.set_defaults(run=make_pdfs)
    check = commands.add_parser(
        "check", help="say what a careful editor would: of names, titles, venues, honors and dates"
    )
    check.add_argument("source", nargs="?", default=".", type=Path, help="the folder of conf.py")
    check.add_argument("--format", default="text", choices=("github", "json", "text"), help="how findings are written")
    check.add_argument(
        "--cache", default=Path("_build/check/pages"), type=Path, help="where pages that were read are kept"
    )
    check.set_defaults(run=check_content)
    preview = commands.add_parser("preview", help="serve the website; build and reload it after every change")
    preview.add_argument("source", nargs="?", default=".", type=Path, help="the folder of conf.py")
    preview.add_argument("--port", default=8000, type=int, help="the port of the server; 0 is any that is free")
    preview.add_argument("--out", default=Path("_build/preview"), type=Path, help="where the website is built")
    preview.set_defaults(run=preview_site)
    new = commands.add_parser("new", help="write a new CV, which builds at once")
    new.add_argument("folder", type=Path, help="where it is written")
    new.add_argument("--name", required=True, help="the owner's name as it is printed, such as 'Ada Lovelace'")
    new.set_defaults(run=new_site)
    imports = commands.add_parser(
        "import", help="read a CV of another system, or a BibTeX file, and write it beside what is there"
    )
    imports.add_argument(
        "file", type=Path, help="resume.json, cv.yaml (RenderCV), papers.bib, or a page or folder of a website"
    )
    imports.add_argument("--into", default=".", type=Path, metavar="DIR", help="the folder of conf.py")
    imports.set_defaults(run=import_cv)
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # messages have names in all scripts, whatever the terminal shows
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from sphinx_cv.site.settings import is_epoch  # noqa: PLC0415  (not needed for --help)

    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")) and not is_epoch(epoch):  # Sphinx would fail on it
        sys.stderr.write(
            "SOURCE_DATE_EPOCH is not a time: write the seconds since 1970 as a whole number, or unset it\n"
        )
        return 2
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130  # as shells have it
    except Exception:  # noqa: BLE001  (Python would exit with 1, the status of findings)
        with suppress(OSError):
            traceback.print_exc()
        return 2


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


def make_pdfs(options: argparse.Namespace) -> int:
    """Make the PDFs; returns the exit status, 2 when one cannot be made."""
    from sphinx_cv.pdf.build import build  # noqa: PLC0415  (each command loads what it needs)
    from sphinx_cv.pdf.programs import PDFError  # noqa: PLC0415

    try:
        made = build(_absolute(options.source), _absolute(options.out))
    except PDFError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        name = error.filename or options.out
        sys.stderr.write(
            f"{name} cannot be read or written ({error.strerror}): correct its permissions, or name --out\n"
        )
        return 2
    return put("".join(f"{path.name} is in {options.out}\n" for path in made))


def check_content(options: argparse.Namespace) -> int:
    """Say what there is to say; returns the exit status, 1 when there is something, 2 when the site cannot be read."""
    from sphinx_cv.lint.command import check  # noqa: PLC0415

    out = StringIO()
    status = check(_absolute(options.source), options.format, _absolute(options.cache), out, sys.stderr)
    return put(out.getvalue()) or status


def _absolute(path: Path) -> Path:
    """Return a path without links; a loop of links stays as it is."""
    return Path(os.path.realpath(path))


def preview_site(options: argparse.Namespace) -> int:
    """Serve the website until it is interrupted; returns the exit status, 2 without what it needs."""
    try:
        from sphinx_cv.preview import serve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name != "sphinx_autobuild":
            raise
        sys.stderr.write("The preview needs sphinx-autobuild: pip install sphinx-autobuild\n")
        return 2
    serve(options.source.resolve(), options.out.resolve(), options.port)
    return 0


def new_site(options: argparse.Namespace) -> int:
    """Write a new CV; returns the exit status, 2 if it cannot be written."""
    from sphinx_cv.scaffold import NewError, new  # noqa: PLC0415

    try:
        new(options.folder, options.name)
    except NewError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"{error.filename or options.folder} cannot be written ({error.strerror})\n")
        return 2
    sys.stdout.write(f"Your CV is in {options.folder}: cd {shlex.quote(str(options.folder))} && make preview\n")
    return 0


def _end(number: int, _frame: object) -> NoReturn:
    """End the process by an exception, so that it removes its files and stops its programs."""
    raise SystemExit(128 + number)  # as shells have it


def import_cv(options: argparse.Namespace) -> int:
    """Import a file; returns the exit status, 2 when it cannot be read."""
    from sphinx_cv.imports.command import run  # noqa: PLC0415

    out = StringIO()
    status = run(options.file, options.into, out, sys.stderr)
    return put(out.getvalue()) or status


if __name__ == "__main__":
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) is signal.SIG_DFL:  # nohup ignores SIGHUP
            signal.signal(ending, _end)
    sys.exit(main())
