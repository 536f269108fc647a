"""Placeholders of lists of publications, of the legend of the marks, and of the filter bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes

from sphinx_cv.export.bibtex import BIBTEX_FILE
from sphinx_cv.model import filters
from sphinx_cv.render.citation import compose_legend, compose_number
from sphinx_cv.render.dates import printed_year
from sphinx_cv.site.cited_lists import candidates
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.placeholders import Placeholder
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.site.placeholders import Page

#: The headings of the publications without a year.
UNDATED_HEADING, FORTHCOMING_HEADING = "Undated", "Forthcoming"


class filter_bar(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The placeholder of the filter bar; `groups` holds the anchor, heading and keys of each year."""

    def fill(self, page: Page) -> list[nodes.Node] | None:
        return None if page.is_multi_page else []


class marks_legend(Placeholder):  # noqa: N801
    """The placeholder of the legend; the first one on a page explains the marks of all lists of the page."""

    late: ClassVar[bool] = True

    def fill(self, page: Page) -> list[nodes.Node]:
        if page.shared.setdefault("legend", self) is not self:
            return []
        used = {mark for shown in _lists_of(page).values() for publication in shown for mark in publication.marks}
        signs = [sign for mark, sign in page.env.config.cv_marks.items() if mark in used]
        result: list[nodes.Node] = [compose_legend(signs)] if signs else []
        if page.domain.has_bibtex_file and _lists_of(page) and page.docname == page.domain.filtered_page:
            link = nodes.reference("", "Download all as BibTeX", refuri=page.url_of_file(BIBTEX_FILE), internal=True)
            result.append(nodes.paragraph("", "", link, classes=["cv-download"]))
        return result


class publication_list(Placeholder):  # noqa: N801
    """The placeholder of a list of publications, the one with `number` on the page `docname`."""

    late: ClassVar[bool] = True

    def fill(self, page: Page) -> list[nodes.Node]:
        anchors = page.shared.get("anchors")
        if anchors is None:
            anchors = page.shared["anchors"] = _lists_with_anchors(page)
        items = [self.item(each, page, anchored=anchors[each.key] is self) for each in _lists_of(page)[self]]
        return [nodes.bullet_list("", *items, classes=["cv-publications"])] if items else []

    def item(self, publication: Publication, page: Page, *, anchored: bool) -> nodes.list_item:
        """Return the list item of a publication, with its key as anchor if `anchored`."""
        text = page.domain.citation_nodes(publication)
        numbered = page.domain.list_at(self["docname"], self["number"]).numbered
        line = nodes.paragraph("", "", *(compose_number(publication) if numbered else []), *text)
        ids = [page.domain.anchor(publication.key)] if anchored else []
        if ids and page.builder.format == "latex":  # the LaTeX writer drops the ids of list items
            line.insert(0, nodes.target("", "", ids=ids))
            ids = []
        return nodes.list_item("", line, ids=ids, cv_key=publication.key)

    def publications(self, page: Page) -> list[Publication]:
        """Return the publications of the list, newest first."""
        domain, list_ = page.domain, page.domain.list_at(self["docname"], self["number"])
        try:
            return domain.publications_of(self["docname"], list_)
        except filters.FilterError as error:  # a pattern takes too long
            message = "filter %s: %s; all publications are listed"
            warn(WarningType.FILTER, message, list_.filter, error, location=self)
            return candidates(domain.library.publications, list_)


def _lists_of(page: Page) -> dict[publication_list, list[Publication]]:
    """Return the lists of a page in their order, each with its publications."""
    if "lists" not in page.shared:
        page.shared["lists"] = {each: each.publications(page) for each in page.document.findall(publication_list)}
    return cast("dict[publication_list, list[Publication]]", page.shared["lists"])


def _lists_with_anchors(page: Page) -> dict[str, publication_list]:
    """Return, by key, the list of a page that has the anchor: the canonical list, else the first list."""
    canonical, found = page.domain.canonical_lists, dict[str, publication_list]()
    for each, publications in _lists_of(page).items():
        here = (each["docname"], each["number"])
        for publication in publications:
            if publication.key not in found or canonical.get(publication.key) == here:
                found[publication.key] = each
    return found


def year_heading(publication: Publication) -> str:
    """Return the heading of the group of a publication in a list by year."""
    if publication.date:
        return printed_year(publication.date)
    return FORTHCOMING_HEADING if publication.state else UNDATED_HEADING


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages with lists, or with links to these, if awards have changed that rows give, or anchors."""
    domain = CVDomain.of(env)
    moved = sorted(key for key in domain.keys if domain.anchor(key) != key)
    pages = domain.build_state.pages_to_rewrite("row_awards", domain.row_awards, domain.data["lists"])
    return pages + domain.build_state.pages_to_rewrite("anchors", moved, domain.data["pages"])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.rebuild")
    app.setup_extension("sphinx_cv.site.placeholders")
    app.add_node(marks_legend)
    app.add_node(publication_list)
    app.connect("env-updated", pages_to_rewrite)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
