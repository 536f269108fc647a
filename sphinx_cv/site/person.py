"""The owner on the front page: {portrait}, {profiles} with an icon each, and {glance}, the work in numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.model.links import checked_url
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.placeholders import Placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.site.placeholders import Page

#: The icon of a profile, by the end of its host's name (html/person.py draws them).
_HOSTS = {
    "github.com": "code", "gitlab.com": "code", "codeberg.org": "code", "huggingface.co": "code",
    "scholar.google.com": "papers", "semanticscholar.org": "papers", "dblp.org": "papers", "openreview.net": "papers",
    "arxiv.org": "papers", "inspirehep.net": "papers", "ui.adsabs.harvard.edu": "papers", "zbmath.org": "papers",
    "orcid.org": "person", "linkedin.com": "person", "bsky.app": "person", "x.com": "person", "twitter.com": "person",
    "youtube.com": "film",
}  # fmt: skip


class Figure(NamedTuple):
    """One number of {glance}: the number, what it counts, and the page that shows these."""

    number: str
    words: str
    docname: str


class portrait(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The place of the owner's portrait; a website's visitor looks for the picture when it writes the page."""

    def fill(self, page: Page) -> list[nodes.Node] | None:
        return None if page.is_website else []


class icon(nodes.Inline, nodes.Element):  # noqa: N801
    """A small picture before a link's label, on a website."""


class glance(Placeholder):  # noqa: N801
    """The place of the numbers."""

    def fill(self, page: Page) -> list[nodes.Node]:
        shown = nodes.bullet_list(classes=["cv-glance"])
        for figure in figures(page.domain):
            parts: list[nodes.Node] = [nodes.strong("", figure.number), nodes.Text(f" {figure.words}")]
            if figure.docname and figure.docname != page.docname and page.is_multi_page:
                parts = [nodes.reference("", "", *parts, refuri=page.url_of_page(figure.docname), internal=True)]
            shown += nodes.list_item("", nodes.paragraph("", "", *parts))
        return [shown] if shown.children else []


class PortraitDirective(SphinxDirective):
    """{portrait}: the picture that the owner puts into _static as portrait.jpg or the like; nothing without one."""

    def run(self) -> list[nodes.Node]:
        return [portrait()]


class ProfilesDirective(SphinxDirective):
    """{profiles}: the links of cv_links, as a list."""

    def run(self) -> list[nodes.Node]:
        links = nodes.bullet_list(classes=["cv-profiles"])
        for label, link in self.config.cv_links.items():
            if url := checked_url(link):
                reference = nodes.reference("", "", icon(name=icon_of(label, url)), nodes.Text(label), refuri=url)
                links += nodes.list_item("", nodes.paragraph("", "", reference))
        return [links] if links.children else []


class GlanceDirective(SphinxDirective):
    """{glance}: how many publications, awards, years and co-authors there are."""

    def run(self) -> list[nodes.Node]:
        CVDomain.of(self.env).note_publication_use(self.env.docname)
        return [glance()]


def icon_of(label: str, url: str) -> str:
    """Return the name of the icon for a link: by its host, else by its label."""
    host = urlsplit(url).hostname or ""
    known = next((found for end, found in _HOSTS.items() if host == end or host.endswith(f".{end}")), "")
    words = label.casefold().split()
    return known or (
        "home" if "homepage" in words or "home" in words else "lab" if {"lab", "group"} & set(words) else "web"
    )


def figures(domain: CVDomain) -> list[Figure]:
    """Return the numbers that are not 0."""
    publications = domain.library.publications
    awards = [row for row in domain.rows if row.kind == "award"]
    years = sorted({publication.year for publication in publications} - {0})
    list_page = domain.filtered_page or _most_common(page for page, _ in domain.canonical_lists.values())
    found = [(len(publications), "publication", list_page),
             (len(awards), "award", _most_common(row.docname for row in awards)),
             (years[-1] - years[0] + 1 if years else 0, "year", ""),
             (len(domain.coauthors), "co-author", next(iter(sorted(domain.data["coauthor_pages"])), ""))]  # fmt: skip
    return [Figure(str(number), word if number == 1 else f"{word}s", page) for number, word, page in found if number]


def _most_common(docnames: Iterable[str]) -> str:
    return next(iter(Counter(docnames).most_common(1)), ("", 0))[0]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.placeholders")
    app.add_node(glance)
    app.add_directive_to_domain("cv", "portrait", PortraitDirective)
    app.add_directive_to_domain("cv", "profiles", ProfilesDirective)
    app.add_directive_to_domain("cv", "glance", GlanceDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
