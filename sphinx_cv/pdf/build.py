"""The build of the PDFs: Sphinx writes the LaTeX, XeTeX typesets it, and each problem is one message with its location.

A PDF is made only if the log of XeTeX has no problems. XeTeX itself ignores missing glyphs and undefined references.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sys
from calendar import timegm
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_cv.pdf.locations import last_location, locate_blocks, location_of_char, location_of_line, location_of_node
from sphinx_cv.pdf.programs import PACKAGES, PDFError, TimeLimitError, read, run, run_together, status
from sphinx_cv.pdf.words import blocks_of, first_missing, letters
from sphinx_cv.site.settings import content_date, pdfs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.pdf.words import Block

#: The maximum number of runs of XeTeX for page numbers and links to become stable.
RUNS = 5
#: Messages in the log of XeTeX.
_ERROR = re.compile(r"^(?:\./)?(?P<file>[^\s:][^:\n]*):(?P<line>\d+): (?P<text>.+)$|^! (?P<fatal>.+)$", re.MULTILINE)
_MISSING = re.compile(r"^Missing character: There is no (?P<char>.)", re.MULTILINE)
_UNDEFINED = re.compile(
    r"^LaTeX Warning: (?:Hyper r|R)eference `(?P<label>[^']*)' on page (?P<page>\d+) undefined", re.MULTILINE
)
#: The line in the log that shows the command at which XeTeX has stopped.
_COMMAND_LINE = re.compile(r"^l\.\d+ (?P<text>.*)$", re.MULTILINE)

#: The last line of a log, and the number of a page that XeTeX has completed.
_WRITTEN = re.compile(r"^Output written on .* \((?P<pages>\d+) pages?, \d+ bytes\)\.$", re.MULTILINE)
_SHIPPED = re.compile(r"\[(?P<page>\d+)")
#: What is higher or wider than its place.
_OVERFULL = re.compile(
    r"^Overfull \\(?P<kind>[vh])box \((?P<size>[\d.]+)pt too (?:high|wide)\).*?(?:at lines? (?P<line>\d+)|$)",
    re.MULTILINE,
)
#: How much higher or wider it may be, in points: less than a line, and the margin of the page.
ALLOWED = {"v": 12.5, "h": 56}


def build(source: Path, out: Path) -> list[Path]:
    """Make the PDFs of the site in `source`, and return their paths; the LaTeX files and the PDFs are written to `out`.

    Raises PDFError. PDFs of an earlier build are removed before the LaTeX files are written, and the new ones get their
    names when all of them are whole.
    """
    pages: dict[str, list[Block]] = {}
    app = write_latex(source, out, pages)
    names = pdfs_of(app.config)
    env = os.environ | {
        "FORCE_SOURCE_DATE": "1",
        "max_print_line": "1000",  # otherwise the lines of the log are broken after 79 characters
        # XeTeX must not read or write files outside the folder, or run programs
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
    }
    env.pop("SOURCE_DATE_EPOCH", None)
    if date := content_date(app.config, Path(app.srcdir)):
        env["SOURCE_DATE_EPOCH"] = str(timegm(date.timetuple()))  # so that the same input gives the same bytes
    try:
        run_together([partial(make, app, name, out, env, pages.get(root, [])) for root, name in names.items()])
        for name in names.values():
            (out / f"{name}.part").replace(out / f"{name}.pdf")
    except OSError as error:
        raise _without_space(error, out) from error
    finally:
        for name in names.values():
            (out / f"{name}.part").unlink(missing_ok=True)
    return [out / f"{name}.pdf" for name in names.values()]


def make(app: Sphinx, name: str, folder: Path, env: dict[str, str], blocks: list[Block]) -> None:
    """Make one PDF, with the suffix .part, of its LaTeX file; raises PDFError."""
    log = typeset(app, name, folder, env)
    if problem := next(_problems(app, name, folder, log), None):
        raise PDFError(problem)
    try:
        done = run(["xdvipdfmx", "-q", "-E", "-o", f"{name}.part", f"{name}.xdv"], folder, env)
    except TimeLimitError as error:
        msg = f"{name}: {error}: make large images smaller"
        raise PDFError(msg) from error
    messages = done.stderr.decode(errors="replace")
    if done.returncode:
        reason = (messages.splitlines() or [""])[-1]
        msg = (
            f"{name}: xdvipdfmx ended with {status(done.returncode)}: {reason or f'free space on the disk of {folder}'}"
        )
        raise PDFError(msg)
    sys.stderr.write(messages)
    written = _WRITTEN.search(log)
    reader = read(folder / f"{name}.part", int(written["pages"]) if written else 0)
    printed = letters("".join(page.extract_text() for page in reader.pages))
    if missing := first_missing(blocks, printed):
        block, word = missing
        msg = f'{location_of_node(app, block.node)}: "{word}" is not in {name}.pdf: split the text, or shorten it'
        raise PDFError(msg)


def write_latex(source: Path, out: Path, pages: dict[str, list[Block]] | None = None) -> Sphinx:
    """Write the LaTeX files, with warnings as errors, as `make html` does; raises PDFError.

    Add the blocks of each document to `pages`, by its root page.
    """
    if not color_terminal():
        nocolor()
    with patch_docutils(source), docutils_namespace():
        try:
            app = Sphinx(
                source,
                source,
                out,
                out / "doctrees",
                "latex",
                status=None,
                warning=sys.stderr,
                warningiserror=True,
                confoverrides={"nitpicky": True},
                tags=["pdf"],  # for {only} pdf
            )
            for name in pdfs_of(app.config).values():
                for suffix in (".pdf", ".xdv", ".aux", ".out"):
                    (out / f"{name}{suffix}").unlink(missing_ok=True)
            _check_programs()
            # after the extensions of the site, which may change the pages
            found = {} if pages is None else pages
            app.connect("doctree-resolved", lambda _, tree, root: found.update({root: blocks_of(tree)}), priority=900)
            app.connect("doctree-resolved", lambda app, tree, _: locate_blocks(app, tree), priority=950)
            app.build()
        except SphinxError as error:
            raise PDFError(str(error)) from error
        except OSError as error:
            raise _without_space(error, out) from error
    if app.statuscode:
        msg = "no PDF is made of a site with warnings: fix them first"
        raise PDFError(msg)
    return app


def _without_space(error: OSError, out: Path) -> Exception:
    """Return the error to raise for a file that cannot be written: a PDFError if the disk is full."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return PDFError(f"{out} cannot be written ({error.strerror}): free space on its disk, or name --out")
    return error


def _check_programs() -> None:
    for program in ("xelatex", "xdvipdfmx"):
        if not shutil.which(program):
            msg = f"{program} is not installed: on Debian or Ubuntu, sudo apt-get install {PACKAGES}"
            raise PDFError(msg)
    if not find_spec("pypdf"):
        msg = "pypdf is not installed, by which the PDFs are checked: pip install pypdf"
        raise PDFError(msg)


def typeset(app: Sphinx, name: str, folder: Path, env: dict[str, str]) -> str:
    """Run XeTeX on a document until its references are stable, and return the log of the last run; raises PDFError."""
    command = [
        "xelatex",
        "-no-pdf",
        "-no-shell-escape",
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-file-line-error",
    ]
    path = folder / f"{name}.log"
    path.unlink(missing_ok=True)
    digests = None
    for _ in range(RUNS):
        try:
            done = run([*command, f"{name}.tex"], folder, env)
        except TimeLimitError as error:
            fix = f"shorten the longest headings and words (more in {path})"
            msg = f"{last_location(app, name, folder)}: {error}, here or later: {fix}"
            raise PDFError(msg) from error
        log = path.read_text("utf-8", errors="replace") if path.is_file() else ""
        if done.returncode and _ERROR.search(log):
            break
        if done.returncode or not _WRITTEN.search(log):
            fix = f"free space on the disk, or shorten the longest words (more in {path})"
            ended = f"xelatex ended with {status(done.returncode)}"
            msg = f"{last_location(app, name, folder)}: {ended}, here or later: {fix}"
            raise PDFError(msg)
        previous, digests = digests, [_digest(folder / f"{name}{suffix}") for suffix in (".aux", ".out")]
        if digests == previous:
            break
    return log


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _problems(app: Sphinx, name: str, folder: Path, log: str) -> Iterator[str]:
    """Yield a message for the error that stopped XeTeX, for missing glyphs, and for each undefined reference."""
    if error := _ERROR.search(log):
        location = ""
        if error["line"] and error["file"] == f"{name}.tex":
            location = location_of_line(app, (folder / f"{name}.tex").read_text("utf-8"), int(error["line"]))
        command = _COMMAND_LINE.search(log, error.end())
        detail = f", at: {command['text'].strip()[-60:]}" if command and command["text"].strip() else ""
        text = error["text"] or error["fatal"]
        if re.search(r"(?:sty|cls|def)' not found|cannot be found", text):
            detail = f": install the missing packages, on Debian or Ubuntu with sudo apt-get install {PACKAGES}"
        yield f"{location or name}: LaTeX stopped: {text}{detail} (more in {folder / name}.log)"
    if missing := sorted({found["char"] for found in _MISSING.finditer(log)}):
        named = [f"{char} (U+{ord(char):04X}) {location_of_char(app, char) or f'in {name}'}" for char in missing]
        fix = 'set cv_font_fallback in conf.py to an installed typeface that does, such as "Noto Serif CJK SC"'
        yield f"no typeface has {', '.join(named)}: {fix}"
    for undefined in _UNDEFINED.finditer(log):
        yield f"{name}: a reference on page {undefined['page']} links to {undefined['label']}, which is not in this PDF"
    for overfull in _OVERFULL.finditer(log):
        if float(overfull["size"]) > ALLOWED[overfull["kind"]]:
            yield _cut_off(app, name, folder, log, overfull)


def _cut_off(app: Sphinx, name: str, folder: Path, log: str, overfull: re.Match[str]) -> str:
    """Return the message for what does not fit on a page."""
    page = _SHIPPED.search(log, overfull.end())
    if overfull["line"]:
        location = location_of_line(app, (folder / f"{name}.tex").read_text("utf-8"), int(overfull["line"]))
    else:
        location = last_location(app, name, folder, int(page["page"]) if page else None)
    where = f"page {page['page']} of {name}.pdf" if page else f"a page of {name}.pdf"
    size = f"{float(overfull['size']):.0f} points"
    if overfull["kind"] == "v":
        return f"{location or name}: {size} of its text do not fit on {where}: split it, or shorten it"
    return f"{location or name}: it is {size} too wide for {where}: break it into lines, or shorten it"
