"""The dated rows on pages: {entry} and its kinds, and {entries}, which shows rows of other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.model import filters
from sphinx_cv.model.dates import DateSpan
from sphinx_cv.model.row import FILTER_NAMES, Row, choose_rows
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.placeholders import Placeholder
from sphinx_cv.site.references import reference_to
from sphinx_cv.site.warnings import WarningType, warn, warn_unknown_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.site.placeholders import Page


class row_list(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The place of {entries}, with its `kinds`, `page`, `limit`, `filter`."""

    def fill(self, page: Page) -> list[nodes.Node]:
        rows = page.domain.rows
        row_filter = filters.parse(self["filter"], FILTER_NAMES) if self["filter"] else None
        shown = choose_rows(rows, self["kinds"], row_filter, self["page"], self["limit"])
        if not shown:
            kinds = ", ".join(sorted({row.kind for row in rows})) or "none yet"
            warn(WarningType.ROW, "there is no such row to show: the kinds of rows are %s", kinds, location=self)
        kept = page.domain.data["row_nodes"]
        return [_copy_for(page, kept[row.docname][row.anchor], row.docname) for row in shown]


class RowDirective(SphinxDirective):
    """{entry}: a dated row; each kind may have options of its own."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    kind: ClassVar[str] = ""
    #: The kind's own options, with the label of the line that prints each; without a label it is printed in the title.
    own: ClassVar[dict[str, str]] = {}
    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("kind", "organization", "role", "location", "url", "date", "start", "end", "publication"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        title = " ".join(self.arguments[0].split()) if self.arguments else ""
        if not title:
            message = "this row has no title: write one after the directive's name, ```{%s} Title"
            warn(WarningType.ROW, message, self.name.removeprefix("cv:"), location=self.place())
            title = self.option("organization") or "Untitled"
        row = Row(
            kind=self.option("kind") or self.kind or "entry", title=title, organization=self.option("organization"),
            role=self.option("role"), location=self.option("location"), url=self.option("url"), dates=self.dates(),
            publication=self.publication(), extra={name: self.option(name) for name in self.own if self.option(name)},
            docname=self.env.docname, anchor=self.anchor(title), line=self.lineno,
            lines={name: self.place(name)[1] for name in self.options},
        )  # fmt: skip
        CVDomain.of(self.env).note_row(row)
        node = nodes.container(ids=[row.anchor], classes=["cv-row", f"cv-{nodes.make_id(row.kind) or 'entry'}"])
        self.set_source_info(node)
        if row.dates:
            node += nodes.paragraph("", row.dates.format(self.config.language), classes=["cv-date"])
        node += self.head(row)
        node += self.remarks(row)
        if self.content:
            node += nodes.container("", *self.parse_content_to_nodes(), classes=["cv-highlights"])
        self.state.document.note_explicit_target(node, node)
        return [node]

    def option(self, name: str) -> str:
        return " ".join((self.options.get(name) or "").split())

    def place(self, name: str = "") -> tuple[str, int]:
        """Return the page and line of an option, else of the directive."""
        for offset, line in enumerate(self.block_text.splitlines()):
            if name and line.lstrip().startswith(f":{name}:"):
                return self.env.docname, self.lineno + offset
        return self.env.docname, self.lineno

    def dates(self) -> DateSpan:
        try:
            return DateSpan.from_options(self.option("date"), self.option("start"), self.option("end"))
        except ValueError as error:
            written = {self.option(name): name for name in ("end", "start", "date") if self.option(name)}
            named = next((name for value, name in written.items() if f"'{value}' is" in str(error)), "")
            warn(WarningType.DATE, "%s", error, location=self.place(named or next(iter(written.values()))))
            return DateSpan()

    def publication(self) -> str:
        key = self.option("publication")
        if not key:
            return ""
        domain = CVDomain.of(self.env)
        domain.note_publication_use(self.env.docname)
        if found := domain.publication(key):
            return found.key
        warn_unknown_key(key, domain.keys, self.place("publication"))
        return ""

    def anchor(self, title: str) -> str:
        """Return an anchor that lasts: made of the row's words, with a number only if two rows have the same."""
        words = [self.option("code"), title, self.option("organization"), self.option("date") or self.option("start")]
        wanted = anchor = nodes.make_id(" ".join(filter(None, words))) or "row"
        number = 1
        while anchor in self.state.document.ids:
            number += 1
            anchor = f"{wanted}-{number}"
        return anchor

    def head(self, row: Row) -> nodes.paragraph:
        """Return the line of title, organization, role and location."""
        title: nodes.Element = nodes.strong("", row.title, classes=["cv-title"])
        organization: nodes.Element = nodes.inline("", row.organization, classes=["cv-organization"])
        if row.url:
            link = nodes.reference("", "", refuri=row.url)
            if row.organization:
                organization = nodes.inline("", "", link, classes=["cv-organization"])
                link += nodes.Text(row.organization)
            else:
                link += title
                title = link
        if "code" in row.extra:
            title.insert(0, nodes.Text(f"{row.extra['code']}: "))
        head = nodes.paragraph("", "", title, classes=["cv-head"])
        rest = [organization] if row.organization else []
        rest += [
            nodes.inline("", getattr(row, name), classes=[f"cv-{name}"])
            for name in ("role", "location")
            if getattr(row, name)
        ]
        for part in rest:
            head += [nodes.Text(", "), part]
        return head

    def remarks(self, row: Row) -> Iterator[nodes.paragraph]:
        """Yield a line for each of the kind's own options that has a label, and for the publication of an award."""
        for name, label in self.own.items():
            if label and name in row.extra:
                text = [nodes.inline("", f"{label}:", classes=["cv-label"]), nodes.Text(f" {row.extra[name]}")]
                yield nodes.paragraph("", "", *text, classes=["cv-remark", f"cv-{name}"])
        if row.publication:
            line = nodes.paragraph(classes=["cv-remark", "cv-paper"])
            line += reference_to(row.publication, self.env.docname)
            yield line


class PositionDirective(RowDirective):
    kind = "position"


class DegreeDirective(RowDirective):
    kind = "degree"
    own: ClassVar[dict[str, str]] = {"dissertation": "Dissertation", "advisors": "Advisors"}
    option_spec: ClassVar[dict[str, Any]] = RowDirective.option_spec | dict.fromkeys(own, directives.unchanged)


class AwardDirective(RowDirective):
    kind = "award"


class CourseDirective(RowDirective):
    kind = "course"
    own: ClassVar[dict[str, str]] = {"code": ""}
    option_spec: ClassVar[dict[str, Any]] = RowDirective.option_spec | dict.fromkeys(own, directives.unchanged)


class RowListDirective(SphinxDirective):
    """{entries}: rows of one or several kinds, from all pages or one."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "limit": directives.positive_int, "filter": directives.unchanged, "from": directives.unchanged,
    }  # fmt: skip

    def run(self) -> list[nodes.Node]:
        row_filter = self.options.get("filter") or ""
        try:
            filters.parse(row_filter or "True", FILTER_NAMES)
        except filters.FilterError as error:
            message = "filter %s: %s; it is left out"
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


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "entry": RowDirective,
    "position": PositionDirective,
    "degree": DegreeDirective,
    "award": AwardDirective,
    "course": CourseDirective,
    "entries": RowListDirective,
}


def keep_rows(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the nodes of a page's rows for {entries} on other pages."""
    domain, docname = CVDomain.of(app.env), app.env.docname
    anchors = {row.anchor for row in domain.data["rows"].get(docname, ())}
    if anchors:
        found = [node for node in doctree.findall(nodes.container) if "cv-row" in node["classes"]]
        kept = {anchor: node.deepcopy() for node in found for anchor in node["ids"] if anchor in anchors}
        domain.data["row_nodes"][docname] = kept


def _copy_for(page: Page, row: nodes.container, origin: str) -> nodes.container:
    """Return a row of the page `origin` for this page: without its anchors, its references relative to this page."""
    copy = row.deepcopy()
    for node in copy.findall(nodes.Element):
        node["ids"] = []
        if isinstance(node, addnodes.pending_xref):
            if node["reftype"] == "doc":  # relative to the page that it was written on
                node["reftarget"] = "/" + page.env.relfn2path(node["reftarget"], origin)[0]
            node["refdoc"] = page.docname
    return copy


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.placeholders")
    app.setup_extension("sphinx_cv.site.references")
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("cv", name, directive)
    app.add_node(row_list)
    app.connect(
        "doctree-read", keep_rows, priority=900
    )  # after Sphinx's collectors, which complete images and downloads
    return {"parallel_read_safe": True, "parallel_write_safe": True}
