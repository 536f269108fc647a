"""The CSV file of recent co-authors next to each page with {coauthors}."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_cv.export.csv import coauthors_csv
from sphinx_cv.html.output import write_if_changed
from sphinx_cv.model.coauthors import recent_coauthors
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import content_date
from sphinx_cv.site.urls import is_multi_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def write_files(app: Sphinx) -> Iterable[Any]:
    """Write the file next to each page that has the table."""
    domain = CVDomain.of(app.env)
    if domain.data["coauthor_pages"] and is_multi_page(app.builder):
        date = content_date(app.config, Path(app.srcdir))
        content = coauthors_csv(recent_coauthors(domain.coauthors, app.config.cv_coauthor_months, date))
        for docname in sorted(domain.data["coauthor_pages"]):
            write_if_changed(Path(app.outdir) / f"{docname}.csv", content)
    return ()


def remove_file(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Remove the file of a page that is removed or read again; in the latter case it is written again."""
    if docname in CVDomain.of(env).data["coauthor_pages"] and is_multi_page(app.builder):
        Path(app.outdir, f"{docname}.csv").unlink(missing_ok=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.coauthors")
    app.connect("env-purge-doc", remove_file)
    app.connect("html-collect-pages", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
