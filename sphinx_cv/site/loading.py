"""A site that a command reads, with the errors of a build."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sphinx_cv.site.warnings import shown_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def load(source: Path, cache: Path, err: TextIO, *, pages: bool = True) -> Sphinx | None:
    """Load the settings, the BibTeX files and, if `pages`, the pages of a site.

    If they cannot be read, print the errors of the build and return None.
    """
    from sphinx.application import Sphinx  # noqa: PLC0415  (not needed by the other commands)
    from sphinx.errors import SphinxError  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    warnings = StringIO()
    app = None
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        err.write(f"{cache} cannot be written ({error.strerror}): name another folder with --cache\n")
        return None
    try:
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(source, source, cache / "none", cache, "dummy", status=None, warning=warnings)
            if pages:
                app.build()
    except SystemExit:
        from sphinx.util.console import strip_colors  # noqa: PLC0415

        lines = strip_colors(warnings.getvalue()).splitlines(keepends=True)
        err.writelines(line.replace(f"{source}{os.sep}", "") for line in lines)
        return None
    except SphinxError as error:
        err.write(f"{error}\n")
        return None
    except OSError as error:
        name = shown_path(Path(str(error.filename or source)), source)
        err.write(f"{name} cannot be read or written ({error.strerror}): correct its permissions\n")
        return None
    return app
