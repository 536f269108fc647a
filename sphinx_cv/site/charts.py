"""The directive {chart}: a chart of the records. Websites draw it (html/charts.py); other builders omit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.placeholders import Placeholder
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.site.placeholders import Page

#: The names of the charts: rows over time, and publications by year and main topic.
CHARTS = ("timeline", "years")


class chart(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The placeholder of a chart; its attributes are `name` and `id`."""

    def fill(self, page: Page) -> list[nodes.Node] | None:
        return None if page.is_website else []


class ChartDirective(SphinxDirective):
    """The directive {chart}: the chart that its argument names, with its data as a table."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0].strip()
        if name not in CHARTS:
            names = " or ".join(f"```{{chart}} {known}" for known in CHARTS)
            message = "there is no chart '%s': write %s"
            warn(WarningType.CHART, message, name, names, location=(self.env.docname, self.lineno))
            return []
        CVDomain.of(self.env).note_publication_use(self.env.docname)
        number = self.env.temp_data["cv_charts"] = (self.env.temp_data.get("cv_charts") or 0) + 1
        node = chart(name=name, id=f"cv-chart-{nodes.make_id(self.env.docname) or 'page'}-{number}")
        self.set_source_info(node)
        return [node]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.placeholders")
    app.add_directive_to_domain("cv", "chart", ChartDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
