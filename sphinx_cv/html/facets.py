"""The facets by which readers filter a list of publications, as data for the filter bar."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_cv.model.identity import Identities
    from sphinx_cv.model.publication import Publication

#: The value of the award facet that matches every award.
ANY = "any"
#: The labels of the values of the role facet, in the order in which they are offered.
ROLES = {
    "first": "First author",
    "equal": "Equal contribution",
    "last": "Last author",
    "other": "Neither first nor last",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A property to filter by, with its values in the order in which they are offered."""

    #: Its name in a URL: `?venue=ICML`.
    name: str
    label: str
    values: tuple[str, ...]
    #: The text shown for each value.
    labels: tuple[str, ...]
    #: For each publication, in the order of the list, the indexes of its values.
    value_indexes: tuple[tuple[int, ...], ...]
    #: Whether the filter bar has a menu for it.
    menu: bool = True

    @classmethod
    def from_values(
        cls,
        name: str,
        label: str,
        found: Sequence[Sequence[str]],
        *,
        order: Callable[[str, int], Any] | None = None,
        label_of: Callable[[str], str] = str,
        menu: bool = True,
    ) -> Facet:
        """Return a facet made from the values of each publication.

        `order` returns the sort key of a value, given the value and its number of publications.
        """
        count = Counter(value for each in found for value in each)
        key = order or (lambda value, number: (-number, fold(value), value))
        values = tuple(sorted(count, key=lambda value: key(value, count[value])))
        position = {value: number for number, value in enumerate(values)}
        value_indexes = tuple(tuple(sorted({position[value] for value in each})) for each in found)
        return cls(
            name=name,
            label=label,
            values=values,
            labels=tuple(map(label_of, values)),
            value_indexes=value_indexes,
            menu=menu and len(set(value_indexes)) > 1,  # no menu if all publications have the same values
        )

    def as_data(self) -> dict[str, Any]:
        """Return the facet as cv-filter.js reads it; labels and menu are omitted if they are the default."""
        data: dict[str, Any] = {"name": self.name, "label": self.label, "values": self.values, "of": self.value_indexes}
        if self.labels != self.values:
            data["labels"] = self.labels
        return data if self.menu else data | {"menu": False}


def facets_of(
    groups: Mapping[str, Sequence[Publication]], awards: Mapping[str, tuple[str, ...]], people: Identities
) -> list[Facet]:
    """Return the facets of a list.

    `groups` maps the heading of each year to its publications; `awards` maps keys to the awards that rows give.
    """
    shown = [each for group in groups.values() for each in group]
    years = list(groups)
    won = [tuple(filter(None, (each.award, *awards.get(each.key, ())))) for each in shown]
    roles = list(ROLES)
    make = Facet.from_values
    year = make(
        "year",
        "Year",
        [_years(heading, each) for heading, group in groups.items() for each in group],
        order=lambda value, _: (years.index(value), 0) if value in years else (len(years), -int(value)),
    )
    venue = make("venue", "Venue", [(each.venue.short,) if each.venue else () for each in shown])
    topic = make("topic", "Topic", [each.topics for each in shown], label_of=_capitalized)
    kind = make("kind", "Kind", [(each.kind,) for each in shown], label_of=_capitalized)
    award = make(
        "award",
        "Award",
        [(ANY, *each) if each else () for each in won],
        order=lambda value, number: (value != ANY, -number, fold(value), value),
        label_of=lambda value: "Any award" if value == ANY else value,
    )
    role = make(
        "role",
        "Role",
        [(each.role,) if each.role else () for each in shown],
        order=lambda value, _: roles.index(value),
        label_of=lambda value: ROLES[value],
    )
    author = make("author", "Author", _names(shown, people), menu=False)
    return [year, venue, topic, kind, award, role, author]


def _years(heading: str, publication: Publication) -> tuple[str, ...]:
    """Return the heading of a publication, and the years of a range."""
    years = publication.date.years if publication.date else ()
    return tuple(dict.fromkeys((heading, *map(str, years)))) if len(years) > 1 else (heading,)


def _names(publications: Iterable[Publication], people: Identities) -> list[list[str]]:
    """Return the names of the people of each publication, without the owner, with one name for each person."""
    found = [people.each_once(each for each in work.people if not each.owner) for work in publications]
    return [[identity.name for identity in each if not identity.owner] for each in found]


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_data(anchors: Mapping[str, int], facets: Iterable[Facet]) -> str:
    """Return the JSON for cv-filter.js: the anchor and number of entries of each year, and the facets.

    It contains no `<`, so that it cannot end the <script> element around it.
    """
    data = {"groups": list(anchors.items()), "facets": [facet.as_data() for facet in facets if facet.values]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
