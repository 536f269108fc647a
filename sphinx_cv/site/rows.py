"""The dated rows on pages: {entry} and its kinds, and {entries}, which shows rows of other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.model import filters
from sphinx_cv.model.dates import DateSpan
from sphinx_cv.model.row import FILTER_NAMES, Row, chosen
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.warnings import Check, warn, warn_of_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class entries(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Stands for rows of other pages until these are read."""


class EntryDirective(SphinxDirective):
    """{entry}: a dated row; its kinds have a field or two of their own."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    kind: ClassVar[str] = ""
    #: Options of the kind: how each is printed, under the row, or before or behind its title.
    own: ClassVar[dict[str, str]] = {}
    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("kind", "organization", "role", "location", "url", "date", "start", "end", "publication"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        title = " ".join(self.arguments[0].split()) if self.arguments else ""
        if not title:
            message = "this row has no title: write one behind the directive's name, ```{%s} Title"
            warn(Check.ROW, message, self.name.removeprefix("cv:"), location=self.place())
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
            node += nodes.paragraph("", row.dates.print(self.config.language), classes=["cv-date"])
        node += self.head(row)
        node += self.remarks(row)
        if self.content:
            node += nodes.container("", *self.parse_content_to_nodes(), classes=["cv-highlights"])
        self.state.document.note_explicit_target(node, node)
        return [node]

    def option(self, name: str) -> str:
        return " ".join((self.options.get(name) or "").split())

    def place(self, name: str = "") -> tuple[str, int]:
        """Where an option stands, or the directive."""
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
            warn(Check.DATE, "%s", error, location=self.place(named or next(iter(written.values()))))
            return DateSpan()

    def publication(self) -> str:
        key = self.option("publication")
        if not key:
            return ""
        domain = CVDomain.of(self.env)
        domain.note_publication_use(self.env.docname)
        if found := domain.publication(key):
            return found.key
        warn_of_key(key, domain.keys, self.place("publication"))
        return ""

    def anchor(self, title: str) -> str:
        """An address that lasts: of what the row says, with a number only where two say the same."""
        words = [self.option("code"), title, self.option("organization"), self.option("date") or self.option("start")]
        wanted = anchor = nodes.make_id(" ".join(filter(None, words))) or "row"
        number = 1
        while anchor in self.state.document.ids:
            number += 1
            anchor = f"{wanted}-{number}"
        return anchor

    def head(self, row: Row) -> nodes.paragraph:
        """The title with what belongs beside it, on one line."""
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
        """A line for each field of the kind's own, and for an award's publication."""
        for name, label in self.own.items():
            if label and name in row.extra:
                text = [nodes.inline("", f"{label}:", classes=["cv-label"]), nodes.Text(f" {row.extra[name]}")]
                yield nodes.paragraph("", "", *text, classes=["cv-remark", f"cv-{name}"])
        if row.publication:
            line = nodes.paragraph(classes=["cv-remark", "cv-paper"])
            line += reference_to(row.publication, self.env.docname)
            yield line


class Position(EntryDirective):
    kind = "position"


class Degree(EntryDirective):
    kind = "degree"
    own: ClassVar[dict[str, str]] = {"dissertation": "Dissertation", "advisors": "Advisors"}
    option_spec: ClassVar[dict[str, Any]] = EntryDirective.option_spec | dict.fromkeys(own, directives.unchanged)


class Award(EntryDirective):
    kind = "award"


class Course(EntryDirective):
    kind = "course"
    own: ClassVar[dict[str, str]] = {"code": ""}
    option_spec: ClassVar[dict[str, Any]] = EntryDirective.option_spec | dict.fromkeys(own, directives.unchanged)


class EntriesDirective(SphinxDirective):
    """{entries}: rows of one kind or several, from all pages or one."""

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
            warn(
                Check.FILTER,
                "filter %s: %s; it is left out",
                row_filter,
                error,
                location=(self.env.docname, self.lineno),
            )
            row_filter = ""
        page = self.options.get("from") or ""
        if page:
            page = self.env.relfn2path(page.removesuffix(".md") + ".md")[0].removesuffix(".md")
        node = entries(kinds=self.arguments[0].replace(",", " ").split(), page=page, limit=self.options.get("limit", 0),
                       filter=row_filter)  # fmt: skip
        self.set_source_info(node)
        CVDomain.of(self.env).note_dependent(self.env.docname)
        return [node]


def reference_to(key: str, docname: str) -> addnodes.pending_xref:
    """What {cv:pub} makes, for a key that is there."""
    return addnodes.pending_xref("", nodes.inline(classes=["cv", "cv-pub"]), refdomain="cv", reftype="pub", reftarget=key,
                                 refexplicit=False, refdoc=docname)  # fmt: skip


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "entry": EntryDirective, "position": Position, "degree": Degree, "award": Award, "course": Course,
    "entries": EntriesDirective,
}  # fmt: skip


class FillEntries(SphinxPostTransform):
    """Put the rows in the place of {entries}; before references are resolved (10)."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        placeholders = list(self.document.findall(entries))
        if not placeholders:
            return
        rows = CVDomain.of(self.env).rows
        doctrees: dict[str, nodes.document] = {}
        for placeholder in placeholders:
            row_filter = filters.parse(placeholder["filter"], FILTER_NAMES) if placeholder["filter"] else None
            shown = chosen(rows, placeholder["kinds"], row_filter, placeholder["page"], placeholder["limit"])
            if not shown:
                kinds = ", ".join(sorted({row.kind for row in rows})) or "none yet"
                warn(Check.ROW, "there is no such row to show: the kinds of rows are %s", kinds, location=placeholder)
            made = []
            for row in shown:
                doctree = doctrees.setdefault(row.docname, self.env.get_doctree(row.docname))
                found = next(node for node in doctree.findall(nodes.container) if row.anchor in node["ids"])
                made.append(self.copied(found, row.docname))
            placeholder.replace_self(made)

    def copied(self, row: nodes.container, origin: str) -> nodes.container:
        """A row for this page: its addresses stay with the original, its references are taken from here."""
        copy = row.deepcopy()  # and not copy.deepcopy, which would follow its parents to the whole environment
        here = self.env.current_document.docname
        for node in copy.findall(nodes.Element):
            node["ids"] = []
            if isinstance(node, addnodes.pending_xref):
                if node["reftype"] == "doc":  # relative to the page that it was written on
                    node["reftarget"] = "/" + self.env.relfn2path(node["reftarget"], origin)[0]
                node["refdoc"] = here
        return copy


def setup(app: Sphinx) -> ExtensionMetadata:
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("cv", name, directive)
    app.add_node(entries)
    app.add_post_transform(FillEntries)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
