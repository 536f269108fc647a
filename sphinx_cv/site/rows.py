"""The directives of dated rows: {entry}, {position}, {degree}, {award} and {course}."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.model.dates import DateSpan
from sphinx_cv.model.links import checked_url, has_scheme
from sphinx_cv.model.row import LABELS, Row
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.option_lines import place_of, warn_of_options_in_body, warn_of_repeated_options
from sphinx_cv.site.references import reference_to
from sphinx_cv.site.warnings import WarningType, warn, warn_unknown_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class RowDirective(SphinxDirective):
    """The directive {entry}: a dated row. Subclasses set the kind and may add options."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    kind: ClassVar[str] = ""
    #: The additional options of the kind; one with a label in LABELS has a line of its own, another is in the title.
    own: ClassVar[tuple[str, ...]] = ()
    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("kind", "organization", "role", "location", "url", "date", "start", "end", "publication"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        warn_of_repeated_options(self)
        warn_of_options_in_body(self)
        title = " ".join(self.arguments[0].split()) if self.arguments else ""
        if not title:
            message = "this row has no title: write one after the directive's name, ```{%s} Title"
            warn(WarningType.ROW, message, self.name.removeprefix("cv:"), location=place_of(self))
            title = self.option("organization") or "Untitled"
        row = Row(
            kind=self.option("kind") or self.kind or "entry",
            title=title,
            organization=self.option("organization"),
            role=self.option("role"),
            location=self.option("location"),
            url=self.url(),
            dates=self.dates(),
            publication=self.publication(),
            extra={name: self.option(name) for name in self.own if self.option(name)},
            docname=self.env.docname,
            anchor=self.anchor(title),
            line=self.lineno,
            lines={name: place_of(self, name)[1] for name in self.options},
        )
        CVDomain.of(self.env).note_row(row)
        node = self.node(row)
        self.state.document.note_explicit_target(node, node)
        return [node]

    def node(self, row: Row) -> nodes.container:
        """Return the container of a row: its dates, head, remarks and content."""
        node = nodes.container(ids=[row.anchor], classes=["cv-row", f"cv-{nodes.make_id(row.kind) or 'entry'}"])
        self.set_source_info(node)
        if row.dates:
            node += nodes.paragraph("", row.dates.format(self.config.language), classes=["cv-date"])
        node += self.head(row)
        node += self.remarks(row)
        if self.content:
            node += nodes.container("", *self.parse_content_to_nodes(), classes=["cv-highlights"])
        return node

    def option(self, name: str) -> str:
        """Return the value of an option in one line; empty if it is not set."""
        return " ".join((self.options.get(name) or "").split())

    def dates(self) -> DateSpan:
        """Return the dates of the row, or none with a warning at the option that is wrong."""
        try:
            return DateSpan.from_options(self.option("date"), self.option("start"), self.option("end"))
        except ValueError as error:
            names = {self.option(name): name for name in ("end", "start", "date") if self.option(name)}
            wrong = next((name for value, name in names.items() if f"'{value}' is" in str(error)), "")
            warn(WarningType.DATE, "%s", error, location=place_of(self, wrong or next(iter(names.values()))))
            return DateSpan()

    def url(self) -> str:
        """Return the URL of the row, or the path of a file or page; empty, with a warning, if it is neither."""
        written = self.option("url")
        url = checked_url(written)
        if url or not written:
            return url or ""
        if not has_scheme(written):
            self.env.note_dependency(self.env.relfn2path(written)[0])
            if Path(self.env.relfn2path(written)[1]).is_file():
                return written
        message = (
            "url: '%s' cannot be linked to: write a URL that begins with https://, or the path of a file that exists"
        )
        warn(WarningType.URL, message, written, location=place_of(self, "url"))
        return ""

    def link(self, url: str) -> nodes.Element:
        """Return an empty link to the URL of a row."""
        if has_scheme(url):
            return nodes.reference("", "", refuri=url)
        docname, path = self.env.path2doc(self.env.relfn2path(url)[1]), f"/{self.env.relfn2path(url)[0]}"
        if docname in self.env.found_docs:
            return addnodes.pending_xref(
                "", refdomain="std", reftype="doc", reftarget=f"/{docname}", refexplicit=True, refdoc=self.env.docname
            )
        return addnodes.download_reference("", "", reftarget=path, refdoc=self.env.docname)

    def publication(self) -> str:
        """Return the key of the publication that the row names, as its entry writes it; empty if there is none."""
        key = self.option("publication")
        if not key:
            return ""
        domain = CVDomain.of(self.env)
        domain.note_publication_use(self.env.docname)
        if found := domain.publication(key):
            return found.key
        warn_unknown_key(key, domain.keys, place_of(self, "publication"))
        return ""

    def anchor(self, title: str) -> str:
        """Return a stable anchor made of the words of the row; a number is added only if another row has the same."""
        words = [self.option("code"), title, self.option("organization"), self.option("date") or self.option("start")]
        base = anchor = nodes.make_id(" ".join(filter(None, words))) or "row"
        number = 1
        while anchor in self.state.document.ids:
            number += 1
            anchor = f"{base}-{number}"
        return anchor

    def head(self, row: Row) -> nodes.paragraph:
        """Return the first line: title, organization, role and location."""
        title: nodes.Element = nodes.strong("", row.title, classes=["cv-title"])
        organization: nodes.Element = nodes.inline("", row.organization, classes=["cv-organization"])
        if row.url:
            link = self.link(row.url)
            if row.organization:
                organization = nodes.inline("", "", link, classes=["cv-organization"])
                link += (
                    nodes.inline("", row.organization)
                    if isinstance(link, addnodes.pending_xref)
                    else nodes.Text(row.organization)
                )
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
        """Yield a line for each additional option that has a label, and for the publication that the row names."""
        for name in self.own:
            if name in row.extra and (label := LABELS.get(name)):
                text = [nodes.inline("", f"{label}:", classes=["cv-label"]), nodes.Text(f" {row.extra[name]}")]
                yield nodes.paragraph("", "", *text, classes=["cv-remark", f"cv-{name}"])
        if row.publication:
            line = nodes.paragraph(classes=["cv-remark", "cv-paper"])
            line += reference_to(row.publication, self.env.docname)
            yield line


class PositionDirective(RowDirective):
    """The directive {position}."""

    kind = "position"


class DegreeDirective(RowDirective):
    """The directive {degree}."""

    kind = "degree"
    own: ClassVar[tuple[str, ...]] = ("dissertation", "advisors")
    option_spec: ClassVar[dict[str, Any]] = RowDirective.option_spec | dict.fromkeys(own, directives.unchanged)


class AwardDirective(RowDirective):
    """The directive {award}."""

    kind = "award"


class CourseDirective(RowDirective):
    """The directive {course}."""

    kind = "course"
    own: ClassVar[tuple[str, ...]] = ("code",)
    option_spec: ClassVar[dict[str, Any]] = RowDirective.option_spec | dict.fromkeys(own, directives.unchanged)


DIRECTIVES: dict[str, type[RowDirective]] = {
    "entry": RowDirective,
    "position": PositionDirective,
    "degree": DegreeDirective,
    "award": AwardDirective,
    "course": CourseDirective,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.references")
    app.setup_extension("sphinx_cv.site.row_lists")
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("cv", name, directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
