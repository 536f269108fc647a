"""Pictures made from the records: {chart} years, publications by year and main topic, and {chart} timeline.

They are part of the page, in its own colours, and drawn when it is written: the records are known once all pages are read.
They are two simple pictures, and a template each draws them at once, with names, links and a table.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from jinja2 import Environment, PackageLoader, StrictUndefined
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.html.builders import WEBSITES
from sphinx_cv.html.filter_bar import filter_query
from sphinx_cv.render import charts as drawing
from sphinx_cv.site.bibliography import year_of
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.warnings import Check, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_cv.model.row import Row


class chart(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Stands for a picture, which a website draws."""


class Place(NamedTuple):
    """Where a picture is drawn: the build's domain, the page, and the address of another page from there."""

    domain: CVDomain
    language: str
    uri: Callable[[str], str]


class ChartDirective(SphinxDirective):
    """{chart}: a picture, by its name."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0].strip()
        if name not in CHARTS:
            names = " or ".join(f"```{{chart}} {known}" for known in sorted(CHARTS))
            warn(Check.CHART, "there is no chart '%s': write %s", name, names, location=(self.env.docname, self.lineno))
            return []
        CVDomain.of(self.env).note_publication_use(self.env.docname)
        number = self.env.temp_data["cv_charts"] = (self.env.temp_data.get("cv_charts") or 0) + 1
        node = chart(name=name, id=f"cv-chart-{nodes.make_id(self.env.docname) or 'page'}-{number}")
        self.set_source_info(node)
        return [node]


def omit(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Leave the pictures out of what is no website."""
    if app.builder.name not in WEBSITES:
        for node in list(doctree.findall(chart)):
            node.parent.remove(node)


def draw(translator: HTML5Translator, node: chart) -> None:
    """Draw a picture, or nothing without data."""
    builder = translator.builder
    here = builder.current_docname
    place = Place(CVDomain.of(builder.env), builder.config.language, lambda page: builder.get_relative_uri(here, page))
    if found := CHARTS[node["name"]](place):
        template = _templates().get_template(f"chart-{node['name']}.html")
        translator.body.append(template.render(id=node["id"], **found))
    raise nodes.SkipNode


def years(place: Place) -> dict[str, Any] | None:
    """What chart-years.html draws."""
    publications = place.domain.library.publications
    counts = drawing.count((year_of(each), each) for each in publications)
    if counts is None:
        return None
    page = place.domain.filtered_page
    keys = place.domain.shown_by_year(page)
    linked = {year_of(each) for each in publications if each.key in keys}
    uri = place.uri(page) if page else ""
    return {
        "counts": counts,
        "columns": [] if counts.lying else drawing.columns(counts),
        "strips": drawing.strips(counts) if counts.lying else [],
        "links": {year: _address(uri, f"year-{year}", filter_query("year", year)) for year in linked},
    }


def timeline(place: Place) -> dict[str, Any] | None:
    """What chart-timeline.html draws."""
    rows = place.domain.rows
    drawn = drawing.timeline(rows, [each.year for each in place.domain.library.publications])

    def link(row: Row) -> str:
        return _address(place.uri(row.docname), row.anchor)

    return {"timeline": drawn, "link": link, "language": place.language} if drawn else None


CHARTS: dict[str, Callable[[Place], dict[str, Any] | None]] = {"timeline": timeline, "years": years}


def _address(uri: str, anchor: str, query: str = "") -> str:
    """An address in a page: a website of one page has the anchor alone."""
    return f"#{anchor}" if uri.startswith("#") else f"{uri}{query}#{anchor}"


@cache
def _templates() -> Environment:
    return Environment(loader=PackageLoader("sphinx_cv.html", "templates/cv"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive_to_domain("cv", "chart", ChartDirective)
    app.add_node(chart, html=(draw, None))
    app.connect("doctree-resolved", omit)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
