"""The owner's files that entries link to, such as `pdf = {papers/x.pdf}`: copied to the same path of the website."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from sphinx_cv.html.output import is_provided
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.urls import WEBSITE_BUILDERS
from sphinx_cv.site.warnings import WarningType, shown_path, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.publication import Publication

#: Before the path of a file in the state of the build.
_PREFIX = "own_file/"


def copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Copy the files that have changed, and remove copies of files to which no entry links any more."""
    if exception or app.builder.name not in WEBSITE_BUILDERS:
        return
    domain, out = CVDomain.of(app.env), Path(app.outdir)
    state, pages = domain.build_state, _paths_of_pages(app)
    linked = _linked_files(domain) if domain.data["pages"] or domain.publication_pages else {}
    state.expect(_PREFIX + name for name in linked)
    before = {each.removeprefix(_PREFIX) for each in state.before if each.startswith(_PREFIX)}
    for name in sorted(before - linked.keys()):
        if _is_safe(name) and name not in pages and not is_provided(app.config, Path(app.confdir), name):
            (out / name).unlink(missing_ok=True)
    for name, publication in linked.items():
        if name in pages:
            location = f"{shown_path(publication.path, app.confdir)}:{publication.line}"
            message = "%s: the file %s has the path of a page of the website, and is not copied: rename it"
            warn(WarningType.PAGE, message, publication.key, name, location=location)
            continue
        state.has_changed(_PREFIX + name)
        _copy_if_changed(Path(app.srcdir) / name, out / name)


def _copy_if_changed(original: Path, copy: Path) -> None:
    """Copy a file with its time, unless the copy has the same size and time, or the same content."""
    if not copy.is_file() or not filecmp.cmp(original, copy):
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, copy)
        times = original.stat()
        os.utime(copy, ns=(times.st_atime_ns, times.st_mtime_ns))


def _linked_files(domain: CVDomain) -> dict[str, Publication]:
    """Return the paths of all files that entries link to, each with the first entry."""
    found: dict[str, Publication] = {}
    for publication in domain.library.publications:
        for link in publication.links:
            if link.file:
                found.setdefault(link.file, publication)
    return found


def _paths_of_pages(app: Sphinx) -> set[str]:
    """Return the paths of the pages, relative to the root of the website."""
    builder, domain = cast("StandaloneHTMLBuilder", app.builder), CVDomain.of(app.env)
    names = {*app.env.found_docs, *domain.publication_pages.values(), "search", "genindex", "404"}
    return {Path(builder.get_outfilename(name)).relative_to(app.outdir).as_posix() for name in names}


def _is_safe(name: str) -> bool:
    """Return whether a path stays inside a folder: the state of the build is a file, in which anything may stand."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.library")
    app.setup_extension("sphinx_cv.site.rebuild")
    app.connect("build-finished", copy_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
