"""The BibTeX files of a site, for commands that need no page."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO, cast

from sphinx_cv.bibtex import library
from sphinx_cv.model.identity import Identities
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.loading import load

if TYPE_CHECKING:
    from sphinx_cv.bibtex.records import Library, UnreadableError

#: The names of UTF-8, of which the second adds a byte order mark.
_UTF_8 = frozenset({"utf-8", "utf-8-sig"})


@dataclass(frozen=True, kw_only=True)
class Site:
    """The BibTeX files of a site with their content, and the settings that concern them."""

    paths: tuple[Path, ...]
    encoding: str = "utf-8"
    library: Library
    people: Identities = field(default_factory=Identities)
    #: Types of findings, or `type:key`, that conf.py suppresses.
    ignored: tuple[str, ...] = ()
    #: The folder that paths in messages begin with.
    folder: Path

    def shown(self, path: Path) -> Path:
        """Return a path for a message."""
        return path.relative_to(self.folder) if path.is_relative_to(self.folder) else path


def read(source: Path, bib: Path | None, err: TextIO) -> Site | None:
    """Read the file `bib`, else those that conf.py names; if that cannot be done, print the errors and return None."""
    return _of_file(bib, err) if bib else _of_conf(source.resolve(), err)


def _of_file(path: Path, err: TextIO) -> Site | None:
    try:
        return Site(paths=(path,), library=library.read([path], ()), folder=Path.cwd())
    except ExceptionGroup as group:
        error = cast("UnreadableError", group.exceptions[0])
        err.write(f"{path}:{error.line}: it {error}\n" if error.line else f"{path} {error}\n")
        return None


def _of_conf(source: Path, err: TextIO) -> Site | None:
    if not (source / "conf.py").is_file():
        err.write(f"there is no conf.py in {source}: name its folder with --source, or a BibTeX file\n")
        return None
    with TemporaryDirectory(prefix="sphinx-cv-") as folder:
        app = load(source, Path(folder, "cache"), err, pages=False)
        if not app:
            return None
        domain, config = CVDomain.of(app.env), app.config
        if not domain.data["files"]:
            err.write('conf.py names no BibTeX file: write bibtex_bibfiles = ["pubs.bib"]\n')
            return None
        return Site(
            paths=tuple(map(Path, domain.data["files"])),
            encoding="utf-8" if codecs.lookup(config.bibtex_encoding).name in _UTF_8 else config.bibtex_encoding,
            library=domain.library,
            people=domain.identities,
            ignored=tuple(config.cv_check_ignore),
            folder=source,
        )
