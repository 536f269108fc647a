"""One identity for each person, whatever spellings publications use: the setting `cv_people`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sphinx_cv.model.folding import fold
from sphinx_cv.model.links import checked_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.model.person import Person

_KEYS = ("names", "homepage", "orcid")


def usable_people(setting: Mapping[Any, object]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Return what can be used of cv_people, each person as a dictionary, and the problems with the rest.

    The values are a list `names`, and the texts `homepage` and `orcid`.
    """
    people: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for name, value in setting.items():
        if not isinstance(name, str) or not name.strip():
            problems.append(f'{name!r:.60} is no name: write {{"Ada Lovelace": ["A. Lovelace"]}}')
            continue
        people[name] = person = {}
        if isinstance(value, list | tuple):
            value = {"names": value}  # noqa: PLW2901
        if not isinstance(value, dict):
            problems.append(f'{name} has no list of names: write {{"{name}": ["...", "..."]}}')
            continue
        unknown = sorted(str(key) for key in value if key not in _KEYS)
        if unknown:
            problems.append(f"{name} has '{unknown[0]}': write names, homepage or orcid")
        for key in [key for key in _KEYS if key in value]:
            part = [value[key]] if key == "names" and isinstance(value[key], str) else value[key]
            if isinstance(part, list | tuple if key == "names" else str) and all(
                isinstance(each, str) for each in part
            ):
                person[key] = list(part) if key == "names" else part
            elif not unknown:
                fix = '"names": ["...", "..."]' if key == "names" else f'"{key}": "..."'
                problems.append(f"{name} has {key} that are no text: write {fix}")
        homepage = str(person.get("homepage", ""))
        if homepage and not checked_url(homepage):
            problems.append(
                f"{name}: homepage {homepage!r:.60} cannot be linked: write a URL that begins with https://"
            )
            del person["homepage"]
    return people, problems


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
        people, problems = usable_people(setting or {})
        #: Errors in the setting: one sentence each, with the fix.
        self.problems = [f"cv_people: {problem}" for problem in problems]
        owner_names = tuple(owner)
        self._owner_names = frozenset(map(fold, owner_names))
        if owner_names:
            self._add(Identity(name=owner_names[0], names=owner_names, owner=True))
        for name, person in people.items():
            names = (name, *person.get("names", ()))
            homepage, orcid = person.get("homepage", ""), person.get("orcid", "")
            self._add(Identity(name=name, names=names, homepage=homepage, orcid=orcid))

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

    def _add(self, identity: Identity) -> None:
        if fold(identity.name) in self._owner_names:  # cv_people gives the owner more names
            identity = replace(identity, owner=True)
        for name in identity.names:
            other = self.known.setdefault(fold(name), identity)
            if other.name != identity.name and not (other.owner and identity.owner):
                self.problems.append(f"cv_people: {name} is both {other.name} and {identity.name}: remove one")
