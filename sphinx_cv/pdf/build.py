"""The build of the PDFs: Sphinx writes the LaTeX, XeTeX typesets it, and each problem is one message with its location.

A PDF is made only if the log of XeTeX has no problems. XeTeX itself ignores missing glyphs and undefined references.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from calendar import timegm
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_cv.render.citation import compose
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import content_date, pdfs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model.publication import Publication

#: The required packages of Debian and Ubuntu.
PACKAGES = "texlive-xetex texlive-latex-extra texlive-fonts-recommended fonts-texgyre"
#: The maximum number of runs of XeTeX for page numbers and links to become stable.
RUNS = 5
#: Messages in the log of XeTeX.
_ERROR = re.compile(r"^(?:\./)?(?P<file>[^\s:][^:\n]*):(?P<line>\d+): (?P<text>.+)$|^! (?P<fatal>.+)$", re.MULTILINE)
_MISSING = re.compile(r"^Missing character: There is no (?P<char>.)", re.MULTILINE)
_UNDEFINED = re.compile(
    r"^LaTeX Warning: (?:Hyper r|R)eference `(?P<label>[^']*)' on page (?P<page>\d+) undefined", re.MULTILINE
)
#: An anchor of a page or publication in the LaTeX file.
_LABEL = re.compile(r"\\label\{\\detokenize\{(?P<docname>[^}]*):(?P<anchor>[^}:]*)\}\}")
#: The line in the log that shows the command at which XeTeX has stopped.
_COMMAND_LINE = re.compile(r"^l\.\d+ (?P<text>.*)$", re.MULTILINE)


class PDFError(Exception):
    """A problem that prevents a PDF; the message has the location and the fix."""


def build(source: Path, out: Path) -> list[Path]:
    """Make the PDFs of the site in `source`, and return their paths; the LaTeX files and the PDFs are written to `out`.

    Raises PDFError. PDFs of an earlier build are removed before the LaTeX files are written.
    """
    for program in ("xelatex", "xdvipdfmx"):
        if not shutil.which(program):
            msg = f"{program} is not installed: on Debian or Ubuntu, sudo apt-get install {PACKAGES}"
            raise PDFError(msg)
    app = write_latex(source, out)
    names = list(pdfs_of(app.config).values())
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
    with ThreadPoolExecutor() as pool:
        logs = dict(zip(names, pool.map(lambda name: typeset(name, out, env), names), strict=True))
    for name, log in logs.items():
        if problem := next(_problems(app, name, out, log), None):
            raise PDFError(problem)
    for name in names:
        command = ["xdvipdfmx", "-q", "-E", "-o", f"{name}.pdf", f"{name}.xdv"]
        if status := subprocess.run(command, cwd=out, env=env, check=False).returncode:
            msg = f"{name}: xdvipdfmx ended with status {status}: look at its messages above"
            raise PDFError(msg)
    return [out / f"{name}.pdf" for name in names]


def write_latex(source: Path, out: Path) -> Sphinx:
    """Write the LaTeX files, with warnings as errors, as `make html` does; raises PDFError."""
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
            )
            for name in pdfs_of(app.config).values():
                for suffix in (".pdf", ".xdv", ".aux", ".out"):
                    (out / f"{name}{suffix}").unlink(missing_ok=True)
            app.build()
        except SphinxError as error:
            raise PDFError(str(error)) from error
    if app.statuscode:
        msg = "no PDF is made of a site with warnings: fix them first: fix them first"
        raise PDFError(msg)
    return app


def typeset(name: str, folder: Path, env: dict[str, str]) -> str:
    """Run XeTeX on a document until its references are stable, and return the log of the last run."""
    command = [
        "xelatex",
        "-no-pdf",
        "-no-shell-escape",
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-file-line-error",
    ]
    digests = None
    for _ in range(RUNS):
        run = subprocess.run([*command, f"{name}.tex"], cwd=folder, env=env, check=False, capture_output=True)
        previous, digests = digests, [_digest(folder / f"{name}{suffix}") for suffix in (".aux", ".out")]
        if run.returncode or digests == previous:
            break
    return (folder / f"{name}.log").read_text("utf-8", errors="replace")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _problems(app: Sphinx, name: str, folder: Path, log: str) -> Iterator[str]:
    """Yield a message for the error that stopped XeTeX, for missing glyphs, and for each undefined reference."""
    if error := _ERROR.search(log):
        location = ""
        if error["line"] and error["file"] == f"{name}.tex":
            location = _location_of_line(app, (folder / f"{name}.tex").read_text("utf-8"), int(error["line"]))
        command = _COMMAND_LINE.search(log, error.end())
        detail = f", at: {command['text'].strip()[-60:]}" if command and command["text"].strip() else ""
        text = error["text"] or error["fatal"]
        if re.search(r"(?:sty|cls|def)' not found|cannot be found", text):
            detail = f": install the missing packages, on Debian or Ubuntu with sudo apt-get install {PACKAGES}"
        yield f"{location or name}: LaTeX stopped: {text}{detail} (more in {folder / name}.log)"
    if missing := sorted({found["char"] for found in _MISSING.finditer(log)}):
        named = [f"{char} (U+{ord(char):04X}) {_location_of_char(app, char) or f'in {name}'}" for char in missing]
        fix = 'set cv_font_fallback in conf.py to an installed typeface that does, such as "Noto Serif CJK SC"'
        yield f"no typeface has {', '.join(named)}: {fix}"
    for undefined in _UNDEFINED.finditer(log):
        yield f"{name}: a reference on page {undefined['page']} links to {undefined['label']}, which is not in this PDF"


def _location_of_line(app: Sphinx, text: str, line: int) -> str:
    """Return the location of the entry or page that a line of the LaTeX file comes from, else ""."""
    before = "".join(text.splitlines(keepends=True)[:line])
    for label in reversed(list(_LABEL.finditer(before))):
        publication = CVDomain.of(app.env).publication(label["anchor"])
        if publication is not None:
            return _location_of_entry(app, publication)
        if label["docname"] in app.env.found_docs:
            return _relative(app, Path(app.env.doc2path(label["docname"])))
    return ""


def _location_of_char(app: Sphinx, char: str) -> str:
    """Return where a character occurs: the first entry, line of a page or line of conf.py that has it, else ""."""
    for publication in CVDomain.of(app.env).library.publications:
        if char in "".join(node.astext() for node in compose(publication)):
            return f"in {publication.key}, {_location_of_entry(app, publication)}"
    pages = [Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)]
    for path in (*pages, Path(app.confdir, "conf.py")):
        for number, line in enumerate(_lines(path), start=1):
            if char in line:
                return f"in {_relative(app, path)}:{number}"
    return ""


def _lines(path: Path) -> Iterable[str]:
    return path.read_text("utf-8", errors="replace").splitlines()


def _location_of_entry(app: Sphinx, publication: Publication) -> str:
    return f"{_relative(app, publication.path)}:{publication.line}"


def _relative(app: Sphinx, path: Path) -> str:
    """Return a path relative to the folder of conf.py."""
    return os.path.relpath(path, app.confdir)
