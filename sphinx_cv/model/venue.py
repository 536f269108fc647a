"""Venues, events and first publications: where a work is printed, presented, and was printed before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_cv.model.text import EMPTY, RichText

if TYPE_CHECKING:
    from sphinx_cv.model.spans import DateSpan


@dataclass(frozen=True, slots=True)
class Venue:
    """A journal, proceedings or book that a work is part of."""

    #: The name with its subtitle.
    name: RichText
    #: The acronym in parentheses at the name's end, else the name without its subtitle: `ICML`.
    short: str
    #: What is printed after the name: biblatex's booktitleaddon, journaltitleaddon or maintitleaddon.
    addon: RichText = EMPTY
    #: The title of the work in several volumes to which the book belongs, if the name is that of a single volume.
    collection: RichText = EMPTY
    #: Whether it is a book or proceedings, in which the work is printed.
    is_book: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The conference or other event at which a work was presented."""

    #: Empty if the venue has this name.
    title: RichText = EMPTY
    place: RichText = EMPTY
    dates: DateSpan | None = None

    def __bool__(self) -> bool:
        return bool(self.title or self.place or self.dates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The first publication of a work that is reprinted or translated; texts that are not given are empty."""

    title: RichText = EMPTY
    publisher: RichText = EMPTY
    place: RichText = EMPTY
    date: str = ""
    #: The name of the language, such as German.
    language: str = ""


NO_EVENT = Event()
NO_ORIGINAL = Original()
