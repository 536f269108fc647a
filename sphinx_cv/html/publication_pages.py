"""A page for each publication, with what Google Scholar asks of it: `publications/<key>.html`, and `<key>.bib` beside it.

All of them together are in `publications.bib`. The pages have no sources: one template makes them of the records. A page is
written only when something that it shows has changed, and goes when its publication goes; what was written is noted among the
doctrees.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from sphinx_cv.export import bibtex, text
from sphinx_cv.export.bibtex import BIBTEX_FILE
from sphinx_cv.export.highwire import describe, highwire_tags
from sphinx_cv.html.output import HTMLWriter
from sphinx_cv.model import filters
from sphinx_cv.render.citation import compose_badges, compose_legend, compose_people, compose_published
from sphinx_cv.render.text import to_nodes
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import line_of_setting
from sphinx_cv.site.urls import filter_query, is_multi_page
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.text import RichText

FOLDER = "publications"
TEMPLATE = "cv/publication.html"
#: Names that a folder or system has a use of its own for.
_RESERVED = re.compile(r"(?i)index|con|prn|aux|nul|com\d|lpt\d|.*\.bib")
_LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the template shows; names in _html are ready-made, all else is text."""

    home: str
    home_title: str
    anchor: str
    title_html: str
    people_html: str
    published_html: str
    badges_html: str
    note_html: str
    legend_html: str
    abstract_html: str
    #: Each with the address of the list of its papers, empty where there is none.
    topics: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    reference: str
    bibtex: str
    #: The BibTeX file, from the website's root.
    file: str
    description: str
    #: Names and contents of <meta> in <head>.
    tags: tuple[tuple[str, str], ...]


def name_pages(publications: Iterable[Publication]) -> dict[str, str]:
    """The page of each publication by key: the key where it can name a file anywhere, else what is like it, and unique."""
    return {each.key: f"{FOLDER}/{_file_name(each.key)}" for each in publications}


def _file_name(key: str) -> str:
    # keys differ in more than case, for BibTeX too
    safe = re.sub(r"[^A-Za-z0-9._+-]+", "-", key)[:_LONGEST].strip(".-+")
    if safe == key and not _RESERVED.fullmatch(safe.partition(".")[0]) and not _RESERVED.fullmatch(safe):
        return safe
    digest = hashlib.sha256(key.lower().encode()).hexdigest()[:8]
    return f"{safe}-{digest}" if safe else digest


def choose(app: Sphinx) -> None:
    """Decide, once pubs.bib is read, which publications have a page in this build."""
    domain = CVDomain.of(app.env)
    domain.publication_pages = {}
    setting = str(app.config.cv_publication_pages).strip() or "none"
    if setting == "none" or not is_multi_page(app.builder):
        return
    chosen = domain.library.publications
    if setting != "all":
        try:
            matches = filters.parse(setting, domain.filter_names).matches
            chosen = tuple(each for each in chosen if matches(each.value))
        except filters.FilterError as error:
            warn(WarningType.FILTER, "cv_publication_pages %s: %s; all publications have a page", setting, error,
                 location=f"conf.py:{line_of_setting(app.confdir, 'cv_publication_pages')}")  # fmt: skip
    domain.publication_pages = name_pages(chosen)


def read_again(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """A page is read when pubs.bib changed, though none may show what did: else no page at all would be written."""
    domain = CVDomain.of(env)
    return [env.config.root_doc] if domain.has_changed("library", domain.data["library_digest"]) else []


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages that are not there yet, or show what has changed; those whose publication has gone are removed."""
    if not is_multi_page(app.builder):
        return
    builder, domain = cast("StandaloneHTMLBuilder", app.builder), CVDomain.of(app.env)
    noted = Path(app.doctreedir) / f"publication-pages-{builder.name}.json"
    before: dict[str, str] = json.loads(noted.read_text("utf-8")) if noted.is_file() else {}
    pages = {key: page for key, page in domain.publication_pages.items() if page not in app.env.found_docs}
    surroundings = _digest(*_surroundings(app))
    after = {
        "": _digest(
            surroundings,
            domain.data["library_digest"],
            domain.row_awards,
            domain.canonical_lists,
            domain.filtered_page,
            pages,
        )
    }
    written = _written_files(builder, before.keys() - {""})
    everything = Path(app.outdir) / BIBTEX_FILE
    if after[""] == before.get("") and len(written) == 2 * (len(before) - 1) and everything.is_file():
        return  # each page is there with its BibTeX, and nothing changed
    everything.write_text(bibtex.bibtex_file(domain.library.publications), "utf-8", newline="\n")
    make = PageMaker(app)
    for key, name in pages.items():
        publication = domain.library.by_key[key.lower()]
        page = make.page(publication, name)
        after[name] = _digest(surroundings, page)
        file = Path(app.outdir) / page.file
        if before.get(name) != after[name] or not {Path(builder.get_outfilename(name)), file} <= written:
            file.parent.mkdir(exist_ok=True)
            file.write_text(page.bibtex, "utf-8", newline="\n")
            title = html.escape(publication.title.plain, quote=False)
            shown = {"paper": page, "title": title, "cv_description": page.description}
            yield name, shown, TEMPLATE
    for path in written - _written_files(builder, after.keys() - {""}):
        path.unlink()
        if builder.name == "dirhtml" and path.name == "index.html" and not any(path.parent.iterdir()):
            path.parent.rmdir()
    noted.write_text(json.dumps(after, sort_keys=True, indent=0), "utf-8")


def _written_files(builder: StandaloneHTMLBuilder, names: Iterable[str]) -> set[Path]:
    """The files that are there of these pages, which are nobody else's."""
    paths = (
        path
        for name in names
        if name not in builder.env.found_docs
        for path in (Path(builder.get_outfilename(name)), Path(builder.outdir) / f"{name}.bib")
    )
    return {path for path in paths if path.is_file()}


class PageMaker:
    """Makes the pages of a build of their records."""

    def __init__(self, app: Sphinx) -> None:
        self.builder, self.env, self.config = cast("StandaloneHTMLBuilder", app.builder), app.env, app.config
        self.domain = CVDomain.of(app.env)
        self.list_page = self.domain.filtered_page
        self.identities = self.domain.identities
        self.html = HTMLWriter(self.builder).write

    def page(self, publication: Publication, name: str) -> Page:
        home = self.domain.canonical_lists.get(publication.key)
        docname = home[0] if home else self.env.config.root_doc
        marks = self.config.cv_marks
        signs = [sign for mark, sign in marks.items() if mark in publication.marks]
        return Page(
            home=docname, home_title=self.env.titles[docname].astext(), anchor=f"#{quote(publication.key)}" if home else "",
            title_html=self.rich(publication.title),
            people_html=self.html(compose_people(publication, marks, lambda person: self.joint_work(person, name))),
            published_html=self.html(compose_published(publication)),
            badges_html=self.html(compose_badges(publication, self.domain.row_awards.get(publication.key, ()))),
            note_html=self.rich(publication.note), legend_html=self.html([compose_legend(signs)]) if signs else "",
            abstract_html=self.rich(publication.abstract), topics=tuple((topic, self.filtered(name, "topic", topic)) for topic in publication.topics), links=publication.links,
            reference=text.reference(publication), bibtex=bibtex.bibtex(publication), file=f"{name}.bib",
            description=describe(publication), tags=tuple(highwire_tags(publication)),
        )  # fmt: skip

    def joint_work(self, person: Person, name: str) -> str:
        """The address of the list of the papers with a person; the owner needs none."""
        identity = self.identities.of(person)
        return "" if person.owner or identity.owner else self.filtered(name, "author", identity.name)

    def filtered(self, name: str, facet: str, value: str) -> str:
        """The address of the list filtered by a value, from a page; empty where no list can be filtered."""
        if not self.list_page:
            return ""
        return self.builder.get_relative_uri(name, self.list_page) + filter_query(facet, value)

    def rich(self, rich: RichText) -> str:
        return self.html(to_nodes(rich))


def _surroundings(app: Sphinx) -> list[object]:
    """What every page shows around its publication."""
    builder, env = cast("StandaloneHTMLBuilder", app.builder), app.env
    return [
        str(app.outdir), app.extensions["sphinx_cv"].metadata["env_version"], builder.build_info.config_hash,
        builder.build_info.tags_hash, CVDomain.of(env).data["seen"].get("layout"), builder.templates.newest_template_mtime(),
        sorted((name, repr(app.config[name])) for name in app.config.values if name.startswith("cv_")),
        sorted((docname, title.astext()) for docname, title in env.titles.items()), sorted(env.toctree_includes.items()),
    ]  # fmt: skip


def _digest(*shown: object) -> str:
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_config_value("cv_publication_pages", "all", "env", types=frozenset({str}),
                         description="Which publications have a page of their own: all, none, or a filter that says which.")  # fmt: skip
    app.setup_extension("sphinx_cv.site.bibtex_bridge")
    app.connect("builder-inited", choose, priority=600)  # behind the reading of pubs.bib
    app.connect("env-get-outdated", read_again)
    app.connect("html-collect-pages", collect)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
