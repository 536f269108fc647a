"""Pages that cannot be read end the build with one message each, as BibTeX files do; merge conflicts are named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.bibtex.text_files import CONFLICT, read_text
from sphinx_cv.site.warnings import WarningType, warn, warn_unreadable

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def check_pages(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Log an error for each page that Sphinx could not read, and raise SystemExit(2)."""
    errors = []
    for docname in sorted(docnames):
        try:
            text = read_text(Path(env.doc2path(docname)), app.config.source_encoding)
            for number, line in enumerate(text.splitlines(), start=1) if "\n>>>>>>> " in text else ():
                if line.startswith("<<<<<<< "):
                    warn(WarningType.PAGE, CONFLICT, location=(docname, number))
        except UnreadableError as error:
            errors.append(error)
    if errors:
        warn_unreadable(errors, Path(app.srcdir))
        raise SystemExit(2)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("env-before-read-docs", check_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
