"""The directive {entries}: rows of other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.model import filters
from sphinx_cv.model.row import choose_rows, filter_names
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.placeholders import Placeholder
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.site.placeholders import Page


class row_list(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The placeholder of {entries}; its attributes are `kinds`, `page`, `limit` and `filter`."""

    def fill(self, page: Page) -> list[nodes.Node]:
        rows = page.domain.rows
        names = filter_names(page.env.config.cv_kinds)
        row_filter = filters.parse(self["filter"], names) if self["filter"] else None
        try:
            shown = choose_rows(rows, self["kinds"], row_filter, self["page"], self["limit"])
        except filters.FilterError as error:  # a pattern takes too long
            warn(WarningType.FILTER, "filter %s: %s; the filter is ignored", self["filter"], error, location=self)
            shown = choose_rows(rows, self["kinds"], None, self["page"], self["limit"])
        if not shown:
            kinds = ", ".join(sorted({row.kind for row in rows})) or "none yet"
            warn(WarningType.ROW, "no row matches: the kinds of rows are %s", kinds, location=self)
        kept = page.domain.data["row_nodes"]
        return [_copy_for(page, kept[row.docname][row.anchor], row.docname) for row in shown]


class RowListDirective(SphinxDirective):
    """The directive {entries}: rows of one or several kinds, from all pages or from one."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "limit": directives.positive_int,
        "filter": directives.unchanged,
        "from": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        row_filter = self.options.get("filter") or ""
        try:
            filters.parse(row_filter or "True", filter_names(self.config.cv_kinds))
        except filters.FilterError as error:
            message = "filter %s: %s; the filter is ignored"
            warn(WarningType.FILTER, message, row_filter, error, location=(self.env.docname, self.lineno))
            row_filter = ""
        page = self.options.get("from") or ""
        if page:
            page = self.env.relfn2path(page.removesuffix(".md") + ".md")[0].removesuffix(".md")
        kinds = self.arguments[0].replace(",", " ").split()
        node = row_list(kinds=kinds, page=page, limit=self.options.get("limit", 0), filter=row_filter)
        self.set_source_info(node)
        CVDomain.of(self.env).note_dependent(self.env.docname)
        return [node]


def keep_rows(app: Sphinx, doctree: nodes.document) -> None:
    """Store the nodes of the rows of a page, for {entries} on other pages."""
    domain, docname = CVDomain.of(app.env), app.env.docname
    anchors = {row.anchor for row in domain.data["rows"].get(docname, ())}
    if anchors:
        found = [node for node in doctree.findall(nodes.container) if "cv-row" in node["classes"]]
        kept = {anchor: node.deepcopy() for node in found for anchor in node["ids"] if anchor in anchors}
        domain.data["row_nodes"][docname] = kept


def _copy_for(page: Page, row: nodes.container, origin: str) -> nodes.container:
    """Return a copy of a row of the page `origin`, without anchors, with its references relative to `page`."""
    copy = row.deepcopy()
    for node in copy.findall(nodes.Element):
        node["ids"] = []
        if isinstance(node, addnodes.pending_xref):
            if node["reftype"] == "doc":  # the target is relative to `origin`
                node["reftarget"] = "/" + page.env.relfn2path(node["reftarget"], origin)[0]
            node["refdoc"] = page.docname
    return copy


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.placeholders")
    app.add_directive_to_domain("cv", "entries", RowListDirective)
    app.add_node(row_list)
    # after Sphinx's collectors, which complete images and downloads
    app.connect("doctree-read", keep_rows, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
