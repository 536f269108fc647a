"""One identity for each person, under whatever names papers have them: the setting `cv_people`."""

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
    """A person: the name to list them by, and where they are on the web. Each person has one, which equals itself alone."""

    name: str
    #: The names under which the setting has them, its own among them; empty when it has not.
    names: tuple[str, ...] = ()
    homepage: str = ""
    orcid: str = ""
    owner: bool = False


class Identities:
    """Who the people of the papers are."""

    def __init__(self, setting: Mapping[str, object] | None = None, owner: Iterable[str] = ()) -> None:
        self.known: dict[str, Identity] = {}
        self._found: dict[tuple[str, str, bool], Identity] = {}
        self._unknown: dict[tuple[str, bool], Identity] = {}
        #: What of the setting cannot be used, one sentence each, with the mend.
        self.problems: list[str] = []
        if owner_names := tuple(owner):
            self._note(Identity(name=owner_names[0], names=owner_names, owner=True))
        for name, value in (setting or {}).items():
            self._note(self._read(name, value))

    def of(self, person: Person) -> Identity:
        """The one identity of a person; that of a name which the setting lacks is the name itself."""
        key = (person.name, person.sort_name, person.owner)
        if key not in self._found:
            known = self.known.get(fold(key[0])) or self.known.get(fold(key[1]))
            self._found[key] = known or self._unknown.setdefault(
                (person.name, person.owner), Identity(name=person.name, owner=person.owner)
            )
        return self._found[key]

    def has(self, person: Person) -> bool:
        """Whether the owner of the CV has decided who this is."""
        return fold(person.name) in self.known or fold(person.sort_name) in self.known

    def each_once(self, people: Iterable[Person]) -> list[Identity]:
        """The people of a list, each person once, in the order in which they appear first."""
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
        return Identity(
            name=name, names=(name, *map(str, names)), homepage=str(value.get("homepage", "")), orcid=str(value.get("orcid", "")),
        )  # fmt: skip

    def _note(self, identity: Identity) -> None:
        if (known := self.known.get(fold(identity.name))) and known.owner:  # whom the setting gives more names
            identity = replace(identity, owner=True)
        for name in identity.names:
            other = self.known.setdefault(fold(name), identity)
            if other.name != identity.name and not other.owner:
                self.problems.append(f"cv_people: {name} is both {other.name} and {identity.name}: take one out")
