"""The directives of dated rows: {entry}, {position}, {degree}, {award} and {course}."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_cv.model.kinds import FIELDS, OWN_FIELDS, lay_out
from sphinx_cv.model.row import Row
from sphinx_cv.model.similarity import most_similar
from sphinx_cv.model.spans import DateSpan
from sphinx_cv.render.spans import printed_span
from sphinx_cv.render.text import plain_text
from sphinx_cv.site.domain import CVDomain, is_reserved
from sphinx_cv.site.option_lines import place_of, warn_of_options_in_body, warn_of_repeated_options
from sphinx_cv.site.references import reference_to
from sphinx_cv.site.row_links import find_target, looks_like_link, may_be_file
from sphinx_cv.site.row_nodes import make_details, make_head, make_remark
from sphinx_cv.site.row_options import OptionsDirective
from sphinx_cv.site.warnings import WarningType, warn, warn_unknown_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.kinds import Layout
    from sphinx_cv.site.row_nodes import Parsed

#: The fields that a record has as attributes; those of a kind are in its `extra`.
_TEXTS = ("organization", "role", "location")


class RowDirective(OptionsDirective):
    """The directive {entry}: a dated row of the kind that its option `kind` names.

    Subclasses set the kind.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    kind: ClassVar[str] = ""

    def run(self) -> list[nodes.Node]:
        warn_of_repeated_options(self)
        self.spell_options(())
        kind = self.option("kind") or self.kind or "entry"
        declared = self.config.cv_kinds.get(kind, ())
        self.spell_options(declared)
        own = OWN_FIELDS.get(self.kind, OWN_FIELDS.get(kind, ()))
        warn_of_options_in_body(self, (*FIELDS, *own, *declared))
        layout = lay_out([name for name in self.options if self.option(name)], own, declared)
        for name in layout.unknown:
            self.warn_of_unknown(name, kind, own, declared)
        links = self.links(layout)
        parsed = self.parse_fields(layout, links)
        row = self.row(kind, layout, {name: plain_text(content) for name, content in parsed.items()} | links)
        CVDomain.of(self.env).note_row(row)
        node = self.node(row, layout, parsed, links)
        self.state.document.note_explicit_target(node, node)
        return [node]

    def parse_fields(self, layout: Layout, links: Mapping[str, str]) -> Parsed:
        """Return the nodes of the title and of each field that is no link."""
        title = " ".join(self.arguments[0].split()) if self.arguments else ""
        if not title:
            message = "this row has no title: write one after the directive's name, ```{%s} Title"
            warn(WarningType.ROW, message, self.name.removeprefix("cv:"), location=place_of(self))
            title = self.option("organization") or "Untitled"
        names = [name for name in (*layout.head, *layout.details, *layout.remarks) if name not in links]
        return {"title": self.parse_text(title), **{name: self.parse_text(self.option(name), name) for name in names}}

    def row(self, kind: str, layout: Layout, texts: Mapping[str, str]) -> Row:
        """Return the record of the row; `texts` has the fields in plain text."""
        code = texts["code"] if "code" in layout.head else ""
        date = self.option("date") or self.option("start")
        return Row(
            kind=kind,
            title=texts["title"],
            **{name: texts.get(name, "") for name in _TEXTS},
            url=self.url(),
            dates=self.dates(),
            publication=self.publication(),
            code=code,
            extra={name: texts[name] for name in (*layout.details, *layout.remarks) if name not in _TEXTS},
            docname=self.env.docname,
            anchor=self.anchor(code, texts["title"], texts.get("organization", ""), date),
            line=self.lineno,
            lines={name: place_of(self, name)[1] for name in self.options},
        )

    def node(self, row: Row, layout: Layout, parsed: Parsed, links: Mapping[str, str]) -> nodes.container:
        """Return the container of a row: its dates, first line, details, remarks and content."""
        node = nodes.container(ids=[row.anchor], classes=["cv-row", f"cv-{nodes.make_id(row.kind) or 'entry'}"])
        self.set_source_info(node)
        if dates := printed_span(row.dates, self.config.language):
            node += nodes.paragraph("", dates, classes=["cv-date"])
        details = make_details(self.env, parsed, layout.details, links, row.url)
        node += make_head(self.env, parsed, layout.head, row.url)
        node += details
        node += [make_remark(name, parsed[name]) for name in layout.remarks]
        if row.publication:
            paper = reference_to(row.publication, self.env.docname)
            node += nodes.paragraph("", "", paper, classes=["cv-remark", "cv-paper"])
        if self.content:
            node += nodes.container("", *self.parse_content_to_nodes(), classes=["cv-highlights"])
        return node

    def warn_of_unknown(self, name: str, kind: str, own: Sequence[str], declared: Sequence[str]) -> None:
        """Warn about a field that cv_kinds does not declare; it is shown as if it did."""
        near = most_similar(name, (*FIELDS, *own, *declared))
        setting = json.dumps({kind: [*declared, re.sub(r"\W+", "-", name)]}, ensure_ascii=False)
        message = "rows of kind %s have no field '%s': %sdeclare it in conf.py, cv_kinds = %s"
        fix = f"write {near}, or " if near else ""
        warn(WarningType.FIELD, message, kind, name, fix, setting, location=place_of(self, name))

    def dates(self) -> DateSpan:
        """Return the dates of the row, or their text with a warning at the option that is wrong."""
        written = {name: self.option(name) for name in ("date", "start", "end")}
        try:
            return DateSpan.from_options(**written)
        except ValueError as error:
            names = {value: name for name, value in reversed(written.items()) if value}
            wrong = next((name for value, name in names.items() if f"'{value}' is" in str(error)), "")
            warn(WarningType.DATE, "%s", error, location=place_of(self, wrong or next(iter(names.values()))))
            return DateSpan(unreadable=" – ".join(filter(None, written.values())))

    def url(self) -> str:
        """Return the URL of the row, or the path of a file or page; empty, with a warning, if it is neither."""
        written = self.option("url")
        return self.target("url", written) if written else ""

    def links(self, layout: Layout) -> dict[str, str]:
        """Return the URL, or the path of a file or page, of each of the details that is one."""
        found = {}
        for name in layout.details:
            written = self.option(name)
            if looks_like_link(written):
                found[name] = self.target(name, written)
            elif may_be_file(written):
                found[name] = find_target(self.env, written)
        return {name: target for name, target in found.items() if target}

    def target(self, name: str, written: str) -> str:
        """Return what a link leads to; empty, with a warning, if that is nothing."""
        target = find_target(self.env, written)
        if not target:
            message = (
                "%s: '%s' cannot be linked to: write a URL that begins with https://, or the path of a file that exists"
            )
            warn(WarningType.URL, message, name, written, location=place_of(self, name))
        return target

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

    def anchor(self, *words: str) -> str:
        """Return a stable anchor made of the words of the row; a number is added only if another row has the same."""
        base = nodes.make_id(" ".join(filter(None, words))) or "row"
        anchor = base = f"row-{base}" if is_reserved(base) else base
        number = 1
        while anchor in self.state.document.ids:
            number += 1
            anchor = f"{base}-{number}"
        return anchor


class PositionDirective(RowDirective):
    """The directive {position}: a job or an office."""

    kind = "position"


class DegreeDirective(RowDirective):
    """The directive {degree}: a degree."""

    kind = "degree"


class AwardDirective(RowDirective):
    """The directive {award}: an honor of yours, or an award for a publication."""

    kind = "award"


class CourseDirective(RowDirective):
    """The directive {course}: a course that you taught."""

    kind = "course"


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
    description = (
        "The fields of each kind of rows, besides those of every row; they are printed with their names as labels."
    )
    app.add_config_value("cv_kinds", {}, "env", types=frozenset({dict}), description=description)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("cv", name, directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
