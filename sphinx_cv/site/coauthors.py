"""The directive {coauthors}: a table of the owner's co-authors."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.placeholders import Placeholder
from sphinx_cv.site.urls import filter_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.coauthors import Coauthor
    from sphinx_cv.site.placeholders import Page

_HEADINGS = ("Name", "Papers", "First year", "Last year")


class coauthor_table(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The placeholder of the table; it is filled late, so that no other transform visits its thousands of cells."""

    late: ClassVar[bool] = True

    def fill(self, page: Page) -> list[nodes.Node]:
        coauthors = page.domain.coauthors
        if not coauthors:
            return []
        listed = page.domain.filtered_page if page.is_multi_page else ""
        return [*_download(page), _table(coauthors, page.url_of_page(listed) if listed else "")]


class CoauthorsDirective(SphinxDirective):
    """The directive {coauthors}: a table of co-authors, and a file of the recent ones."""

    def run(self) -> list[nodes.Node]:
        domain = CVDomain.of(self.env)
        domain.note_publication_use(self.env.docname)
        domain.data["coauthor_pages"].add(self.env.docname)
        return [coauthor_table()]


def _download(page: Page) -> Iterator[nodes.paragraph]:
    if page.is_multi_page:
        text = f"Download as CSV: the collaborators of the last {page.env.config.cv_coauthor_months} months"
        link = nodes.reference("", text, refuri=page.url_of_file(f"{page.docname}.csv"), internal=True)
        yield nodes.paragraph("", "", link, classes=["cv-download"])


def _table(coauthors: list[Coauthor], list_url: str) -> nodes.table:
    """Return the table; with `list_url`, each name links to the list of publications filtered by that name."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (40, 8, 12, 12)), cols=len(_HEADINGS))
    group += nodes.thead("", _row(nodes.Text(heading) for heading in _HEADINGS))
    group += (body := nodes.tbody())
    for each in coauthors:
        name: nodes.Node = nodes.Text(each.person.name)
        if list_url:
            url = list_url + filter_query("author", each.person.name)
            name = nodes.reference("", "", name, refuri=url, internal=True)
        figures = (str(each.publications), str(each.first or ""), str(each.last or ""))
        body += _row([name, *map(nodes.Text, figures)])
    return nodes.table("", group, classes=["cv-coauthors"])


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.placeholders")
    description = "How many months back coauthors.csv looks for collaborators."
    app.add_config_value("cv_coauthor_months", 48, "env", types=frozenset({int}), description=description)
    app.add_directive_to_domain("cv", "coauthors", CoauthorsDirective)
    app.add_node(coauthor_table)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
