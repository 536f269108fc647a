"""The owner's co-authors, each person once."""

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
    """A person, the number of joint publications, and the years of the first and last; 0 if none has a year."""

    person: Identity
    sort_name: str
    publications: int
    first: int
    last: int


def count_coauthors(publications: Iterable[Publication], identities: Identities) -> list[Coauthor]:
    """Return everyone the owner has published with: by the number of publications, then by family name.

    A publication that names all its people, and not the owner, is no joint one.
    """
    counts: Counter[Identity] = Counter()
    years: dict[Identity, list[int]] = {}
    names: dict[Identity, str] = {}
    publications = list(publications)
    owned = any(_is_owners(each, identities) for each in publications)
    for each in publications:
        if owned and not each.others and not _is_owners(each, identities):
            continue
        for person in each.people:
            names.setdefault(identities.of(person), person.sort_name)
        for identity in identities.each_once(person for person in each.people if not person.owner):
            if not identity.owner:
                counts[identity] += 1
                years.setdefault(identity, []).extend([each.year] if each.year else [])
    found = [Coauthor(identity, names[identity], number, min(years[identity], default=0), max(years[identity], default=0))
             for identity, number in counts.items()]  # fmt: skip
    return sorted(found, key=lambda each: (-each.publications, fold(each.sort_name), each.person.name))


def recent_coauthors(found: Iterable[Coauthor], months: int, today: datetime.date | None) -> list[Coauthor]:
    """Return those of the last months, counted back from a day, or from the end of the newest year if it is None.

    A publication's year counts to its end, and one without a year counts as of today.
    """
    found = list(found)
    newest = max((each.last for each in found), default=0)
    month = today.year * 12 + today.month if today else newest * 12 + 12
    return [each for each in found if not each.last or each.last * 12 + 12 > month - months]


def _is_owners(publication: Publication, identities: Identities) -> bool:
    return any(person.owner or identities.of(person).owner for person in publication.people)
