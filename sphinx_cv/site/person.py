"""The directives of the front page: {portrait}, {profiles} and {glance}."""

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

#: The name of the icon of a profile, by the end of its host name (html/person.py draws the icons).
_HOSTS = {
    "arxiv.org": "arxiv",
    "bsky.app": "bluesky",
    "codeberg.org": "code",
    "dblp.org": "dblp",
    "dblp.uni-trier.de": "dblp",
    "fosstodon.org": "mastodon",
    "github.com": "code",
    "gitlab.com": "code",
    "huggingface.co": "code",
    "inspirehep.net": "papers",
    "linkedin.com": "linkedin",
    "mathstodon.xyz": "mastodon",
    "openreview.net": "review",
    "orcid.org": "orcid",
    "scholar.google.com": "papers",
    "semanticscholar.org": "papers",
    "twitter.com": "person",
    "ui.adsabs.harvard.edu": "papers",
    "x.com": "person",
    "youtube.com": "film",
    "zbmath.org": "papers",
}


class Figure(NamedTuple):
    """A number of {glance}: the number, the noun for what it counts, and the page that lists these."""

    number: str
    words: str
    docname: str


class portrait(Placeholder):  # noqa: N801  (docutils names its nodes so)
    """The placeholder of the owner's portrait; the HTML visitor looks for the file (html/person.py)."""

    def fill(self, page: Page) -> list[nodes.Node] | None:
        return None if page.is_website else []


class icon(nodes.Inline, nodes.Element):  # noqa: N801
    """An icon before the label of a link on a website; its attribute is `name`."""


class glance(Placeholder):  # noqa: N801
    """The placeholder of {glance}."""

    def fill(self, page: Page) -> list[nodes.Node]:
        items = nodes.bullet_list(classes=["cv-glance"])
        for figure in figures(page.domain):
            parts: list[nodes.Node] = [nodes.strong("", figure.number), nodes.Text(f" {figure.words}")]
            if figure.docname and figure.docname != page.docname and page.is_multi_page:
                parts = [nodes.reference("", "", *parts, refuri=page.url_of_page(figure.docname), internal=True)]
            items += nodes.list_item("", nodes.paragraph("", "", *parts))
        return [items] if items.children else []


class PortraitDirective(SphinxDirective):
    """The directive {portrait}: `_static/portrait.jpg` (or `.png`, `.webp`, `.avif`); nothing without a file."""

    def run(self) -> list[nodes.Node]:
        node = portrait()
        self.set_source_info(node)
        return [node]


class ProfilesDirective(SphinxDirective):
    """The directive {profiles}: the links of `cv_links`, with icons."""

    def run(self) -> list[nodes.Node]:
        links = nodes.bullet_list(classes=["cv-profiles"])
        for label, link in self.config.cv_links.items():
            if url := checked_url(link):
                reference = nodes.reference("", "", icon(name=icon_of(label, url)), nodes.Text(label), refuri=url)
                links += nodes.list_item("", nodes.paragraph("", "", reference))
        return [links] if links.children else []


class GlanceDirective(SphinxDirective):
    """The directive {glance}: the numbers of publications, awards, years and co-authors."""

    def run(self) -> list[nodes.Node]:
        CVDomain.of(self.env).note_publication_use(self.env.docname)
        return [glance()]


def icon_of(label: str, url: str) -> str:
    """Return the name of the icon of a link, by its host, else by its label."""
    if url.lower().startswith("mailto:"):
        return "mail"
    host = urlsplit(url).hostname or ""
    known = next((found for end, found in _HOSTS.items() if host == end or host.endswith(f".{end}")), "")
    words = set(label.casefold().split())
    if known:
        return known
    if "mastodon" in words or "mastodon" in host:  # of any of its many servers
        return "mastodon"
    if words & {"homepage", "home"}:
        return "home"
    return "lab" if words & {"lab", "group"} else "web"


def figures(domain: CVDomain) -> list[Figure]:
    """Return the numbers that {glance} shows, without zeros."""
    publications = domain.library.publications
    awards = [row for row in domain.rows if row.kind == "award"]
    years = sorted({publication.year for publication in publications} - {0})
    list_page = domain.filtered_page or _most_common(page for page, _ in domain.canonical_lists.values())
    found = [
        (len(publications), "publication", list_page),
        (len(awards), "award", _most_common(row.docname for row in awards)),
        (years[-1] - years[0] + 1 if years else 0, "year", ""),
        (len(domain.coauthors), "co-author", min(domain.data["coauthor_pages"], default="")),
    ]
    return [Figure(str(number), word if number == 1 else f"{word}s", page) for number, word, page in found if number]


def _most_common(docnames: Iterable[str]) -> str:
    """Return the most frequent page, or ""."""
    return next(iter(Counter(docnames).most_common(1)), ("", 0))[0]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.placeholders")
    app.add_node(glance)
    app.add_directive_to_domain("cv", "portrait", PortraitDirective)
    app.add_directive_to_domain("cv", "profiles", ProfilesDirective)
    app.add_directive_to_domain("cv", "glance", GlanceDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
