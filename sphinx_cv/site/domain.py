"""The `cv` domain: what all pages have together, and references to publications.

Rows and lists are noted as pages are read; what shows them elsewhere, {entries} and {cv:pub}, is resolved when all pages are
read. Pages with these are read again whenever any page is, so that they never show what has changed since.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from sphinx_cv.bibtex.library import Library
from sphinx_cv.model import filters
from sphinx_cv.model.awards import award_text
from sphinx_cv.model.publication import FILTER_NAMES
from sphinx_cv.site.warnings import warn_of_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sphinx import addnodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row

#: Fields that a filter may name although no entry has them.
USUAL_FIELDS = (
    "abstract booktitle code doi eprint journal keywords note pages pdf poster publisher slides url video volume website year"
).split()


class PublicationList(NamedTuple):
    """A list of publications on a page."""

    #: Counted on its page, from 1.
    number: int
    keys: tuple[str, ...]
    numbered: bool
    #: "year" or "topic", where it is a group of such; else empty.
    by: str = ""


class PublicationRole(XRefRole):
    """{cv:pub}: a publication by its key; its title is printed if no text is given."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        domain = CVDomain.of(env)
        domain.note_publication_use(env.docname)
        refnode["nosmartquotes"] = True
        found = domain.publication(target)
        if found is None:
            warn_of_key(target, domain.keys, (env.docname, self.lineno))
        return (title if has_explicit_title or not found else found.title.plain), target


class CVDomain(Domain):
    """What all pages have: the publications, the lists that show them, and the rows."""

    name = "cv"
    label = "CV"
    object_types: ClassVar[dict[str, ObjType]] = {
        "pub": ObjType("publication", "pub"),
        **{kind: ObjType(kind) for kind in ("position", "degree", "award", "course")},
    }
    roles: ClassVar[dict[str, Any]] = {"pub": PublicationRole()}
    data_version = 2
    initial_data: ClassVar[dict[str, Any]] = {
        "library": Library(), "stamp": "",
        "rows": {},  # docname -> its rows, in their order
        "lists": {},  # docname -> its lists of publications
        "dependents": set(),  # pages that show what other pages say
        "coauthors": set(),  # pages with a table of co-authors
        "everywhere": None,  # what all pages show
        "awards": None,  # what lists show of rows
        "made_of": None,  # the stamp of the library that pages without a source were made of
    }  # fmt: skip

    @classmethod
    def of(cls, env: BuildEnvironment) -> CVDomain:
        """The domain of a build."""
        return cast("CVDomain", env.get_domain(cls.name))

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        #: The publications that have a page of their own in this build, by key, and the page's name.
        self.pages: dict[str, str] = {}

    #: The result of `homes`, until a page is read.
    _homes: dict[str, tuple[str, int]] | None = None
    #: The result of `awards`, likewise.
    _awards: dict[str, tuple[str, ...]] | None = None

    @property
    def library(self) -> Library:
        return cast("Library", self.data["library"])

    @property
    def keys(self) -> list[str]:
        """The citation keys, in the order of the files."""
        return [publication.key for publication in self.library.publications]

    def publication(self, key: str) -> Publication | None:
        return self.library.by_key.get(key.lower())

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
    def homes(self) -> dict[str, tuple[str, int]]:
        """The page and list where a publication is at home: the first numbered list that shows it, else the first."""
        if self._homes is not None:
            return self._homes
        homes: dict[str, tuple[str, int]] = {}
        noted: dict[str, list[PublicationList]] = self.data["lists"]
        for numbered in (True, False):
            for docname in self.reading_order():
                for each in noted.get(docname, ()):
                    if each.numbered is numbered:
                        for key in each.keys:
                            homes.setdefault(key, (docname, each.number))
        self._homes = homes
        return homes

    def shown_by_year(self, docname: str) -> set[str]:
        """The keys of the publications that a page lists by year."""
        noted: dict[str, list[PublicationList]] = self.data["lists"]
        return {key for each in noted.get(docname, ()) if each.by == "year" for key in each.keys}

    @property
    def filtered_page(self) -> str:
        """The page that can be filtered in the browser: it lists the most publications by year; empty if none does."""
        page = max(self.reading_order(), key=lambda docname: len(self.shown_by_year(docname)))
        return page if self.shown_by_year(page) else ""

    @property
    def awards(self) -> dict[str, tuple[str, ...]]:
        """What each paper shows of the {award} rows that name it, beside the award of its own entry, by key."""
        if self._awards is None:
            self._awards = {}
            for row in self.rows:
                publication = self.publication(row.publication) if row.kind == "award" and row.publication else None
                if publication and (text := award_text(row, publication)):
                    shown = dict.fromkeys((*self._awards.get(publication.key, ()), text))
                    self._awards[publication.key] = tuple(shown)
        return self._awards

    def reading_order(self) -> list[str]:
        """All pages: as the table of contents has them, then those it has not."""
        includes, ordered = self.env.toctree_includes, dict[str, None]()

        def visit(docname: str) -> None:
            if docname not in ordered:
                ordered[docname] = None
                for child in includes.get(docname, ()):
                    visit(child)

        visit(self.env.config.root_doc)
        return [*ordered, *sorted(self.env.found_docs - ordered.keys())]

    def note_row(self, row: Row) -> None:
        self.data["rows"].setdefault(row.docname, []).append(row)
        self._awards = None

    def note_list(self, docname: str, number: int, keys: Iterable[str], *, numbered: bool, by: str = "") -> None:
        self.data["lists"].setdefault(docname, []).append(PublicationList(number, tuple(keys), numbered, by))
        self._homes = self._awards = None

    def note_dependent(self, docname: str) -> None:
        self.data["dependents"].add(docname)

    def note_publication_use(self, docname: str) -> None:
        """A page that names a publication is read again when the BibTeX files or any page change."""
        self.note_dependent(docname)
        for path in cast("Any", self.env.get_domain("cite")).bibdata.bibfiles:
            self.env.note_dependency(str(path), docname=docname)

    def clear_doc(self, docname: str) -> None:
        self.data["rows"].pop(docname, None)
        self.data["lists"].pop(docname, None)
        self.data["dependents"].discard(docname)
        self.data["coauthors"].discard(docname)
        self._homes = self._awards = None

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for name in ("rows", "lists"):
            self.data[name].update(
                {docname: found for docname, found in otherdata[name].items() if docname in docnames}
            )
        for name in ("dependents", "coauthors"):
            self.data[name].update(otherdata[name] & set(docnames))
        self._homes = self._awards = None

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: addnodes.pending_xref, contnode: nodes.Element,
    ) -> nodes.reference | None:  # fmt: skip
        found = self.publication(target)
        if found is None:  # which was said when the page was read
            return cast("nodes.reference", contnode)
        if not contnode.astext():
            contnode = nodes.inline("", found.title.plain, classes=contnode["classes"])
        if home := self.homes.get(found.key):
            with contextlib.suppress(NoUri):  # a PDF that its home is not part of
                return make_refnode(builder, fromdocname, home[0], found.key, contnode, found.title.plain)
        if found.address:
            return nodes.reference("", "", contnode, internal=False, refuri=found.address)
        return cast("nodes.reference", contnode)

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[tuple[str, nodes.reference]]:  # noqa: ANN401
        """A bare reference ({any}) does not look for publications: their keys are no words of prose."""
        return []

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002  (Sphinx's name)
        """What a result of the search is called, without "CV" before it."""
        return str(type.lname)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """The publications under their keys, and the rows under their anchors; for the search page and objects.inv."""
        homes, taken = self.homes, set[str]()
        for publication in self.library.publications:
            if home := homes.get(publication.key):
                anchor = other_spelling(publication.key)
                yield publication.key, publication.title.plain, "pub", home[0], anchor, 1
        for row in self.rows:
            name = f"{row.docname}:{row.anchor}" if row.anchor in taken else row.anchor
            taken.add(name)
            yield name, row.heading, nodes.make_id(row.kind) or "entry", row.docname, other_spelling(row.anchor), 1


def other_spelling(anchor: str) -> str:
    """The same address in another text: its first character is percent-encoded.

    Sphinx's search leaves out an anchor that equals the name, and puts the title in its place.
    """
    return "".join(f"%{byte:02X}" for byte in anchor[0].encode()) + anchor[1:]


def read_again(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> set[str]:
    """Pages that show what others say are read again with them."""
    if not (added or changed or removed):
        return set()
    dependents: set[str] = CVDomain.of(env).data["dependents"]
    return dependents & env.found_docs


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_domain(CVDomain)
    app.connect("env-get-outdated", read_again)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
