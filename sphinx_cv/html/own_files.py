"""The owner's files that entries link to, such as `pdf = {papers/x.pdf}`: copied into a folder of their own.

The folder is apart from all other files of the website, so that no file of the owner can replace one of these.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.model.links import OWN_FILES
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.urls import WEBSITE_BUILDERS

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Copy the files that have changed, and remove those to which no entry links any more."""
    if exception or app.builder.name not in WEBSITE_BUILDERS:
        return
    domain, folder = CVDomain.of(app.env), Path(app.outdir, OWN_FILES)
    links = (link for publication in domain.library.publications for link in publication.links if link.file)
    is_used = domain.data["pages"] or domain.publication_pages
    names = {link.file for link in links} if is_used else set()
    if folder.is_symlink():
        folder.unlink()
    _remove_others(folder, names)
    for name in sorted(names):
        original, copy = Path(app.srcdir, name), folder / name
        if not copy.is_file() or not filecmp.cmp(original, copy, shallow=False):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(original, copy)


def _remove_others(folder: Path, names: Collection[str]) -> None:
    """Remove all but the files with these names from a folder, and folders that are empty."""
    for parent, folders, files in os.walk(folder, topdown=False):
        for path in (Path(parent, name) for name in (*files, *folders)):
            if path.is_symlink() or (path.is_file() and path.relative_to(folder).as_posix() not in names):
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.library")
    app.connect("build-finished", copy_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
