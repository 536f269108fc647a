"""The PDFs on the website: {pdfs}, the sidebar, and the files themselves, if they have been built.

`python -m sphinx_cv pdf` puts them into the folder `latex` beside the website's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.site.placeholders import Placeholder
from sphinx_cv.site.settings import pdfs_of
from sphinx_cv.site.urls import is_multi_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.site.placeholders import Page


class PDF(NamedTuple):
    """A PDF that is offered: its root page, that page's title, and the file's name."""

    docname: str
    title: str
    file: str


class pdf_links(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The place of the links to the PDFs that exist when the page is written."""

    def fill(self, page: Page) -> list[nodes.Node]:
        shown = offered_pdfs(page.builder, page.env)
        links = nodes.bullet_list(classes=["cv-pdfs"])
        for pdf in [pdf for pdf in shown if pdf.docname == page.docname] or shown:
            link = nodes.reference("", f"Download PDF: {pdf.title}", refuri=page.url_of_file(pdf.file), internal=True)
            links += nodes.list_item("", nodes.paragraph("", "", link))
        return [links] if links.children else []


class PDFsDirective(SphinxDirective):
    """{pdfs}: links to the PDFs; on the root page of one, to that one."""

    def run(self) -> list[nodes.Node]:
        return [pdf_links()]


def pdf_folder(builder: Builder) -> Path:
    return Path(builder.outdir).parent / "latex"


def offered_pdfs(builder: Builder, env: BuildEnvironment) -> list[PDF]:
    """Return the PDFs that exist, for a builder that writes a website."""
    if not is_multi_page(builder):
        return []
    return [PDF(docname, env.titles[docname].astext(), f"{name}.pdf") for docname, name in pdfs_of(env.config).items()
            if docname in env.titles and (pdf_folder(builder) / f"{name}.pdf").is_file()]  # fmt: skip


def copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Copy the PDFs beside the pages, and remove a copy whose PDF is no longer built."""
    if exception or not is_multi_page(app.builder):
        return
    files = {pdf.file for pdf in offered_pdfs(app.builder, app.env)}
    for name in pdfs_of(app.config).values():
        copy = Path(app.outdir) / f"{name}.pdf"
        original = pdf_folder(app.builder) / copy.name
        if copy.name not in files:
            copy.unlink(missing_ok=True)
        elif not copy.is_file() or copy.read_bytes() != original.read_bytes():
            copy.write_bytes(original.read_bytes())


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.placeholders")
    app.add_node(pdf_links)
    app.add_directive_to_domain("cv", "pdfs", PDFsDirective)
    app.connect("build-finished", copy_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
