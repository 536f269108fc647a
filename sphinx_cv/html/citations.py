"""Publications in the lists of a website: each citation is composed and rendered to HTML once, for all lists.

A list may have thousands of entries, and each transform visits every node. Therefore an entry on a website is a single
node: it has the text, which the search reads, and the HTML, which is rendered from the nodes that other builders get.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import quote

from docutils import nodes

from sphinx_cv.export.bibtex import BIBTEX_FILE
from sphinx_cv.html.output import HTMLWriter
from sphinx_cv.render.citation import CitationURLs, compose
from sphinx_cv.render.people import authors_switch
from sphinx_cv.render.text import plain_text
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.urls import WEBSITE_BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_cv.model.publication import Publication

#: A placeholder in the HTML for the relative URL of the website's root, which differs between pages.
#: The character cannot occur in text.
_ROOT = "\0"


class publication_text(nodes.Inline, nodes.TextElement):  # noqa: N801  (docutils names its nodes so)
    """A publication as plain text; its attribute `html` is the same as HTML."""


class WrittenCitation(NamedTuple):
    """A citation as plain text and as HTML."""

    text: str
    html: str


class WebsiteCitations:
    """The citations of a build, each rendered when it is first needed."""

    def __init__(self, builder: StandaloneHTMLBuilder, domain: CVDomain) -> None:
        self.builder, self.domain = builder, domain
        self.written: dict[str, WrittenCitation] = {}

    @cached_property
    def writer(self) -> HTMLWriter:
        return HTMLWriter(self.builder)

    def nodes_of(self, publication: Publication) -> list[nodes.Node]:
        """Return the nodes of a publication in a list."""
        if publication.key not in self.written:
            self.written[publication.key] = self.write(publication)
        text, html = self.written[publication.key]
        return [publication_text("", nodes.Text(text), html=html)]

    def write(self, publication: Publication) -> WrittenCitation:
        """Render a citation."""
        awards = self.domain.row_awards.get(publication.key, ())
        parts = compose(publication, self.builder.config.cv_marks, awards, self.urls(publication))
        html = self.writer.write(parts)
        line = nodes.paragraph("", "", *parts)
        for link in [link for link in line.findall(nodes.reference) if "cv-bibtex" in link["classes"]]:
            link.parent.remove(link)  # the label of this link is not part of the citation
        return WrittenCitation(plain_text(line.children), html)

    def urls(self, publication: Publication) -> CitationURLs:
        """Return the URLs of a publication's page and BibTeX, relative to the root of the website."""
        if not self.domain.has_bibtex_file:
            return CitationURLs(root=_ROOT)
        if page := self.domain.publication_pages.get(publication.key):
            target = self.builder.get_target_uri(page)
            return CitationURLs(page=f"{_ROOT}{target}", bibtex=f"{_ROOT}{page}.bib", root=_ROOT)
        return CitationURLs(bibtex=f"{_ROOT}{BIBTEX_FILE}#{quote(publication.key)}", root=_ROOT)


def visit_publication_text(translator: HTML5Translator, node: publication_text) -> None:
    """Write the HTML of a citation, with its URLs relative to the page."""
    builder = translator.builder
    root = "../" * builder.get_target_uri(builder.current_docname).count("/")
    translator.body.append(node["html"].replace(_ROOT, root))
    raise nodes.SkipNode


def visit_authors_switch(translator: HTML5Translator, node: authors_switch) -> None:
    """Write a checkbox, which CSS shows as a switch; it needs no script."""
    label = f"all {node['count']} names"
    attributes: dict[str, Any] = {"type": "checkbox", "aria-label": label, "data-words": label}
    translator.body.append(translator.emptytag(node, "input", "", CLASS="cv-unfold", **attributes))
    raise nodes.SkipNode


def use_website_citations(app: Sphinx) -> None:
    """Let lists on websites show citations that are rendered once."""
    if app.builder.name in WEBSITE_BUILDERS:
        domain = CVDomain.of(app.env)
        domain.citation_nodes = WebsiteCitations(cast("StandaloneHTMLBuilder", app.builder), domain).nodes_of


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.add_node(authors_switch, html=(visit_authors_switch, None))
    app.add_node(publication_text, html=(visit_publication_text, None))
    app.connect("builder-inited", use_website_citations)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
