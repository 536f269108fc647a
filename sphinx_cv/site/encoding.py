"""Pages that cannot be read end the build with one message each, as BibTeX files do.

Merge conflicts and control characters are named.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.bibtex.text_files import CONFLICT, CONTROL, CONTROLS, read_text
from sphinx_cv.site.warnings import WarningType, warn, warn_unreadable

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: The characters that are replaced: a form feed may separate the parts of a page, other line separators may not.
_CONTROLS = re.compile("[" + CONTROLS.replace("\x0c", "") + "\x85\u2028\u2029]")


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


def replace_controls(app: Sphinx, docname: str, content: list[str]) -> None:
    """Replace the control characters of a page by spaces, and warn about each on a line."""
    if not _CONTROLS.search(content[0]):
        return
    for number, line in enumerate(content[0].split("\n"), start=1):
        for char in dict.fromkeys(_CONTROLS.findall(line)):
            warn(WarningType.CHARACTER, CONTROL.format(ord(char)), location=(docname, number))
    content[0] = _CONTROLS.sub(" ", content[0])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("env-before-read-docs", check_pages)
    app.connect("source-read", replace_controls, priority=400)  # before other handlers change the lines
    return {"parallel_read_safe": True, "parallel_write_safe": True}
