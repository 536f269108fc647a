"""Charts as SVG, drawn by a template each in the colours of their page, with links and a table of the same numbers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from jinja2 import Environment, PackageLoader, StrictUndefined

from sphinx_cv.render import charts
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
    """What a chart is drawn from: the build's domain, the language, and the URL of another page."""

    domain: CVDomain
    language: str
    url_of_page: Callable[[str], str]


def visit_chart(translator: HTML5Translator, node: chart) -> None:
    """Draw a chart, or nothing without data."""
    builder = translator.builder
    here = builder.current_docname
    domain = CVDomain.of(builder.env)
    context = ChartContext(domain, builder.config.language, lambda page: builder.get_relative_uri(here, page))
    if values := _VALUES[node["name"]](context):
        template = _templates().get_template(f"chart-{node['name']}.html")
        translator.body.append(template.render(id=node["id"], **values))
    raise nodes.SkipNode


def years(context: ChartContext) -> dict[str, Any] | None:
    """Return the values of chart-years.html; None without data."""
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
    """Return the values of chart-timeline.html; None without data."""
    drawn = charts.timeline(context.domain.rows, [each.year for each in context.domain.library.publications])

    def link(row: Row) -> str:
        return _url_of_anchor(context.url_of_page(row.docname), row.anchor)

    return {"timeline": drawn, "link": link, "language": context.language} if drawn else None


_VALUES: dict[str, Callable[[ChartContext], dict[str, Any] | None]] = {"timeline": timeline, "years": years}


def _url_of_anchor(url: str, anchor: str, query: str = "") -> str:
    """Return the URL of an anchor on a page; on a website of one page it is the anchor alone."""
    return f"#{anchor}" if url.startswith("#") else f"{url}{query}#{anchor}"


@cache
def _templates() -> Environment:
    return Environment(loader=PackageLoader(__package__, "templates/cv"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.charts")
    app.add_node(chart, html=(visit_chart, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
