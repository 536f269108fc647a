"""The owner's co-authors, without duplicates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from sphinx_cv.model.identity import Identities, Identity
    from sphinx_cv.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Coauthor:
    """A co-author."""

    person: Identity
    sort_name: str
    #: The number of joint publications.
    publications: int
    #: The years of the first and last joint publication; 0 if none has a year.
    first: int
    last: int


def count_coauthors(publications: Iterable[Publication], identities: Identities) -> list[Coauthor]:
    """Return the owner's co-authors, sorted by number of publications (descending), then by family name.

    A publication that names all its people, but not the owner, is not counted (unless no publication names the owner).
    """
    counts: Counter[Identity] = Counter()
    years: dict[Identity, list[int]] = {}
    names: dict[Identity, str] = {}
    publications = list(publications)
    any_by_owner = any(_is_by_owner(each, identities) for each in publications)
    for each in publications:
        if any_by_owner and not each.others and not _is_by_owner(each, identities):
            continue
        for person in each.people:
            names.setdefault(identities.of(person), person.sort_name)
        for identity in identities.each_once(person for person in each.people if not person.owner):
            if not identity.owner:
                counts[identity] += 1
                years.setdefault(identity, []).extend([each.year] if each.year else [])
    found = []
    for identity, number in counts.items():
        first, last = min(years[identity], default=0), max(years[identity], default=0)
        found.append(Coauthor(identity, names[identity], number, first, last))
    return sorted(found, key=lambda each: (-each.publications, fold(each.sort_name), each.person.name))


def recent_coauthors(found: Iterable[Coauthor], months: int, today: datetime.date | None) -> list[Coauthor]:
    """Return the co-authors of the last `months` months, up to `today`, or to the end of the newest year if it is None.

    A year counts up to its end. Co-authors without a year are included.
    """
    found = list(found)
    newest = max((each.last for each in found), default=0)
    month = today.year * 12 + today.month if today else newest * 12 + 12
    return [each for each in found if not each.last or each.last * 12 + 12 > month - months]


def _is_by_owner(publication: Publication, identities: Identities) -> bool:
    return any(person.owner or identities.of(person).owner for person in publication.people)
