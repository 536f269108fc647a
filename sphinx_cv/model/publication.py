"""The publications: one record each, decoded and typed, and what a filter may ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_cv.model import filters
from sphinx_cv.model.links import Link, arxiv_address, doi_address
from sphinx_cv.model.text import EMPTY, Rich
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_cv.model.person import Person

#: The year by which work that is still to come is sorted and filtered.
FORTHCOMING = 9999
#: The typed names of a filter; any other is the text of a field.
FILTER_NAMES = {
    "y": filters.NUMBER, "topics": filters.SET_OF_TEXT, "authors": filters.SET_OF_TEXT, "venue": filters.TEXT,
    "kind": filters.TEXT, "award": filters.TEXT, "presentation": filters.TEXT, "role": filters.TEXT,
    "selected": filters.FLAG, "type": filters.TEXT, "key": filters.TEXT, "title": filters.TEXT, "author": filters.TEXT,
    "editor": filters.TEXT, "number": filters.NUMBER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Venue:
    """Where something was published."""

    name: Rich
    #: The acronym in parentheses at the name's end, else the whole name: `ICML`.
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One publication; texts are decoded, years are numbers."""

    key: str
    type: str
    kind: str
    title: Rich
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    #: Whether authors (or, without authors, editors) end in "and others".
    others: bool = False
    venue: Venue | None = None
    #: Volume, issue and pages, series, publisher, thesis type and the like, in the order in which they are printed.
    details: tuple[Rich, ...] = ()
    #: 0 when it is not known.
    year: int = 0
    #: "in press" and the like, else empty.
    state: str = ""
    award: str = ""
    presentation: str = ""
    topics: tuple[str, ...] = ()
    selected: bool = False
    note: Rich = EMPTY
    arxiv: str = ""
    doi: str = ""
    #: The venue's page.
    url: str = ""
    links: tuple[Link, ...] = ()
    #: Rank over all publications by year, then by the order of the files: the newest has the highest.
    number: int = 0
    #: As the file has them, with what crossref and xdata add; names in lower case, LaTeX as it stands.
    fields: dict[str, str]
    path: Path
    line: int
    #: The line of each field; of one that crossref or xdata adds, the line that names the other entry.
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where its title leads."""
        if self.url or not (self.arxiv or self.doi):
            return self.url
        return arxiv_address(self.arxiv) if self.arxiv else doi_address(self.doi)

    @property
    def sort_year(self) -> int:
        return FORTHCOMING if self.state and not self.year else self.year

    def value(self, name: str) -> Any:  # noqa: ANN401  (text, number, flag or set, as FILTER_NAMES says)
        """What a filter's name stands for; a name that is not typed is a field, decoded."""
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
        return getattr(self, name) if name in FILTER_NAMES else decode(self.fields.get(name, ""))[0].plain

    @property
    def role(self) -> str:
        """The owner's place among the authors: first, equal, last or other; empty when not among them."""
        for position, person in enumerate(self.authors):
            if person.owner:
                if position == 0:
                    return "first"
                if "equal" in person.marks:
                    return "equal"
                return "last" if position == len(self.authors) - 1 and not self.others else "other"
        return ""


def newest_first(publications: Iterable[Publication]) -> list[Publication]:
    """By year, and inside a year in the order of the files."""
    return sorted(publications, key=lambda publication: -publication.number)
