"""Differences between an entry and what a service says: title, people in order, year, venue.

Case, braces, accents, initials for given names and short names of venues are no differences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding
from sphinx_cv.lint.name_matching import Name, is_compatible
from sphinx_cv.lint.venues import FIELDS as VENUE_FIELDS
from sphinx_cv.lint.venues import is_same
from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_cv.model.identity import Identities
    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.online.identifiers import Identifier

#: The number of names in a message.
_SHOWN = 4


def differences(
    publication: Publication, said: Publication, source: Identifier, people: Identities
) -> Iterator[Finding]:
    """Yield what differs, each at the line of its field; `said` is what the service says of the identifier `source`.

    arXiv knows neither the venue nor the year of a paper that is published elsewhere.
    """
    found = [("title", _of_titles(publication, said)), ("author", _of_people(publication, said, people))]
    if source.service == "doi" or publication.kind == "preprint":
        found += [("year", _of_years(publication, said)), ("venue", _of_venues(publication, said))]
    for name, (here, there) in found:
        if there:
            fields = {"author": ("author", "editor"), "year": ("year", "date"), "venue": VENUE_FIELDS}.get(
                name, (name,)
            )
            message = (
                f"{name}: it is {here} here, but {there} at {source}: correct it, or suppress this with your reason"
            )
            yield Finding.of(publication, "difference", message, *fields)


def _of_titles(publication: Publication, said: Publication) -> tuple[str, str]:
    """Return the two titles if they differ; a subtitle may be missing at the service."""
    here, there = publication.title.plain, said.title.plain
    if _letters(there) in {_letters(here), _letters(here.partition(": ")[0])}:
        return "", ""
    return f"'{here}'", f"'{there}'"


def _letters(text: str) -> str:
    return fold(text.replace("&", " and ")).replace(" ", "")


def _of_people(publication: Publication, said: Publication, people: Identities) -> tuple[str, str]:
    """Return the people who are not the same, in their order, or their numbers if these differ."""
    here, there = publication.people, said.people
    if not there:
        return "", ""
    if publication.others:
        there = there[: len(here)]
    if len(here) != len(there):
        missing = [each for each in there if not any(_is_same(each, other, people) for other in here)]
        surplus = [each for each in here if not any(_is_same(each, other, people) for other in there)]
        return (f"{_count(here)}{_with(surplus)}", f"{_count(there)}{_with(missing)}")
    pairs = [(one, other) for one, other in zip(here, there, strict=True) if not _is_same(one, other, people)]
    return _names([one for one, _ in pairs]), _names([other for _, other in pairs])


def _is_same(one: Person, other: Person, people: Identities) -> bool:
    return (
        fold(one.name) == fold(other.name)
        or people.of(one) is people.of(other)
        or is_compatible(Name(one), Name(other))
    )


def _count(people: Sequence[Person]) -> str:
    return f"{len(people)} people" if len(people) > 1 else "one person" if people else "nobody"


def _with(people: Sequence[Person]) -> str:
    return f" (with {_names(people)})" if people else ""


def _names(people: Sequence[Person]) -> str:
    names = ", ".join(person.name for person in people[:_SHOWN])
    return f"{names} and {len(people) - _SHOWN} more" if len(people) > _SHOWN else names


def _of_years(publication: Publication, said: Publication) -> tuple[str, str]:
    years = publication.date.years if publication.date else ()
    if not said.year or said.year in years:
        return "", ""
    return str(publication.year or "not given"), str(said.year)


def _of_venues(publication: Publication, said: Publication) -> tuple[str, str]:
    if not said.venue or (publication.venue and is_same(publication.venue.name.plain, said.venue.name.plain)):
        return "", ""
    here = f"'{publication.venue.name.plain}'" if publication.venue else "not given"
    return here, f"'{said.venue.name.plain}'"
