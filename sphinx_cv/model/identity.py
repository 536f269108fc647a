"""One identity for each person, whatever spellings publications use: the setting `cv_people`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.model.person import Person

_KEYS = ("names", "homepage", "orcid")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Identity:
    """A person, with the name to list them by. Each person has one instance, which equals only itself."""

    name: str
    #: All spellings that the setting gives, the main name included; empty if the setting lacks the person.
    names: tuple[str, ...] = ()
    homepage: str = ""
    orcid: str = ""
    owner: bool = False


class Identities:
    """The identities of all people in the publications."""

    def __init__(self, setting: Mapping[str, object] | None = None, owner: Iterable[str] = ()) -> None:
        self.known: dict[str, Identity] = {}
        self._found: dict[tuple[str, str, bool], Identity] = {}
        self._unknown: dict[tuple[str, bool], Identity] = {}
        #: Errors in the setting: one sentence each, with the fix.
        self.problems: list[str] = []
        if owner_names := tuple(owner):
            self._add(Identity(name=owner_names[0], names=owner_names, owner=True))
        for name, value in (setting or {}).items():
            self._add(self._read(name, value))

    def of(self, person: Person) -> Identity:
        """Return the identity of a person; one that the setting lacks is identified by the printed name."""
        key = (person.name, person.sort_name, person.owner)
        if key not in self._found:
            known = self.known.get(fold(key[0])) or self.known.get(fold(key[1]))
            self._found[key] = known or self._unknown.setdefault(
                (person.name, person.owner), Identity(name=person.name, owner=person.owner)
            )
        return self._found[key]

    def has(self, person: Person) -> bool:
        """Return whether the settings identify this person."""
        return fold(person.name) in self.known or fold(person.sort_name) in self.known

    def each_once(self, people: Iterable[Person]) -> list[Identity]:
        """Return the people of a list without duplicates, in the order of first appearance."""
        return list(dict.fromkeys(map(self.of, people)))

    def _read(self, name: str, value: object) -> Identity:
        if isinstance(value, str) or not isinstance(value, list | tuple | dict):
            self.problems.append(f'cv_people: {name} has no list of names: write {{"{name}": ["...", "..."]}}')
            return Identity(name=name, names=(name,))
        if not isinstance(value, dict):
            return Identity(name=name, names=(name, *map(str, value)))
        if unknown := sorted(set(value) - set(_KEYS)):
            self.problems.append(f"cv_people: {name} has '{unknown[0]}': write names, homepage or orcid")
        names = cast("Iterable[object]", value.get("names", ()))
        names = (names,) if isinstance(names, str) else names
        homepage, orcid = str(value.get("homepage", "")), str(value.get("orcid", ""))
        return Identity(name=name, names=(name, *map(str, names)), homepage=homepage, orcid=orcid)

    def _add(self, identity: Identity) -> None:
        if (known := self.known.get(fold(identity.name))) and known.owner:  # cv_people gives the owner more names
            identity = replace(identity, owner=True)
        for name in identity.names:
            other = self.known.setdefault(fold(name), identity)
            if other.name != identity.name and not other.owner:
                self.problems.append(f"cv_people: {name} is both {other.name} and {identity.name}: remove one")
