"""The facets of a list of publications: what a reader can filter it by, as data for the filter bar."""

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

#: What is asked for when any award will do.
ANY = "any"
ROLES = {
    "first": "First author", "equal": "Equal contribution", "last": "Last author", "other": "Neither first nor last",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One thing to filter by, with its values in the order in which they are offered."""

    #: As a URL has it: `?venue=ICML`.
    name: str
    label: str
    values: tuple[str, ...]
    #: What is shown of each value.
    labels: tuple[str, ...]
    #: The indexes of each publication's values, in the order of the list.
    value_indexes: tuple[tuple[int, ...], ...]
    #: Whether it is offered as a menu.
    menu: bool = True

    @classmethod
    def from_values(
        cls, name: str, label: str, found: Sequence[Sequence[str]], *,
        order: Callable[[str, int], Any] | None = None, label_of: Callable[[str], str] = str, menu: bool = True,
    ) -> Facet:  # fmt: skip
        """Make it of each publication's values; `order` gives a sort key of a value and its number of publications."""
        count = Counter(value for each in found for value in each)
        by = order or (lambda value, number: (-number, fold(value), value))
        values = tuple(sorted(count, key=lambda value: by(value, count[value])))
        position = {value: number for number, value in enumerate(values)}
        value_indexes = tuple(tuple(sorted({position[value] for value in each})) for each in found)
        # where all publications have the same, there is nothing to choose
        return cls(name=name, label=label, values=values, labels=tuple(map(label_of, values)), value_indexes=value_indexes,
                   menu=menu and len(set(value_indexes)) > 1)  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name, "label": self.label, "values": self.values, "of": self.value_indexes}
        if self.labels != self.values:
            made["labels"] = self.labels
        return made | ({} if self.menu else {"menu": False})


def facets_of(
    groups: Mapping[str, Sequence[Publication]], awards: Mapping[str, tuple[str, ...]], people: Identities
) -> list[Facet]:
    """What a list can be filtered by; `groups` has its publications by the heading of their year, `awards` those of rows."""
    shown = [each for group in groups.values() for each in group]
    years = list(groups)
    won = [tuple(filter(None, (each.award, *awards.get(each.key, ())))) for each in shown]
    roles = list(ROLES)
    make = Facet.from_values
    return [
        make("year", "Year", [(year,) for year, group in groups.items() for _ in group],
             order=lambda value, _: years.index(value)),
        make("venue", "Venue", [(each.venue.short,) if each.venue else () for each in shown]),
        make("topic", "Topic", [each.topics for each in shown], label_of=_capitalized),
        make("kind", "Kind", [(each.kind,) for each in shown], label_of=_capitalized),
        make("award", "Award", [(ANY, *each) if each else () for each in won],
             order=lambda value, number: (value != ANY, -number, fold(value), value),
             label_of=lambda value: "Any award" if value == ANY else value),
        make("role", "Role", [(each.role,) if each.role else () for each in shown],
             order=lambda value, _: roles.index(value), label_of=lambda value: ROLES[value]),
        make("author", "Author", _names(shown, people), menu=False),
    ]  # fmt: skip


def _names(publications: Iterable[Publication], people: Identities) -> list[list[str]]:
    """The names of each publication's people but the owner, each person under one."""
    shown = [people.each_once(each for each in publication.people if not each.owner)
             for publication in publications]  # fmt: skip
    return [[identity.name for identity in each if not identity.owner] for each in shown]


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_data(anchors: Mapping[str, int], facets: Iterable[Facet]) -> str:
    """JSON for the page: the years' anchors with their numbers of entries, and the facets.

    It has no `<`, so that nothing in it can end the element that it stands in.
    """
    data = {"groups": list(anchors.items()), "facets": [facet.as_data() for facet in facets if facet.values]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
