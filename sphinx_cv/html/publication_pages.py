"""The page of each publication, `publications/<key>.html`, with the tags for Google Scholar, and its BibTeX file.

The file `publications.bib` holds all publications. The pages have no sources: one template makes them from the records.
A page is written only if something that it shows has changed, and removed with its publication; the state of the build
(build_state.py) has the digest of each.

The following names of Sphinx are not documented: `builder.build_info.config_hash`, `builder.build_info.tags_hash` and
`builder.templates.newest_template_mtime` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from sphinx_cv.export import bibtex, text
from sphinx_cv.export.bibtex import BIBTEX_FILE
from sphinx_cv.export.highwire import describe, highwire_tags
from sphinx_cv.html.output import HTMLWriter, write_if_changed
from sphinx_cv.model import filters
from sphinx_cv.model.publication import passes
from sphinx_cv.render.citation import compose_badges, compose_legend, compose_published
from sphinx_cv.render.people import compose_people
from sphinx_cv.render.text import to_nodes
from sphinx_cv.site.build_state import digest
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import line_of_setting
from sphinx_cv.site.urls import base_url, filter_query, is_multi_page
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.links import Link
    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.text import RichText

FOLDER = "publications"
TEMPLATE = "cv/publication.html"
#: The prefix of pages in the state of the build.
_PREFIX = "publication_page:"
#: Names that a web server, an operating system or this site uses otherwise.
_RESERVED = re.compile(r"(?i)index|con|prn|aux|nul|com\d|lpt\d|.*\.bib")
_LONGEST = 100
#: The name of a page, as name_pages makes it.
_PAGE = re.compile(rf"{FOLDER}/\w[\w+-]*(?:[.]+[\w+-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The values of the template: HTML where the name ends in _html, text elsewhere."""

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
    #: Each topic with the URL of the list filtered by it; empty if there is no such list.
    topics: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    #: The relative URL of the website's root.
    root: str
    reference: str
    bibtex: str
    #: The path of the BibTeX file from the website's root.
    file: str
    description: str
    #: Names and contents of <meta> in <head>.
    tags: tuple[tuple[str, str], ...]


def name_pages(publications: Iterable[Publication]) -> dict[str, str]:
    """Return the page of each publication by key: its name is the key, or similar if the key is no file name."""
    return {each.key: f"{FOLDER}/{_file_name(each.key)}" for each in publications}


def _file_name(key: str) -> str:
    # keys differ not in case alone, for BibTeX too
    safe = re.sub(r"[^A-Za-z0-9._+-]+", "-", key)[:_LONGEST].strip(".-+")
    if safe == key and not _RESERVED.fullmatch(safe.partition(".")[0]) and not _RESERVED.fullmatch(safe):
        return safe
    digest = hashlib.sha256(key.lower().encode()).hexdigest()[:8]
    return f"{safe}-{digest}" if safe else digest


def choose(app: Sphinx) -> None:
    """Choose the publications that have a page in this build."""
    domain = CVDomain.of(app.env)
    domain.publication_pages = {}
    domain.has_bibtex_file = is_multi_page(app.builder)
    setting = str(app.config.cv_publication_pages).strip() or "none"
    if setting == "none" or not is_multi_page(app.builder):
        return
    chosen = domain.library.publications
    if setting != "all":
        try:
            filter_ = filters.parse(setting, domain.filter_names)
            chosen = tuple(each for each in chosen if passes(filter_, each))
        except filters.FilterError as error:
            warn(WarningType.FILTER, "cv_publication_pages %s: %s; all publications have a page", setting[:200], error,
                 location=f"conf.py:{line_of_setting(app.confdir, 'cv_publication_pages')}")  # fmt: skip
    domain.publication_pages = name_pages(chosen)


def leave_out_owned_names(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Leave out the publications' pages whose name an owner's page has."""
    domain = CVDomain.of(env)
    for key, page in list(domain.publication_pages.items()):
        if page in env.found_docs:
            del domain.publication_pages[key]
            message = "this page has the name of the page of '%s', which is left out: rename this page"
            warn(WarningType.PAGE, message, key, location=(page, 1))


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages that do not exist yet, or show what has changed, and remove those whose publication is gone."""
    if not is_multi_page(app.builder):
        return
    builder, domain = cast("StandaloneHTMLBuilder", app.builder), CVDomain.of(app.env)
    state, pages = domain.build_state, domain.publication_pages
    anchors = [domain.anchor(key) for key in domain.keys]
    shown = (
        domain.data["library_digest"],
        anchors,
        domain.row_awards,
        domain.canonical_lists,
        domain.filtered_page,
        pages,
    )
    files = {name: _files_of(builder, name) for name in pages.values()}
    complete = all(path.is_file() for paths in files.values() for path in paths)
    bibtex_file = Path(app.outdir) / BIBTEX_FILE
    before = {name.removeprefix(_PREFIX) for name in state.before if name.startswith(_PREFIX)}
    if not state.has_changed("publication_pages", *_surroundings(app), shown) and complete and bibtex_file.is_file():
        state.keep(_PREFIX)
        return
    state.expect(_PREFIX + name for name in files)
    write_if_changed(bibtex_file, bibtex.bibtex_file(domain.library.publications))
    make, surroundings = PageMaker(app), digest(*_surroundings(app))
    for key, name in pages.items():
        publication = domain.library.by_key[key.lower()]
        page = make.page(publication, name)
        if state.has_changed(_PREFIX + name, surroundings, page) or not all(path.is_file() for path in files[name]):
            write_if_changed(Path(app.outdir) / page.file, page.bibtex)
            title = html.escape(publication.title.plain, quote=False)
            yield name, {"paper": page, "title": title, "cv_description": page.description}, TEMPLATE
    for name in sorted(before - files.keys()):
        if _PAGE.fullmatch(name):  # the state is a file, in which anything may stand
            _remove_files(builder, name)


def _files_of(builder: StandaloneHTMLBuilder, name: str) -> tuple[Path, Path]:
    """Return the two files of a page: HTML and BibTeX."""
    return Path(builder.get_outfilename(name)), Path(builder.outdir) / f"{name}.bib"


def _remove_files(builder: StandaloneHTMLBuilder, name: str) -> None:
    """Remove the files of a page, except the HTML of an owner's page that has taken its name."""
    page, file = _files_of(builder, name)
    file.unlink(missing_ok=True)
    if name not in builder.env.found_docs:
        page.unlink(missing_ok=True)
        if builder.name == "dirhtml" and page.parent.is_dir() and not any(page.parent.iterdir()):
            page.parent.rmdir()


class PageMaker:
    """Makes the pages of a build from the records."""

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
        awards = self.domain.row_awards.get(publication.key, ())
        return Page(
            home=docname,
            home_title=self.env.titles[docname].astext(),
            anchor=f"#{quote(self.domain.anchor(publication.key))}" if home else "",
            title_html=self.rich(publication.title),
            people_html=self.html(compose_people(publication, marks, lambda person: self.joint_work(person, name))),
            published_html=self.html(compose_published(publication)),
            badges_html=self.html(compose_badges(publication, awards)),
            note_html=self.rich(publication.note),
            legend_html=self.html([compose_legend(signs)]) if signs else "",
            abstract_html=self.rich(publication.abstract),
            topics=tuple((topic, self.filtered(name, "topic", topic)) for topic in publication.topics),
            links=publication.links,
            root="../" * self.builder.get_target_uri(name).count("/"),
            reference=text.reference(publication),
            bibtex=bibtex.bibtex(publication),
            file=f"{name}.bib",
            description=describe(publication),
            tags=tuple(highwire_tags(publication, base_url(self.config))),
        )

    def joint_work(self, person: Person, name: str) -> str:
        """Return the URL of the list of the publications with a person; empty for the owner."""
        identity = self.identities.of(person)
        return "" if person.owner or identity.owner else self.filtered(name, "author", identity.name)

    def filtered(self, name: str, facet: str, value: str) -> str:
        """Return the URL of the list filtered by a value, from the page `name`; empty if no list can be filtered."""
        if not self.list_page:
            return ""
        return self.builder.get_relative_uri(name, self.list_page) + filter_query(facet, value)

    def rich(self, rich: RichText) -> str:
        return self.html(to_nodes(rich))


def _surroundings(app: Sphinx) -> list[object]:
    """Return what every page shows around its publication."""
    builder, env = cast("StandaloneHTMLBuilder", app.builder), app.env
    return [
        str(app.outdir),
        app.extensions["sphinx_cv"].metadata["env_version"],
        builder.build_info.config_hash,
        builder.build_info.tags_hash,
        CVDomain.of(env).build_state.now["layout"],
        builder.templates.newest_template_mtime(),
        sorted((name, repr(app.config[name])) for name in app.config.values if name.startswith("cv_")),
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    description = "The publications that have a page of their own: all, none, or a filter."
    app.add_config_value("cv_publication_pages", "all", "env", types=frozenset({str}), description=description)
    for extension in ("sphinx_cv.site.bibtex_bridge", "sphinx_cv.site.rebuild", "sphinx_cv.html.layout"):
        app.setup_extension(extension)
    app.connect("builder-inited", choose, priority=600)  # after the BibTeX files are read (100)
    app.connect("env-before-read-docs", leave_out_owned_names)
    app.connect("html-collect-pages", collect)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
