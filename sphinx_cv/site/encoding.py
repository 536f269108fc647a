"""Pages that cannot be read end the build with one message each, as BibTeX files do.

Merge conflicts and control characters are named.

The following names of Sphinx are not documented: `project.EXCLUDE_PATHS` and `util.matching.get_matching_files`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import get_matching_files

from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.bibtex.text_files import CONFLICT, CONTROL, CONTROLS, read_text
from sphinx_cv.site.warnings import WarningType, warn, warn_unreadable

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: The characters that are replaced: a form feed may separate the parts of a page, other line separators may not.
_CONTROLS = re.compile("[" + CONTROLS.replace("\x0c", "") + "\x85\u2028\u2029]")
#: The longest name of a page without its suffix, in bytes: Sphinx adds suffixes to it.
_LONGEST_NAME = 240


def check_files(app: Sphinx) -> None:
    """Log an error for each file of a page that Sphinx would leave out or fail on, and raise SystemExit(2)."""
    config, root = app.config, Path(app.srcdir)
    excluded = [*config.exclude_patterns, *config.templates_path, *app.builder.get_asset_paths(), *EXCLUDE_PATHS]
    paths = [
        root / name
        for name in get_matching_files(root, config.include_patterns, excluded)
        if name.endswith(tuple(config.source_suffix))
    ]
    _end_with([UnreadableError(path, 0, problem) for path in sorted(paths) if (problem := _problem(path))], root)


def _problem(path: Path) -> str:
    """Return what prevents a file from being a page, with the fix; empty if nothing does."""
    try:
        path.name.encode()
        path.stat()
    except UnicodeEncodeError:
        return "has a name that is not UTF-8: rename the file"
    except OSError as error:
        return f"cannot be read ({error.strerror}): correct the link, or remove it"
    if not os.access(path, os.R_OK):
        return "cannot be read (Permission denied): correct its permissions"
    return "has too long a name: shorten it" if len(path.stem.encode()) > _LONGEST_NAME else ""


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
    _end_with(errors, Path(app.srcdir))


def _end_with(errors: list[UnreadableError], root: Path) -> None:
    """Log the errors; raise SystemExit(2) if there are any."""
    if errors:
        warn_unreadable(errors, root)
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
    app.connect("builder-inited", check_files, priority=50)  # before Sphinx looks for pages
    app.connect("env-before-read-docs", check_pages)
    app.connect("source-read", replace_controls, priority=400)  # before other handlers change the lines
    return {"parallel_read_safe": True, "parallel_write_safe": True}
