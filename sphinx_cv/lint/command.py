"""`python -m sphinx_cv check`: reads the site, runs the checks and prints the findings; also its setting.

Sphinx reads the pages, with the dummy builder, so that all rows are found, whatever page, include or extension they
come from. This takes less than a second, hardly more than parsing the pages alone.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sphinx_cv.bibtex import suppressions
from sphinx_cv.lint.formats import FORMATS
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.loading import load
from sphinx_cv.site.settings import line_of_setting, owner_names
from sphinx_cv.site.warnings import FindingType

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.lint.find import Content

#: The types of findings.
KINDS = tuple(type_.value for type_ in FindingType)
#: The settings to which findings refer.
_SETTINGS = ("cv_owner", "cv_people", "cv_marks", "cv_check_ignore")


def check(source: Path, form: str, cache: Path, out: TextIO, err: TextIO) -> int:
    """Print the findings; return 0 if there are none, 1 if there are some, 2 if the site cannot be read."""
    from sphinx_cv.lint.find import find  # noqa: PLC0415  (not needed by builds of the website)

    if not (source / "conf.py").is_file():
        err.write(f"there is no conf.py in {source}: give the folder that has it\n")
        return 2
    content = read(source, cache, err)
    if content is None:
        return 2
    found = [finding.below(source) for finding in find(content, KINDS)]
    out.write(FORMATS[form](found))
    return 1 if found else 0


def read(source: Path, cache: Path, err: TextIO) -> Content | None:
    """Read the site; if it cannot be read, print the errors of the build and return None."""
    app = load(source, cache, err)
    return content_of(app) if app else None


def content_of(app: Sphinx) -> Content:
    """Return the input of the checks from a site that has been read."""
    from sphinx_cv.lint.find import Content  # noqa: PLC0415

    domain, config = CVDomain.of(app.env), app.config
    rows = tuple(domain.rows)
    pages = {docname: Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)}
    found: list[suppressions.Suppression] = []
    for docname, path in pages.items():
        places = sorted(row.line for row in rows if row.docname == docname)
        found += suppressions.read(path.read_text("utf-8-sig", errors="replace"), path, places)
    return Content(
        library=domain.library,
        rows=rows,
        pages=pages,
        suppressions=tuple(found),
        owner=owner_names(config),
        people=domain.identities,
        marks=tuple(config.cv_marks),
        ignored=tuple(config.cv_check_ignore),
        settings=Path(app.confdir, "conf.py"),
        lines={name: line_of_setting(app.confdir, name) for name in _SETTINGS},
        today=datetime.datetime.now(datetime.UTC).date(),
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    description = (
        "Findings of `python -m sphinx_cv check` that are left out: name_variant, or "
        "name_variant:key of one entry or row."
    )
    types = frozenset({list, tuple, set})
    app.add_config_value("cv_check_ignore", [], "", types=types, description=description)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
