"""`python -m sphinx_cv import`: recognizes a file, finds what is in it, writes it beside what is there, and reports.

Pages are new files in sections/, and entries are appended to the first BibTeX file of the site. All of it is written,
or nothing.
"""

from __future__ import annotations

import ast
import contextlib
from typing import TYPE_CHECKING, TextIO

from sphinx_cv.bibtex import library
from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.imports import json_resume, rendercv, websites
from sphinx_cv.imports.bib_source import pieces
from sphinx_cv.imports.bibliography import Bibliography
from sphinx_cv.imports.files import encoded, write
from sphinx_cv.imports.plan import Plan
from sphinx_cv.imports.record import Found
from sphinx_cv.imports.report import report
from sphinx_cv.imports.tree import BIBTEX_LIMIT, LIMIT, from_json, from_yaml, front_matter, read

if TYPE_CHECKING:
    from pathlib import Path

_FORMATS = "a JSON Resume, a RenderCV file, a BibTeX file, or a page or the folder of academicpages or HugoBlox"


def run(source: Path, into: Path, out: TextIO, err: TextIO) -> int:
    """Import a file into the folder of a CV, and print the report; return 2, with a message, if it cannot be read."""
    if not (into / "conf.py").is_file():
        err.write(f"there is no conf.py in {into}: give the folder of your CV with --into\n")
        return 2
    paths, encoding = bibtex_files(into)
    try:
        plan = Plan(*find(source), paths[0])
        plan.make_pages(into)
        plan.make_entries(Bibliography.read(paths, library.of_files, encoding))
        new = {path: page.encode() for path, page in plan.pages.items()}
        write(new, {plan.bib: encoded(plan.bib, plan.text, encoding)} if plan.text else {})
    except UnreadableError as error:
        err.write(f"{error.path}{f':{error.line}' if error.line else ''}: {error.message}\n")
        return 2
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        err.write(f"{plan.bib.name} is {encoding}, which has no {char}: save it as UTF-8, and import again\n")
        return 2
    except OSError as error:
        err.write(f"{error.filename or into} cannot be read or written ({error.strerror}): correct its permissions\n")
        return 2
    out.write(report(source, into, plan))
    return 0


def find(path: Path) -> tuple[Found, list[Path]]:
    """Return what a file or folder has, and the BibTeX files to read; raises UnreadableError."""
    if path.is_dir():
        return websites.find(path)
    text = read(path, BIBTEX_LIMIT if path.suffix == ".bib" else LIMIT)
    if path.suffix == ".bib":
        return _entries(path, text)
    if text.lstrip().startswith(("{", "[")):
        tree = from_json(text, path)
        if tree.get("cv"):  # YAML includes JSON
            return rendercv.find(tree), []
        if not isinstance(tree.value, dict) or not json_resume.SECTIONS & tree.value.keys():
            raise UnreadableError(path, 0, f"has none of the sections of a JSON Resume: name {_FORMATS}")
        return json_resume.find(tree), []
    if websites.is_person(path) or front_matter(text, path)[0].value:
        return websites.find(path)
    if any(piece.type for piece in pieces(text)):
        return _entries(path, text)
    tree = from_yaml(text, path)
    if not tree.get("cv"):
        raise UnreadableError(path, 0, f"is of no known format: name {_FORMATS}")
    return rendercv.find(tree), []


def _entries(path: Path, text: str) -> tuple[Found, list[Path]]:
    if not any(piece.type not in {"", "comment", "preamble", "string"} for piece in pieces(text)):
        raise UnreadableError(path, 0, f"has no entry (@article{{key, ...): name {_FORMATS}")
    return Found(), [path]


def bibtex_files(folder: Path) -> tuple[list[Path], str]:
    """Return the BibTeX files that conf.py names as texts, else pubs.bib, and their encoding; conf.py is not run."""
    settings: dict[str, object] = {"bibtex_bibfiles": ["pubs.bib"], "bibtex_encoding": "utf-8"}
    try:
        tree = ast.parse((folder / "conf.py").read_text("utf-8", errors="replace"))
    except (SyntaxError, ValueError):
        tree = ast.Module([], [])
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in settings:
            with contextlib.suppress(ValueError):  # no literal: an expression
                settings[node.targets[0].id] = ast.literal_eval(node.value)
    names, encoding = settings["bibtex_bibfiles"], settings["bibtex_encoding"]
    files = [folder / name for name in names if isinstance(name, str) and name] if isinstance(names, list) else []
    known = isinstance(encoding, str) and encoding != "utf-8-sig"  # whose mark is at the start of a file alone
    return files or [folder / "pubs.bib"], str(encoding) if known else "utf-8"
