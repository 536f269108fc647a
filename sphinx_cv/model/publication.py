"""Publications: decoded records, and the names that a filter may use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_cv.model import filters
from sphinx_cv.model.links import Link, arxiv_url, doi_url
from sphinx_cv.model.text import EMPTY, RichText
from sphinx_cv.model.venue import NO_EVENT, NO_ORIGINAL, Event, Original, Venue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_cv.model.edtf import PublicationDate
    from sphinx_cv.model.filters import Filter, Lookup
    from sphinx_cv.model.person import Contribution, Person

#: The year for sorting and filtering work that is not published yet.
FORTHCOMING_YEAR = 9999
#: The names with a type of their own; any other name is the plain text of a field.
FILTER_NAMES = {
    "y": filters.NUMBER,
    "topics": filters.SET_OF_TEXT,
    "authors": filters.SET_OF_TEXT,
    "venue": filters.TEXT,
    "kind": filters.TEXT,
    "award": filters.TEXT,
    "presentation": filters.TEXT,
    "role": filters.TEXT,
    "selected": filters.FLAG,
    "type": filters.TEXT,
    "key": filters.TEXT,
    "title": filters.TEXT,
    "author": filters.TEXT,
    "editor": filters.TEXT,
    "number": filters.NUMBER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A decoded entry; texts that the entry lacks are empty."""

    key: str
    #: The entry type, in lower case.
    type: str
    #: The kind shown to readers: conference, journal, preprint, book, chapter, thesis, report, software, ...
    kind: str
    title: RichText
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    #: Whether the names of `people` end in "and others".
    others: bool = False
    #: biblatex's editortype, for editors who stand in place of authors.
    editor_role: str = "editor"
    contributions: tuple[Contribution, ...] = ()
    #: What is printed after the title: biblatex's titleaddon.
    title_addon: RichText = EMPTY
    venue: Venue | None = None
    event: Event = NO_EVENT
    #: None if there is no year.
    date: PublicationDate | None = None
    #: The publication state, such as "in press"; empty once published.
    state: str = ""
    volume: RichText = EMPTY
    #: BibTeX's number or issue; for a report or patent, its number.
    issue: RichText = EMPTY
    #: The name of an issue that has a number as well, such as "Spring".
    issue_name: RichText = EMPTY
    #: The title of a journal's issue.
    issue_title: RichText = EMPTY
    #: The part of a volume.
    part: RichText = EMPTY
    #: The number of volumes of a work.
    volumes: RichText = EMPTY
    chapter: RichText = EMPTY
    #: A range is written with an en dash.
    pages: str = ""
    #: What `pages` counts: biblatex's bookpagination, such as "column".
    pagination: str = "page"
    #: The number of pages of the whole work.
    page_total: str = ""
    #: The number of an article: biblatex's eid.
    eid: str = ""
    series: RichText = EMPTY
    edition: RichText = EMPTY
    version: RichText = EMPTY
    publisher: RichText = EMPTY
    place: RichText = EMPTY
    #: How a work without a publisher was published, if that is no URL.
    how_published: RichText = EMPTY
    #: The school of a thesis, the institution or organization of a report.
    institution: RichText = EMPTY
    #: The field `type`: "PhD thesis", "Working paper", or a key of biblatex, such as "phdthesis".
    genre: RichText = EMPTY
    original: Original = NO_ORIGINAL
    #: Works to which this one is related: that which it reviews, translates or reprints.
    relations: tuple[Relation, ...] = ()
    #: The languages of a work in more than one.
    languages: RichText = EMPTY
    isbn: str = ""
    issn: str = ""
    abstract: RichText = EMPTY
    #: The field `langid` or `language`.
    language: str = ""
    award: str = ""
    presentation: str = ""
    topics: tuple[str, ...] = ()
    selected: bool = False
    note: RichText = EMPTY
    arxiv: str = ""
    doi: str = ""
    #: The identifier in an archive whose URLs are not known: `archive:identifier`.
    eprint: str = ""
    #: The URL in an archive other than arXiv.
    archive_url: str = ""
    #: The field `url`, percent-encoded; usually the venue's page of the work.
    url: str = ""
    links: tuple[Link, ...] = ()
    #: Rank among all publications by year, then by the order of the files: the newest has the highest.
    number: int = 0
    #: The LaTeX source of each field, by name in lower case; fields inherited by crossref and xdata included.
    fields: dict[str, str]
    #: The plain text of the fields that have LaTeX; see `text`.
    texts: dict[str, str] = field(default_factory=dict)
    #: Fields with LaTeX that could not be decoded.
    undecoded: frozenset[str] = frozenset()
    path: Path
    line: int
    #: The line of each field; for an inherited field, the line of the crossref or xdata field.
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def people(self) -> tuple[Person, ...]:
        """The authors, else the editors."""
        return self.authors or self.editors

    @property
    def everyone(self) -> tuple[Person, ...]:
        """The people of all roles; those of several roles are repeated."""
        return (*self.authors, *self.editors, *(person for each in self.contributions for person in each.people))

    @property
    def year(self) -> int:
        """The year of publication, that of the end of a range; 0 if there is none."""
        return self.date.last.year if self.date else 0

    @property
    def sort_year(self) -> int:
        """The year to sort and filter by."""
        return FORTHCOMING_YEAR if self.state and not self.date else self.year

    @property
    def title_url(self) -> str:
        """The URL of the title's link; empty if there is none."""
        if self.url or not (self.arxiv or self.doi):
            return self.url or self.archive_url
        return arxiv_url(self.arxiv) if self.arxiv else doi_url(self.doi)

    @property
    def marks(self) -> set[str]:
        """The annotations of all people."""
        return {mark for person in self.people for mark in person.marks}

    @property
    def role(self) -> str:
        """The owner's place among the authors: first, equal, last or other; empty if the owner is no author."""
        for position, person in enumerate(self.authors):
            if person.owner:
                if position == 0:
                    return "first"
                if "equal" in person.marks:
                    return "equal"
                return "last" if position == len(self.authors) - 1 and not self.others else "other"
        return ""

    def text(self, name: str) -> str:
        """Return the plain text of a field; empty if there is none."""
        return self.texts[name] if name in self.texts else self.fields.get(name, "")

    def value(self, name: str) -> Any:  # noqa: ANN401  (text, number, flag or set, as FILTER_NAMES says)
        """Return the value of a name in a filter."""
        match name:
            case "y":
                return self.sort_year
            case "topics":
                return frozenset(self.topics)
            case "authors":
                return frozenset(person.name for person in self.authors)
            case "author" | "editor":
                people = self.authors if name == "author" else self.editors
                return " and ".join(person.sort_name for person in people)
            case "venue":
                return self.venue.short if self.venue else ""
            case "title":
                return self.title.plain
        return getattr(self, name) if name in FILTER_NAMES else self.text(name)


@dataclass(frozen=True, slots=True)
class Relation:
    """A related work."""

    #: biblatex's relatedtype, such as "reviewof"; empty if `phrase` says it.
    type: str
    #: The words before the work, if the entry has them.
    phrase: RichText
    work: Publication


def passes(filter_: Filter, publication: Publication, value: Lookup | None = None) -> bool:
    """Return whether a publication passes a filter; a range of years passes if its start or its end does.

    `value` looks up the names of the filter, by default those of the publication. Raises FilterError.
    """
    value = value or publication.value
    years = publication.date.years if publication.date else ()
    if len(years) < 2 or "y" not in filter_.names:  # noqa: PLR2004  (no range)
        return filter_.matches(value)

    def of_year(year: int) -> Lookup:
        return lambda name: year if name == "y" else value(name)

    return any(filter_.matches(of_year(year)) for year in years)


def newest_first(publications: Iterable[Publication]) -> list[Publication]:
    """Sort publications by year, and within a year by the order of the files."""
    return sorted(publications, key=lambda publication: -publication.number)
