"""The PDFs: Sphinx writes the LaTeX, XeTeX sets it, and whatever goes wrong is one message with its place.

A PDF is made only when its log is clean: TeX itself passes over a glyph that no typeface has, and over a reference that
leads nowhere.
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

#: What Debian and Ubuntu call what is needed.
PACKAGES = "texlive-xetex texlive-latex-extra texlive-fonts-recommended fonts-texgyre"
#: Runs after which page numbers and links must have settled.
RUNS = 5
_ERROR = re.compile(r"^(?:\./)?(?P<file>[^\s:][^:\n]*):(?P<line>\d+): (?P<text>.+)$|^! (?P<fatal>.+)$", re.MULTILINE)
_MISSING = re.compile(r"^Missing character: There is no (?P<char>.)", re.MULTILINE)
_UNDEFINED = re.compile(
    r"^LaTeX Warning: (?:Hyper r|R)eference `(?P<label>[^']*)' on page (?P<page>\d+) undefined", re.MULTILINE
)
_LABEL = re.compile(r"\\label\{\\detokenize\{(?P<docname>[^}]*):(?P<anchor>[^}:]*)\}\}")
_COMMAND_LINE = re.compile(r"^l\.\d+ (?P<text>.*)$", re.MULTILINE)


class PDFError(Exception):
    """What is wrong, where, and what to do about it."""


def build(source: Path, out: Path) -> list[Path]:
    """Make the PDFs of the site in `source`; LaTeX and PDFs are written to `out`.

    Raises PDFError, of which no PDF is left that could be taken for the new one.
    """
    for program in ("xelatex", "xdvipdfmx"):
        if not shutil.which(program):
            msg = f"{program} is not installed: on Debian or Ubuntu, sudo apt-get install {PACKAGES}"
            raise PDFError(msg)
    app = write_latex(source, out)
    names = list(pdfs_of(app.config).values())
    env = os.environ | {
        "FORCE_SOURCE_DATE": "1",
        "max_print_line": "1000",  # or the log breaks its lines at 79 characters
        "openin_any": "p", "openout_any": "p", "shell_escape": "f",  # what is typeset reads and writes here alone
    }  # fmt: skip
    env.pop("SOURCE_DATE_EPOCH", None)
    if date := content_date(app.config, Path(app.srcdir)):
        env["SOURCE_DATE_EPOCH"] = str(timegm(date.timetuple()))  # so that the same input gives the same bytes
    with ThreadPoolExecutor() as pool:
        logs = dict(zip(names, pool.map(lambda name: typeset(name, out, env), names), strict=True))
    for name, log in logs.items():
        if fault := next(_faults(app, name, out, log), None):
            raise PDFError(fault)
    for name in names:
        subprocess.run(["xdvipdfmx", "-q", "-E", "-o", f"{name}.pdf", f"{name}.xdv"], cwd=out, env=env, check=True)
    return [out / f"{name}.pdf" for name in names]


def write_latex(source: Path, out: Path) -> Sphinx:
    """Write the LaTeX; a warning is an error, as it is for the website."""
    with patch_docutils(source), docutils_namespace():
        try:
            app = Sphinx(source, source, out, out / "doctrees", "latex", status=None, warning=sys.stderr,
                         warningiserror=True, confoverrides={"nitpicky": True})  # fmt: skip
            for name in pdfs_of(app.config).values():
                for suffix in (".pdf", ".xdv", ".aux", ".out"):
                    (out / f"{name}{suffix}").unlink(missing_ok=True)
            app.build()
        except SphinxError as error:
            raise PDFError(str(error)) from error
    if app.statuscode:
        msg = "no PDF is made of a site with warnings"
        raise PDFError(msg)
    return app


def typeset(name: str, folder: Path, env: dict[str, str]) -> str:
    """Run XeTeX on a document until its references have settled; returns the last run's log."""
    command = [
        "xelatex",
        "-no-pdf",
        "-no-shell-escape",
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-file-line-error",
    ]
    notes = None
    for _ in range(RUNS):
        done = subprocess.run([*command, f"{name}.tex"], cwd=folder, env=env, check=False, capture_output=True)
        before, notes = notes, [_digest(folder / f"{name}{suffix}") for suffix in (".aux", ".out")]
        if done.returncode or notes == before:
            break
    return (folder / f"{name}.log").read_text("utf-8", errors="replace")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _faults(app: Sphinx, name: str, folder: Path, log: str) -> Iterator[str]:
    """What a log says is wrong: the error at which TeX stopped, or glyphs and references that it passed over."""
    if error := _ERROR.search(log):
        place = ""
        if error["line"] and error["file"] == f"{name}.tex":
            place = _place_of_line(app, (folder / f"{name}.tex").read_text("utf-8"), int(error["line"]))
        near = _COMMAND_LINE.search(log, error.end())
        shown = f", at: {near['text'].strip()[-60:]}" if near and near["text"].strip() else ""
        text = error["text"] or error["fatal"]
        if re.search(r"(?:sty|cls|def)' not found|cannot be found", text):
            shown = f": install what is missing, on Debian or Ubuntu by sudo apt-get install {PACKAGES}"
        yield f"{place or name}: LaTeX stopped: {text}{shown} (more in {folder / name}.log)"
    if missing := sorted({found["char"] for found in _MISSING.finditer(log)}):
        named = [f"{char} (U+{ord(char):04X}) {_place_of_char(app, char) or f'in {name}'}" for char in missing]
        mend = 'set cv_font_fallback in conf.py to an installed one that does, such as "Noto Serif CJK SC"'
        yield f"no typeface has {', '.join(named)}: {mend}"
    for undefined in _UNDEFINED.finditer(log):
        yield f"{name}: a reference on page {undefined['page']} leads to {undefined['label']}, which is not in this PDF"


def _place_of_line(app: Sphinx, text: str, line: int) -> str:
    """The entry or page that a line of the LaTeX comes from, by the last anchor before it."""
    lines = text.splitlines(keepends=True)[:line]
    found = list(_LABEL.finditer("".join(lines)))
    for label in reversed(found):
        publication = CVDomain.of(app.env).publication(label["anchor"])
        if publication is not None:
            return _place_of_entry(app, publication)
        if label["docname"] in app.env.found_docs:
            return _shown(app, Path(app.env.doc2path(label["docname"])))
    return ""


def _place_of_char(app: Sphinx, char: str) -> str:
    """Where a character comes from: an entry, a line of a page, or conf.py."""
    for publication in CVDomain.of(app.env).library.publications:
        if char in "".join(node.astext() for node in compose(publication)):
            return f"in {publication.key}, {_place_of_entry(app, publication)}"
    pages = [Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)]
    for path in (*pages, Path(app.confdir, "conf.py")):
        for number, line in enumerate(_lines(path), start=1):
            if char in line:
                return f"in {_shown(app, path)}:{number}"
    return ""


def _lines(path: Path) -> Iterable[str]:
    return path.read_text("utf-8", errors="replace").splitlines()


def _place_of_entry(app: Sphinx, publication: Publication) -> str:
    return f"{_shown(app, publication.path)}:{publication.line}"


def _shown(app: Sphinx, path: Path) -> str:
    return os.path.relpath(path, app.confdir)
