"""The `cv` domain: the publications, the lists that show them, and the rows of all pages.

Rows and lists are collected while pages are read. Other pages show them by placeholders, which are filled when these
pages are written (placeholders.py). A page that shows the content of other pages is read again whenever a page changes.
"""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

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
from sphinx_cv.site.cited_lists import candidates, choose, citing_pages
from sphinx_cv.site.pages import find_canonical_lists, keys_by_year, reading_order
from sphinx_cv.site.settings import identities_of
from sphinx_cv.site.urls import base_url, percent_encode_first_char

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from sphinx import addnodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.bibtex.records import UnreadableError
    from sphinx_cv.model.coauthors import Coauthor
    from sphinx_cv.model.identity import Identities
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row
    from sphinx_cv.site.build_state import BuildState
    from sphinx_cv.site.pages import PublicationList

#: Fields that a filter may use although no entry has them.
USUAL_FIELDS = (
    "abstract booktitle code doi eprint journal keywords note pages pdf poster publisher slides url video volume"
    " website year"
).split()

#: The ids of the themes and of Sphinx's search page.
THEME_IDS = frozenset(
    "__navigation __toc content documentation main search search-results searchbox search-progress".split()
)
#: The first letters of the ids of this package, and of furo and its icons.
_ID_PREFIXES = ("cv-", "furo-", "svg-")


def is_reserved(anchor: str) -> bool:
    """Return whether the theme or this package may have an id on a page."""
    return anchor in THEME_IDS or anchor.startswith(_ID_PREFIXES)


class CVDomain(Domain):
    """The publications, the lists that show them, and the rows.

    Sphinx keeps `data` between builds; the other attributes belong to one build.
    """

    name = "cv"
    label = "CV"
    object_types: ClassVar[dict[str, ObjType]] = {
        "pub": ObjType("publication", "pub"),
        **{kind: ObjType(kind) for kind in ("position", "degree", "award", "course")},
    }
    data_version = 4
    initial_data: ClassVar[dict[str, Any]] = {
        "library": Library(),
        "library_digest": "",  # of the input of the library
        "files": [],  # the paths of the BibTeX files
        "rows": {},  # docname -> its rows, in the order written
        "row_nodes": {},  # docname -> anchor -> the nodes of the row, for {entries}
        "sources": {},  # docname -> a digest of the page and the files that it includes
        "ids": {},  # docname -> the ids of the page
        "lists": {},  # docname -> its lists of publications
        "dependents": set(),  # pages that show the content of other pages
        "coauthor_pages": set(),  # pages with {coauthors}
        "pages": set(),  # pages that show something of a CV
    }

    @classmethod
    def of(cls, env: BuildEnvironment) -> CVDomain:
        """Return the domain of a build environment."""
        return cast("CVDomain", env.get_domain(cls.name))

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        #: Both are set at builder-inited, before any page is read.
        self.builder: Builder
        self.build_state: BuildState
        #: Whether the BibTeX files have changed since the pages were read.
        self.library_changed = False
        #: The files that cannot be read, and whether the faults of the others are logged.
        self.unreadable: tuple[UnreadableError, ...] = ()
        self.faults_are_logged = False
        #: The pages that this build reads.
        self.pages_read: set[str] = set()
        #: Whether the website has a file with all publications.
        self.has_bibtex_file = False
        #: The page of each publication that has its own page in this build, by key.
        self.publication_pages: dict[str, str] = {}
        #: Returns the nodes of a publication in a list; websites replace it (html/citations.py).
        self.citation_nodes: Callable[[Publication], list[nodes.Node]] = self.compose
        self._menus: tuple[str, dict[object, str]] = ("", {})
        self._canonical_lists: dict[str, tuple[str, int]] | None = None
        self._row_awards: dict[str, tuple[str, ...]] | None = None

    @property
    def library(self) -> Library:
        return cast("Library", self.data["library"])

    @property
    def keys(self) -> list[str]:
        """The citation keys in the order of the files."""
        return [publication.key for publication in self.library.publications]

    def publication(self, key: str) -> Publication | None:
        """Return the publication with a key, whatever its case; None if there is none."""
        return self.library.by_key.get(key.lower())

    def anchor(self, key: str) -> str:
        """Return the anchor of a publication: its key, unless a page or its theme has that id already."""
        if not self._is_taken(key):
            return key
        anchor = f"pub-{key}"
        while anchor.lower() in self.library.by_key or self._is_taken(anchor):
            anchor = f"pub-{anchor}"
        return anchor

    def _is_taken(self, anchor: str) -> bool:
        """Return whether a page or its theme has an id."""
        ids = self.data["ids"].values()
        return is_reserved(anchor) or any(anchor in found for found in ids)

    def compose(self, publication: Publication) -> list[nodes.Node]:
        """Return the nodes of a publication, with the marks of cv_marks and the awards of the rows."""
        config = self.env.config
        return compose(publication, config.cv_marks, self.row_awards.get(publication.key, ()), base=base_url(config))

    @cached_property
    def identities(self) -> Identities:
        """The identities of the authors and editors (cv_people)."""
        return identities_of(self.env.config)

    @cached_property
    def coauthors(self) -> list[Coauthor]:
        """The co-authors of the owner, each with the number and the years of the joint publications."""
        return count_coauthors(self.library.publications, self.identities)

    @property
    def filter_names(self) -> dict[str, str]:
        """The names that a filter of publications may use, each with its kind."""
        fields = {
            name for publication in self.library.publications for name in publication.fields if name.isidentifier()
        }
        return dict.fromkeys([*USUAL_FIELDS, *sorted(fields)], filters.TEXT) | FILTER_NAMES

    @property
    def rows(self) -> list[Row]:
        """All rows: pages in the order of the table of contents, rows in the order written."""
        rows: dict[str, list[Row]] = self.data["rows"]
        return [row for docname in reading_order(self.env) for row in rows.get(docname, ())]

    @property
    def canonical_lists(self) -> dict[str, tuple[str, int]]:
        """The page and number of the canonical list of each publication, by key."""
        if self._canonical_lists is None:
            lists = {
                docname: [each._replace(keys=self._keys_of(docname, each)) for each in found]
                for docname, found in self.data["lists"].items()
            }
            self._canonical_lists = find_canonical_lists(lists, reading_order(self.env))
        return self._canonical_lists

    def list_at(self, docname: str, number: int) -> PublicationList:
        """Return a list of publications by its page and its number there."""
        return cast("PublicationList", self.data["lists"][docname][number - 1])

    def publications_of(self, docname: str, list_: PublicationList) -> list[Publication]:
        """Return the publications that a list shows, newest first; raises FilterError."""
        if not list_.filter:
            return [self.library.by_key[key.lower()] for key in list_.keys]
        citing = citing_pages(self.env)
        return choose(self.library.publications, list_, docname, self.filter_names, citing)

    def _keys_of(self, docname: str, list_: PublicationList) -> tuple[str, ...]:
        try:
            shown = self.publications_of(docname, list_) if list_.filter else ()
        except filters.FilterError:  # it is said where the list is written
            shown = candidates(self.library.publications, list_)
        return tuple(each.key for each in shown) or list_.keys

    def listed_by_year(self, docname: str) -> set[str]:
        """Return the keys of the publications that a page lists by year."""
        return keys_by_year(self.data["lists"].get(docname, ()))

    @property
    def filtered_page(self) -> str:
        """The page with the filter bar, which lists the most publications by year; empty if there is none."""
        page = max(reading_order(self.env), key=lambda docname: len(self.listed_by_year(docname)))
        return page if self.listed_by_year(page) else ""

    @property
    def row_awards(self) -> dict[str, tuple[str, ...]]:
        """The awards that {award} rows give to each publication, by key, without those that its entry has."""
        if self._row_awards is None:
            found: dict[str, tuple[str, ...]] = {}
            for row in self.rows:
                publication = self.publication(row.publication) if row.kind == "award" and row.publication else None
                if publication and (text := award_text(row, publication)):
                    found[publication.key] = tuple(dict.fromkeys((*found.get(publication.key, ()), text)))
            self._row_awards = found
        return self._row_awards

    def menus_of(self, page: str) -> dict[object, str]:
        """Return the cache of the menus of a page; the cache of the previous page is dropped."""
        if self._menus[0] != page:
            self._menus = (page, {})
        return self._menus[1]

    def note_row(self, row: Row) -> None:
        """Add a row to its page."""
        self.data["rows"].setdefault(row.docname, []).append(row)
        self._forget_derived()

    def note_list(self, docname: str, list_: PublicationList) -> None:
        """Add a list of publications to a page."""
        self.data["lists"].setdefault(docname, []).append(list_)
        self._forget_derived()

    def note_dependent(self, docname: str) -> None:
        """Mark a page to be read again whenever any page changes."""
        self.data["dependents"].add(docname)

    def note_publication_use(self, docname: str) -> None:
        """Mark a page to be read again whenever a BibTeX file or any page changes."""
        self.note_dependent(docname)
        for path in self.data["files"]:
            self.env.note_dependency(path, docname=docname)

    def clear_doc(self, docname: str) -> None:
        for name in ("rows", "row_nodes", "ids", "lists", "sources"):
            self.data[name].pop(docname, None)
        for name in ("dependents", "coauthor_pages", "pages"):
            self.data[name].discard(docname)
        self._forget_derived()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for name in ("rows", "row_nodes", "ids", "lists"):
            others = otherdata[name]
            self.data[name].update({docname: others[docname] for docname in others if docname in docnames})
        for name in ("dependents", "coauthor_pages", "pages"):
            self.data[name].update(otherdata[name] & set(docnames))
        self._forget_derived()

    def _forget_derived(self) -> None:
        """Clear the cached values that are computed from rows and lists."""
        self._canonical_lists = self._row_awards = None

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return a link to a page (of type "page"), to a publication in its canonical list, or to the work itself."""
        if typ == "page":
            return make_refnode(builder, fromdocname, target, "", contnode)
        found = self.publication(target)
        if found is None:  # the role has warned when the page was read
            return cast("nodes.reference", contnode)
        if not contnode.astext():
            contnode = nodes.inline("", found.title.plain, classes=contnode["classes"])
        if canonical := self.canonical_lists.get(found.key):
            with contextlib.suppress(NoUri):  # the PDF does not contain that page
                return make_refnode(
                    builder, fromdocname, canonical[0], self.anchor(found.key), contnode, found.title.plain
                )
        if found.title_url:
            return nodes.reference("", "", contnode, internal=False, refuri=found.title_url)
        return cast("nodes.reference", contnode)

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:  # noqa: ANN401
        """Return no result: {any} does not find publications, as their keys may be ordinary words."""
        return []

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002  (Sphinx's name)
        """Return the type that search results show, without the prefix "CV"."""
        return str(type.lname)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield the publications by key and the rows by anchor, for the search and objects.inv."""
        lists, taken = self.canonical_lists, set[str]()
        for publication in self.library.publications:
            if found := lists.get(publication.key):
                anchor = percent_encode_first_char(self.anchor(publication.key))
                yield publication.key, publication.title.plain, "pub", found[0], anchor, 1
        for row in self.rows:
            name = f"{row.docname}:{row.anchor}" if row.anchor in taken else row.anchor
            taken.add(name)
            type_ = nodes.make_id(row.kind) or "entry"
            yield name, row.heading, type_, row.docname, percent_encode_first_char(row.anchor), 1


def note_page(app: Sphinx, doctree: nodes.document) -> None:
    """Note the ids of a page, which may be citation keys as well, and whether it shows something of a CV."""
    domain = CVDomain.of(app.env)
    domain.data["ids"][app.env.docname] = frozenset(doctree.ids)
    if any(map(_is_of_cv, doctree.findall(nodes.Element))):
        domain.data["pages"].add(app.env.docname)


def _is_of_cv(node: nodes.Element) -> bool:
    return (
        type(node).__module__.startswith("sphinx_cv.")
        or node.get("refdomain") == CVDomain.name
        or any(name.startswith("cv-") for name in node["classes"])
    )


def note_builder(app: Sphinx) -> None:
    """Give the domain the builder."""
    CVDomain.of(app.env).builder = app.builder


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.settings")
    app.add_domain(CVDomain)
    app.connect("builder-inited", note_builder, priority=50)  # before the BibTeX files are read (100)
    app.connect("doctree-read", note_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
