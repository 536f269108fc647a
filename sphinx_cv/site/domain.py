"""The `cv` domain: the publications, the lists that show them, and the rows of all pages.

Rows and lists are collected while pages are read; what shows them elsewhere is filled when its page is written
(placeholders.py). A page that shows what other pages say is read again whenever one of these changes.
"""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_cv.bibtex.records import Library
from sphinx_cv.model import filters
from sphinx_cv.model.awards import award_text
from sphinx_cv.model.coauthors import count_coauthors
from sphinx_cv.model.publication import FILTER_NAMES
from sphinx_cv.render.citation import compose
from sphinx_cv.site.settings import identities_of
from sphinx_cv.site.urls import percent_encode_first_char

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from sphinx import addnodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.coauthors import Coauthor
    from sphinx_cv.model.identity import Identities
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row
    from sphinx_cv.site.build_state import BuildState

#: Fields that a filter may name although no entry has them.
USUAL_FIELDS = (
    "abstract booktitle code doi eprint journal keywords note pages pdf poster publisher slides url video volume website year"
).split()


class PublicationList(NamedTuple):
    """A list of publications on a page."""

    #: Its number on its page, from 1.
    number: int
    keys: tuple[str, ...]
    numbered: bool
    #: "year" or "topic" if it is one group of several; else empty.
    by: str = ""


class CVDomain(Domain):
    """The publications, the lists that show them, and the rows.

    `data` is kept between builds; attributes are of one build.
    """

    name = "cv"
    label = "CV"
    object_types: ClassVar[dict[str, ObjType]] = {
        "pub": ObjType("publication", "pub"),
        **{kind: ObjType(kind) for kind in ("position", "degree", "award", "course")},
    }
    data_version = 3
    initial_data: ClassVar[dict[str, Any]] = {
        "library": Library(),
        "library_digest": "",  # of the files that the library was read from
        "rows": {},  # docname -> its rows, in their order
        "row_nodes": {},  # docname -> anchor -> the row's nodes, for {entries}
        "lists": {},  # docname -> its lists of publications
        "dependents": set(),  # pages that show what other pages say
        "coauthor_pages": set(),  # pages with {coauthors}
    }

    @classmethod
    def of(cls, env: BuildEnvironment) -> CVDomain:
        """Return the domain of a build."""
        return cast("CVDomain", env.get_domain(cls.name))

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        #: Both are set once the builder is known, before anything is read.
        self.builder: Builder
        self.build_state: BuildState
        #: Whether the BibTeX files differ from those that the pages were read with.
        self.library_changed = False
        #: The pages of the publications that have one in this build, by key.
        self.publication_pages: dict[str, str] = {}
        #: Return the nodes of a publication in a list; websites have their own (html/citations.py).
        self.citation_nodes: Callable[[Publication], list[nodes.Node]] = self.compose
        self._menus: tuple[str, dict[object, str]] = ("", {})
        self._canonical_lists: dict[str, tuple[str, int]] | None = None
        self._row_awards: dict[str, tuple[str, ...]] | None = None

    @property
    def library(self) -> Library:
        return cast("Library", self.data["library"])

    @property
    def keys(self) -> list[str]:
        """The citation keys, in the order of the files."""
        return [publication.key for publication in self.library.publications]

    def publication(self, key: str) -> Publication | None:
        return self.library.by_key.get(key.lower())

    def compose(self, publication: Publication) -> list[nodes.Node]:
        """Return the nodes of a publication with this site's marks and awards."""
        return compose(publication, self.env.config.cv_marks, self.row_awards.get(publication.key, ()))

    @cached_property
    def identities(self) -> Identities:
        """Who the people of the publications are."""
        return identities_of(self.env.config)

    @cached_property
    def coauthors(self) -> list[Coauthor]:
        """Everyone the owner has published with."""
        return count_coauthors(self.library.publications, self.identities)

    @property
    def filter_names(self) -> dict[str, str]:
        """The names that a filter over publications may use, each with its kind."""
        fields = {
            name for publication in self.library.publications for name in publication.fields if name.isidentifier()
        }
        return dict.fromkeys([*USUAL_FIELDS, *sorted(fields)], filters.TEXT) | FILTER_NAMES

    @property
    def rows(self) -> list[Row]:
        """All rows: pages in the order of the table of contents, rows in the order written."""
        noted: dict[str, list[Row]] = self.data["rows"]
        return [row for docname in self.reading_order() for row in noted.get(docname, ())]

    @property
    def canonical_lists(self) -> dict[str, tuple[str, int]]:
        """The page and number of each publication's canonical list: the first numbered one that shows it, else the first."""
        if self._canonical_lists is None:
            found: dict[str, tuple[str, int]] = {}
            noted: dict[str, list[PublicationList]] = self.data["lists"]
            for numbered in (True, False):
                for docname in self.reading_order():
                    for each in noted.get(docname, ()):
                        if each.numbered is numbered:
                            for key in each.keys:
                                found.setdefault(key, (docname, each.number))
            self._canonical_lists = found
        return self._canonical_lists

    def listed_by_year(self, docname: str) -> set[str]:
        """Return the keys of the publications that a page lists by year."""
        noted: dict[str, list[PublicationList]] = self.data["lists"]
        return {key for each in noted.get(docname, ()) if each.by == "year" for key in each.keys}

    @property
    def filtered_page(self) -> str:
        """The page with the filter bar: it lists the most publications by year; empty if none does."""
        page = max(self.reading_order(), key=lambda docname: len(self.listed_by_year(docname)))
        return page if self.listed_by_year(page) else ""

    @property
    def row_awards(self) -> dict[str, tuple[str, ...]]:
        """What each publication shows of the {award} rows that name it, by key, beside the award of its own entry."""
        if self._row_awards is None:
            found: dict[str, tuple[str, ...]] = {}
            for row in self.rows:
                publication = self.publication(row.publication) if row.kind == "award" and row.publication else None
                if publication and (text := award_text(row, publication)):
                    found[publication.key] = tuple(dict.fromkeys((*found.get(publication.key, ()), text)))
            self._row_awards = found
        return self._row_awards

    def reading_order(self) -> list[str]:
        """Return all pages: those of the table of contents in its order, then the others."""
        includes, ordered = self.env.toctree_includes, dict[str, None]()

        def visit(docname: str) -> None:
            if docname not in ordered:
                ordered[docname] = None
                for child in includes.get(docname, ()):
                    visit(child)

        visit(self.env.config.root_doc)
        return [*ordered, *sorted(self.env.found_docs - ordered.keys())]

    def menus_of(self, page: str) -> dict[object, str]:
        """Return the menus that were made for a page; those of the page before are forgotten."""
        if self._menus[0] != page:
            self._menus = (page, {})
        return self._menus[1]

    def note_row(self, row: Row) -> None:
        self.data["rows"].setdefault(row.docname, []).append(row)
        self._forget_derived()

    def note_list(self, docname: str, number: int, keys: Iterable[str], *, numbered: bool, by: str = "") -> None:
        self.data["lists"].setdefault(docname, []).append(PublicationList(number, tuple(keys), numbered, by))
        self._forget_derived()

    def note_dependent(self, docname: str) -> None:
        """Let a page be read again whenever any page is."""
        self.data["dependents"].add(docname)

    def note_publication_use(self, docname: str) -> None:
        """Let a page be read again when the BibTeX files or any page change."""
        self.note_dependent(docname)
        for path in cast("Any", self.env.get_domain("cite")).bibdata.bibfiles:
            self.env.note_dependency(str(path), docname=docname)

    def clear_doc(self, docname: str) -> None:
        for name in ("rows", "row_nodes", "lists"):
            self.data[name].pop(docname, None)
        for name in ("dependents", "coauthor_pages"):
            self.data[name].discard(docname)
        self._forget_derived()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for name in ("rows", "row_nodes", "lists"):
            self.data[name].update(
                {docname: found for docname, found in otherdata[name].items() if docname in docnames}
            )
        for name in ("dependents", "coauthor_pages"):
            self.data[name].update(otherdata[name] & set(docnames))
        self._forget_derived()

    def _forget_derived(self) -> None:
        self._canonical_lists = self._row_awards = None

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: addnodes.pending_xref, contnode: nodes.Element,
    ) -> nodes.reference | None:  # fmt: skip
        """Link to a publication's canonical list, else to the work itself."""
        found = self.publication(target)
        if found is None:  # named when the page was read
            return cast("nodes.reference", contnode)
        if not contnode.astext():
            contnode = nodes.inline("", found.title.plain, classes=contnode["classes"])
        if home := self.canonical_lists.get(found.key):
            with contextlib.suppress(NoUri):  # a PDF without that page
                return make_refnode(builder, fromdocname, home[0], found.key, contnode, found.title.plain)
        if found.title_url:
            return nodes.reference("", "", contnode, internal=False, refuri=found.title_url)
        return cast("nodes.reference", contnode)

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:  # noqa: ANN401
        """Return nothing: {any} does not look for publications, whose keys may be words of prose."""
        return []

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002  (Sphinx's name)
        """Return what a search result is called, without "CV" before it."""
        return str(type.lname)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield the publications under their keys and the rows under their anchors, for search and objects.inv."""
        lists, taken = self.canonical_lists, set[str]()
        for publication in self.library.publications:
            if found := lists.get(publication.key):
                anchor = percent_encode_first_char(publication.key)
                yield publication.key, publication.title.plain, "pub", found[0], anchor, 1
        for row in self.rows:
            name = f"{row.docname}:{row.anchor}" if row.anchor in taken else row.anchor
            taken.add(name)
            type_ = nodes.make_id(row.kind) or "entry"
            yield name, row.heading, type_, row.docname, percent_encode_first_char(row.anchor), 1


def note_builder(app: Sphinx) -> None:
    CVDomain.of(app.env).builder = app.builder


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """Return the pages that show what other pages say, if any page changed, and those that show publications, if these did."""
    domain = CVDomain.of(env)
    outdated: set[str] = set()
    if added or changed or removed or domain.library_changed:
        outdated |= domain.data["dependents"]
    if domain.library_changed:  # decided by content: a file may have been replaced by an older one
        outdated |= domain.data["lists"].keys() | {env.config.root_doc}  # Sphinx keeps what is read only with some page
    return outdated & env.found_docs


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.settings")
    app.add_domain(CVDomain)
    app.connect("builder-inited", note_builder, priority=50)  # before the BibTeX files are read (100)
    app.connect("env-get-outdated", outdated_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
