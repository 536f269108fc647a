"""Rendering of charts as SVG, with links, in the colours of the page, and with the same data as a table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from jinja2 import Environment, PackageLoader, StrictUndefined

from sphinx_cv.render import charts
from sphinx_cv.render.spans import printed_span
from sphinx_cv.render.timeline import make_timeline
from sphinx_cv.site.charts import chart
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.lists import year_heading
from sphinx_cv.site.urls import filter_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_cv.model.row import Row


class ChartContext(NamedTuple):
    """The data and settings from which a chart is drawn."""

    domain: CVDomain
    language: str
    #: Returns the relative URL of another page.
    url_of_page: Callable[[str], str]


def visit_chart(translator: HTML5Translator, node: chart) -> None:
    """Write a chart, or nothing if there is no data."""
    builder = translator.builder
    docname = builder.current_docname
    domain = CVDomain.of(builder.env)
    context = ChartContext(domain, builder.config.language, lambda page: builder.get_relative_uri(docname, page))
    if values := _VALUES[node["name"]](context):
        template = _templates().get_template(f"chart-{node['name']}.html")
        translator.body.append(template.render(id=node["id"], **values))
    raise nodes.SkipNode


def years(context: ChartContext) -> dict[str, Any] | None:
    """Return the variables of chart-years.html; None if there is no data."""
    publications = context.domain.library.publications
    counts = charts.count((year_heading(each), each) for each in publications)
    if counts is None:
        return None
    page = context.domain.filtered_page
    keys = context.domain.listed_by_year(page)
    linked = {year_heading(each) for each in publications if each.key in keys}
    url = context.url_of_page(page) if page else ""
    return {
        "counts": counts,
        "columns": [] if counts.horizontal else charts.columns(counts),
        "strips": charts.strips(counts) if counts.horizontal else [],
        "links": {year: _url_of_anchor(url, f"year-{year}", filter_query("year", year)) for year in linked},
    }


def timeline(context: ChartContext) -> dict[str, Any] | None:
    """Return the variables of chart-timeline.html; None if there is no data."""
    found = make_timeline(context.domain.rows, [each.year for each in context.domain.library.publications])

    def link(row: Row) -> str:
        return _url_of_anchor(context.url_of_page(row.docname), row.anchor)

    return (
        {"timeline": found, "link": link, "language": context.language, "printed_span": printed_span} if found else None
    )


#: The function that returns the variables of each chart's template.
_VALUES: dict[str, Callable[[ChartContext], dict[str, Any] | None]] = {"timeline": timeline, "years": years}


def _url_of_anchor(url: str, anchor: str, query: str = "") -> str:
    """Return the URL of an anchor on a page; on a website of one page, only the anchor."""
    return f"#{anchor}" if url.startswith("#") else f"{url}{query}#{anchor}"


@cache
def _templates() -> Environment:
    loader = PackageLoader(__package__, "templates/cv")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.charts")
    app.add_node(chart, html=(visit_chart, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
