"""The person on the front page: {portrait}, {profiles} with an icon each, and {glance}, the work in numbers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.html.builders import PAGED, WEBSITES, address_of_file
from sphinx_cv.model.links import address
from sphinx_cv.site.bibtex_bridge import owner_names
from sphinx_cv.site.coauthors import coauthors_of
from sphinx_cv.site.domain import CVDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

#: Names of a portrait in html_static_path, the first that is there.
PORTRAITS = ("portrait.avif", "portrait.webp", "portrait.jpg", "portrait.jpeg", "portrait.png")
#: Outlines on a square of 24, drawn for this package.
ICONS = {
    "home": "M3 11.5 12 4l9 7.5M5.5 9.7V20h13V9.7M10 20v-6h4v6",
    "code": "M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5M13.3 5l-2.6 14",
    "papers": "M2.5 9.5 12 5l9.5 4.5L12 14zM6.5 11.6v4.6c2.6 2.4 8.4 2.4 11 0v-4.6M21.5 9.5V15",
    "lab": "M9 3.5h6M10.2 3.5v6L4.6 19a1 1 0 0 0 .9 1.5h13a1 1 0 0 0 .9-1.5l-5.6-9.5v-6M7.6 14.5h8.8",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c.6-4 3.4-6 7.5-6s6.9 2 7.5 6",
    "film": "M3.5 5.5h17v13h-17zM10 9.2v5.6l5-2.8z",
    "web": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17",
}
#: What the hosts of profiles are, each by the end of its name.
_HOSTS = {
    "github.com": "code", "gitlab.com": "code", "codeberg.org": "code", "huggingface.co": "code",
    "scholar.google.com": "papers", "semanticscholar.org": "papers", "dblp.org": "papers", "openreview.net": "papers",
    "arxiv.org": "papers", "inspirehep.net": "papers", "ui.adsabs.harvard.edu": "papers", "zbmath.org": "papers",
    "orcid.org": "person", "linkedin.com": "person", "bsky.app": "person", "x.com": "person", "twitter.com": "person",
    "youtube.com": "film",
}  # fmt: skip


class Figure(NamedTuple):
    """One number of {glance}: what it says, what it counts, and the page that shows these."""

    number: str
    words: str
    docname: str


class portrait(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """The owner's portrait on a website, if there is one when the page is written."""


class icon(nodes.Inline, nodes.Element):  # noqa: N801
    """A small picture before a link's words, on a website."""


class glance(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the numbers until all pages are read."""


class PortraitDirective(SphinxDirective):
    """{portrait}: the picture that the owner puts into _static as portrait.jpg or the like; nothing without one."""

    def run(self) -> list[nodes.Node]:
        return [portrait()]


class ProfilesDirective(SphinxDirective):
    """{profiles}: the links of cv_links, as a list."""

    def run(self) -> list[nodes.Node]:
        links = nodes.bullet_list(classes=["cv-profiles"])
        for name, link in self.config.cv_links.items():
            if found := address(link):
                reference = nodes.reference("", "", icon(name=icon_of(name, found)), nodes.Text(name), refuri=found)
                links += nodes.list_item("", nodes.paragraph("", "", reference))
        return [links] if links.children else []


class GlanceDirective(SphinxDirective):
    """{glance}: how many publications, awards, years and co-authors there are."""

    def run(self) -> list[nodes.Node]:
        CVDomain.of(self.env).note_publication_use(self.env.docname)
        return [glance()]


def icon_of(name: str, link: str) -> str:
    """The name of the icon for a link: by its host, else by its words."""
    host = urlsplit(link).hostname or ""
    known = next((found for end, found in _HOSTS.items() if host == end or host.endswith(f".{end}")), "")
    words = name.casefold().split()
    return known or (
        "home" if "homepage" in words or "home" in words else "lab" if {"lab", "group"} & set(words) else "web"
    )


def figures(app: Sphinx) -> list[Figure]:
    """The numbers that are not 0."""
    domain = CVDomain.of(app.env)
    publications = domain.library.publications
    awards = [row for row in domain.rows if row.kind == "award"]
    years = sorted({publication.year for publication in publications} - {0})
    people = len(coauthors_of(app))
    found = [(len(publications), "publication", domain.filtered_page or _most(home for home, _ in domain.homes.values())),
             (len(awards), "award", _most(row.docname for row in awards)),
             (years[-1] - years[0] + 1 if years else 0, "year", ""),
             (people, "co-author", next(iter(sorted(domain.data["coauthors"])), ""))]  # fmt: skip
    return [Figure(str(number), word if number == 1 else f"{word}s", page) for number, word, page in found if number]


def _most(docnames: Iterable[str]) -> str:
    return next(iter(Counter(docnames).most_common(1)), ("", 0))[0]


def fill_glances(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the numbers in the place of {glance}."""
    for place in list(doctree.findall(glance)):
        shown = nodes.bullet_list(classes=["cv-glance"])
        for figure in figures(app):
            line: nodes.TextElement = nodes.paragraph()
            inside: list[nodes.Node] = [nodes.strong("", figure.number), nodes.Text(f" {figure.words}")]
            if figure.docname and figure.docname != docname and app.builder.name in PAGED:
                uri = app.builder.get_relative_uri(docname, figure.docname)
                inside = [nodes.reference("", "", *inside, refuri=uri, internal=True)]
            line += inside
            shown += nodes.list_item("", line)
        place.replace_self([shown] if shown.children else [])


def write_portrait(translator: HTML5Translator, node: portrait) -> None:
    builder = translator.builder
    if builder.name not in WEBSITES:
        raise nodes.SkipNode
    folders = [Path(builder.confdir, folder) for folder in builder.config.html_static_path]
    name = next((name for name in PORTRAITS for folder in folders if (folder / name).is_file()), "")
    if name:
        source = address_of_file(builder, builder.current_docname, f"_static/{name}")
        owner = next(iter(owner_names(builder.config.cv_owner)), "")
        translator.body.append(translator.emptytag(node, "img", "\n", src=source, CLASS="cv-portrait",
                                                   alt=f"Portrait of {owner}" if owner else "Portrait"))  # fmt: skip
    raise nodes.SkipNode


def write_icon(translator: HTML5Translator, node: icon) -> None:
    if translator.builder.name in WEBSITES:
        drawing: dict[str, Any] = {"viewBox": "0 0 24 24", "aria-hidden": "true", "width": "18", "height": "18"}
        translator.body.append(translator.starttag(node, "svg", "", CLASS="cv-icon", **drawing))
        translator.body.append(translator.emptytag(node, "path", "", d=ICONS[node["name"]]) + "</svg>")
    raise nodes.SkipNode


def leave_out(translator: nodes.NodeVisitor, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_config_value("cv_links", {}, "env", types=frozenset({dict}),
                         description="Where else the owner is found: the words of each link, and its address.")  # fmt: skip
    elsewhere: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (leave_out, None))
    app.add_node(portrait, html=(write_portrait, None), **elsewhere)
    app.add_node(icon, html=(write_icon, None), **elsewhere)
    app.add_node(glance)
    app.add_directive_to_domain("cv", "portrait", PortraitDirective)
    app.add_directive_to_domain("cv", "profiles", ProfilesDirective)
    app.add_directive_to_domain("cv", "glance", GlanceDirective)
    app.connect("doctree-resolved", fill_glances)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
