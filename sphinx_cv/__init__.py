"""An academic CV by Sphinx: Markdown sections and one BibTeX file, read everywhere.

``extensions = ["sphinx_cv.full"]`` makes a whole website of a CV (full.py). ``extensions = ["sphinx_cv"]`` adds only
directives, roles and styles to any Sphinx project, all under names of their own: the domain ``cv`` (``{cv:position}``,
``{cv:pub}``) and the bibliography style ``cv``. It changes nothing else.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

#: The modules with a `setup`, in any order: each sets up what it needs.
FEATURES = (
    *(f"site.{name}" for name in (
        "bibliography", "charts", "cite_role", "coauthors", "domain", "library", "lists", "person", "placeholders",
        "rebuild", "references", "row_lists", "rows", "settings", "style",
    )),
    *(f"html.{name}" for name in ("assets", "charts", "citations", "coauthors", "filter_bar", "own_files", "person")),
    "lint.command",
)  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    for feature in FEATURES:
        app.setup_extension(f"{__name__}.{feature}")
    return {
        "version": __version__,
        # other code may read the same pages otherwise: a change of the package makes Sphinx read them all again
        "env_version": _fingerprint(Path(__file__).parent),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _fingerprint(folder: Path) -> int:
    """Return a number that changes with any file of the package."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return int.from_bytes(digest.digest()[:6])
