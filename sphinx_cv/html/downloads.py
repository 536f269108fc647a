"""The PDFs on the website: {pdfs}, the sidebar, and the files themselves, where they have been built.

They are looked for in the folder `latex` beside the website's own, where `python -m sphinx_cv pdf` puts them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.html.builders import PAGED, address_of_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class PDF(NamedTuple):
    """A PDF that is offered: its root page, that page's title, and the file's name."""

    docname: str
    title: str
    file: str


class pdf_links(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Where the PDFs are offered, if there are any when the page is written."""


class PDFsDirective(SphinxDirective):
    """{pdfs}: links to the PDFs; on the root page of one, to that one."""

    def run(self) -> list[nodes.Node]:
        return [pdf_links()]


def folder(app: Sphinx) -> Path:
    return Path(app.outdir).parent / "latex"


def offered(app: Sphinx) -> list[PDF]:
    """The PDFs that exist, for a builder that writes a website."""
    if app.builder.name not in PAGED:
        return []
    return [PDF(docname, app.env.titles[docname].astext(), f"{name}.pdf") for docname, name in app.config.cv_pdfs.items()
            if docname in app.env.titles and (folder(app) / f"{name}.pdf").is_file()]  # fmt: skip


def fill_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the links in the place of {pdfs}."""
    for place in list(doctree.findall(pdf_links)):
        shown = offered(app)
        own = [pdf for pdf in shown if pdf.docname == docname]
        links = nodes.bullet_list(classes=["cv-pdfs"])
        for pdf in own or shown:
            uri = address_of_file(app.builder, docname, pdf.file)
            link = nodes.reference("", f"Download PDF: {pdf.title}", refuri=uri, internal=True)
            links += nodes.list_item("", nodes.paragraph("", "", link))
        place.replace_self([links] if links.children else [])


def copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Put the PDFs beside the pages, and take away one that is no longer built."""
    if exception or app.builder.name not in PAGED:
        return
    files = {pdf.file for pdf in offered(app)}
    for name in app.config.cv_pdfs.values():
        copy = Path(app.outdir) / f"{name}.pdf"
        if copy.name not in files:
            copy.unlink(missing_ok=True)
        elif not copy.is_file() or copy.read_bytes() != (folder(app) / copy.name).read_bytes():
            copy.write_bytes((folder(app) / copy.name).read_bytes())


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_node(pdf_links)
    app.add_directive_to_domain("cv", "pdfs", PDFsDirective)
    app.connect("doctree-resolved", fill_links)
    app.connect("build-finished", copy_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
