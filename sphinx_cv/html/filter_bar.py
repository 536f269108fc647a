"""The filter bar of a list by year: its place on the page with the facets as data, and the page's scripts.

cv-filter.js makes the bar in the browser. Without JavaScript there is no bar, and its place takes no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_cv.html.facets import as_data, facets_of
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.lists import filter_bar
from sphinx_cv.site.urls import is_multi_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

#: The number of entries above which browsers are told to lay out only what is near.
LONG = 500


def visit_filter_bar(translator: HTML5Translator, node: filter_bar) -> None:
    """Write the place of the bar with its data: all awards are known when pages are written."""
    domain = CVDomain.of(translator.builder.env)
    groups = {heading: [domain.library.by_key[key.lower()] for key in keys] for _, heading, keys in node["groups"]}
    facets = facets_of(groups, domain.row_awards, domain.identities)
    long = " cv-long" if sum(map(len, groups.values())) > LONG else ""
    attributes: dict[str, Any] = {"CLASS": f"cv-filter{long}", "data-menus": sum(facet.menu for facet in facets)}
    translator.body += [
        translator.starttag(node, "div", "", **attributes),
        translator.starttag(nodes.Element(ids=["cv-facets"]), "script", "", type="application/json"),
        as_data({anchor: len(keys) for anchor, _, keys in node["groups"]}, facets), "</script></div>\n",
    ]  # fmt: skip
    raise nodes.SkipNode


def add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the scripts on the pages that they are for, and on no other."""
    if not is_multi_page(app.builder):
        return
    lists = CVDomain.of(app.env).data["lists"].get(pagename, ())
    by_year = [each for each in lists if each.by == "year"]
    if by_year:
        _add_script(app, context, "cv-filter.js", wait=sum(len(each.keys) for each in by_year) <= LONG)
    if (lists or "paper" in context) and CVDomain.of(app.env).has_bibtex_file:
        _add_script(app, context, "cv-bibtex.js", wait=not lists)


def _add_script(app: Sphinx, context: dict[str, Any], name: str, *, wait: bool) -> None:
    """Add a script that runs once the page is parsed; with `wait` nothing is painted before that, so nothing moves.

    Browsers wait only for scripts in the head, and some themes write theirs at the page's end.
    """
    scripts = context["script_files"]
    before = list(scripts)
    attributes: dict[str, Any] = {"blocking": "render"} if wait else {}
    app.add_js_file(name, loading_method="defer", **attributes)
    for script in [each for each in scripts if wait and each not in before]:
        scripts.remove(script)
        context["metatags"] = context.get("metatags", "") + context["js_tag"](script)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.lists")
    app.add_node(filter_bar, html=(visit_filter_bar, None))
    app.connect("html-page-context", add_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
