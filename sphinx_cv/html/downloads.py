"""PDFs on the website: the directive {pdfs}, the links in the sidebar, and the copied files.

`python -m sphinx_cv pdf` writes the PDFs to the folder `latex` next to the folder of the website. The website offers
those that exist.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.html.output import is_provided
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.placeholders import Placeholder
from sphinx_cv.site.settings import pdfs_of
from sphinx_cv.site.urls import is_multi_page
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.site.placeholders import Page


#: Before the name of a PDF in the state of the build.
_PREFIX = "pdf/"


class PDF(NamedTuple):
    """A PDF that the website offers."""

    #: Its root page, and the title of that page.
    docname: str
    title: str
    #: The name of the file.
    file: str


class pdf_links(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The placeholder of the links to the PDFs that exist when the page is written."""

    def fill(self, page: Page) -> list[nodes.Node]:
        offered = offered_pdfs(page.builder, page.env)
        links = nodes.bullet_list(classes=["cv-pdfs"])
        for pdf in [pdf for pdf in offered if pdf.docname == page.docname] or offered:
            link = nodes.reference("", f"Download PDF: {pdf.title}", refuri=page.url_of_file(pdf.file), internal=True)
            links += nodes.list_item("", nodes.paragraph("", "", link))
        if not offered and page.is_multi_page and any(pdf_folder(page.builder).glob("*.pdf")):
            message = "{pdfs} shows nothing, as no PDF of cv_pdfs (%s) is built: run python -m sphinx_cv pdf"
            warn(WarningType.CONFIG, message, ", ".join(pdfs_of(page.env.config).values()), location=self)
        return [links] if links.children else []


class PDFsDirective(SphinxDirective):
    """The directive {pdfs}: links to all PDFs; on the root page of a PDF, a link to this PDF."""

    def run(self) -> list[nodes.Node]:
        node = pdf_links()
        self.set_source_info(node)
        return [node]


def pdf_folder(builder: Builder) -> Path:
    """Return the folder in which the PDFs are built."""
    return Path(builder.outdir).parent / "latex"


def offered_pdfs(builder: Builder, env: BuildEnvironment) -> list[PDF]:
    """Return the PDFs that exist, if the builder writes a website of several pages."""
    if not is_multi_page(builder):
        return []
    folder = pdf_folder(builder)
    return [
        PDF(docname, env.titles[docname].astext(), f"{name}.pdf")
        for docname, name in pdfs_of(env.config).items()
        if docname in env.titles and (folder / f"{name}.pdf").is_file()
    ]


def copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Copy the PDFs to the website, and remove copies of PDFs that no longer exist."""
    if exception or not is_multi_page(app.builder):
        return
    files = {pdf.file for pdf in offered_pdfs(app.builder, app.env)}
    names = [
        name for name in pdfs_of(app.config).values() if not is_provided(app.config, Path(app.confdir), f"{name}.pdf")
    ]
    state = CVDomain.of(app.env).build_state
    for name in names:
        state.has_changed(_PREFIX + name)
    before = {each.removeprefix(_PREFIX) for each in state.before if each.startswith(_PREFIX)}
    for name in before - set(names):
        if Path(name).name == name and not is_provided(app.config, Path(app.confdir), f"{name}.pdf"):
            Path(app.outdir, f"{name}.pdf").unlink(missing_ok=True)  # it has another name now
    for name in names:
        copy = Path(app.outdir) / f"{name}.pdf"
        original = pdf_folder(app.builder) / copy.name
        if copy.name not in files:
            copy.unlink(missing_ok=True)
        elif not copy.is_file() or copy.read_bytes() != original.read_bytes():
            copy.write_bytes(original.read_bytes())


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.placeholders")
    app.setup_extension("sphinx_cv.site.rebuild")
    app.add_node(pdf_links)
    app.add_directive_to_domain("cv", "pdfs", PDFsDirective)
    app.connect("build-finished", copy_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
