"""Names: spellings that are likely one person's, annotations that nothing prints, ORCIDs that are none."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding, place_of
from sphinx_cv.lint.name_matching import Match, Name, match_names, typo_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx_cv.model.identity import Identities
    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication

#: From as many given names in a family on, an initial tells nobody apart.
_COMMON_FAMILY = 3
#: Among so many names, an initial is likely another's who is not in the file by the full name.
_MANY_NAMES = 1_000
#: How many co-authors two names share before one is taken for a slip of the other.
_FOR_A_SLIP = 2
#: Longer lists of authors say nothing about who works with whom.
_LONG_LIST = 40


class _Spelling:
    """A name as papers print it."""

    def __init__(self, person: Person) -> None:
        self.person, self.printed, self.name = person, person.name, Name(person)
        #: The lists it stands in, by publication and field.
        self.places: list[tuple[Publication, str]] = []
        self.lists: set[int] = set()


def variants(publications: Iterable[Publication], people: Identities) -> Iterator[Finding]:
    """Spellings that are likely one person's, at the first place of each spelling but the usual one."""
    return _Variants(publications, people).findings()


def marks(publications: Iterable[Publication], known: Collection[str]) -> Iterator[Finding]:
    """Annotations of names that no list prints."""
    for publication in publications:
        for role in ("author", "editor"):
            people = publication.authors if role == "author" else publication.editors
            for mark in dict.fromkeys(mark for person in people for mark in person.marks if mark not in known):
                message = f"nothing is printed for the annotation '{mark}': give it a sign in cv_marks, or correct it"
                yield Finding.of(publication, "unknown_mark", f"{message} ({', '.join(known)})", f"{role}+an", role)


def orcids(people: Identities, settings: Path, lines: Mapping[str, int]) -> Iterator[Finding]:
    for identity in dict.fromkeys(people.known.values()):
        if identity.orcid and (problem := orcid_problem(identity.orcid)):
            message = f"cv_people: {identity.name}: the ORCID '{identity.orcid}' {problem}"
            yield Finding.on(settings, lines.get("cv_people", 1), "identifier", message)


def orcid_problem(written: str) -> str:
    """What is wrong with an ORCID iD (ISO 7064 11,2), with the mend; empty when nothing is."""
    digits = re.sub(r"^https?://orcid\.org/", "", written.strip())
    if not re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", digits):
        return "is not of the form 0000-0000-0000-0000: correct it"
    total = 0
    for digit in digits.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    expected = "0123456789X"[(12 - total % 11) % 11]
    return "" if digits[-1] == expected else "has a wrong check digit: look for a digit that is mistyped"


class _Variants:
    def __init__(self, publications: Iterable[Publication], people: Identities) -> None:
        self.people = people
        self.spellings: dict[str, _Spelling] = {}
        self.lists: list[tuple[_Spelling, ...]] = []
        for publication in publications:
            for role, people_ in (("author", publication.authors), ("editor", publication.editors)):
                if people_ and (role == "author" or "editor" in publication.fields):
                    self._read(publication, role, people_)
        self.main: dict[_Spelling, _Spelling] = {}

    def _read(self, publication: Publication, role: str, people: tuple[Person, ...]) -> None:
        listed = []
        for person in people:
            spelling = self.spellings.setdefault(person.name, _Spelling(person))
            spelling.places.append((publication, role))
            spelling.lists.add(len(self.lists))
            listed.append(spelling)
        self.lists.append(tuple(listed))

    def findings(self) -> Iterator[Finding]:
        group_of: dict[_Spelling, list[_Spelling]] = {}
        for one, other in self._pairs():
            first, second = group_of.setdefault(one, [one]), group_of.setdefault(other, [other])
            if first is not second:
                first += second
                group_of.update(dict.fromkeys(second, first))
        for group in {id(group): group for group in group_of.values()}.values():
            usual = max(group, key=lambda each: (len(each.places), len(each.printed), each.printed))
            for spelling in group:
                if spelling is not usual:
                    yield self._finding(spelling, usual)

    @staticmethod
    def _finding(spelling: _Spelling, usual: _Spelling) -> Finding:
        publication, role = spelling.places[0]
        where = place_of(*usual.places[0], publication)
        also = f" and in {len(spelling.places) - 1} more" if len(spelling.places) > 1 else ""
        others = f", as in {len(usual.places)} places" if len(usual.places) > 1 else ""
        message = (f"{spelling.printed} (here{also}) is likely {usual.printed} ({where}{others}): write one name, "
                   f'or say so in cv_people = {{"{usual.printed}": ["{spelling.printed}"]}}')  # fmt: skip
        return Finding.of(publication, "name_variant", message, role)

    def _pairs(self) -> Iterator[tuple[_Spelling, _Spelling]]:
        families: dict[str, list[_Spelling]] = defaultdict(list)
        slips: dict[str, list[_Spelling]] = defaultdict(list)
        for spelling in self.spellings.values():
            for key in spelling.name.families:
                families[key].append(spelling)
            for key in typo_keys(spelling.name):
                slips[key].append(spelling)
        for family in families.values():
            if len(family) > 1:
                yield from self._in_family(family)
        seen = set()
        for near in slips.values():
            for one, other in combinations(near, 2) if len(near) < 20 else ():  # noqa: PLR2004  (a key of many is no slip)
                if (one.printed, other.printed) not in seen:
                    seen.add((one.printed, other.printed))
                    alike = (
                        bool(one.name.families & other.name.families)
                        and match_names(one.name, other.name) != Match.NONE
                    )
                    if not alike and self._may_be_one(one, other) and self._share(one, other) >= _FOR_A_SLIP:
                        yield one, other

    def _in_family(self, family: list[_Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
        alike: dict[_Spelling, list[tuple[_Spelling, Match]]] = defaultdict(list)
        common = (
            len(self.spellings) > _MANY_NAMES
            or len({spelling.name.first for spelling in family if len(spelling.name.first) > 1}) > _COMMON_FAMILY
        )
        for one, other in combinations(family, 2):
            level = match_names(one.name, other.name)
            if level != Match.NONE:
                alike[one].append((other, level))
                alike[other].append((one, level))
        for one, others in alike.items():
            for other, level in others:
                if one.printed < other.printed and self._may_be_one(one, other):
                    sure = level == Match.SAME or (
                        level in {Match.MIDDLE, Match.INITIAL}
                        and not (level == Match.INITIAL and (common or self._of_many(one) or self._of_many(other)))
                        and not (self._ambiguous(one, alike) or self._ambiguous(other, alike))
                    )
                    if sure or (level >= Match.LOOSE and self._share(one, other)):
                        yield one, other

    @staticmethod
    def _ambiguous(spelling: _Spelling, alike: Mapping[_Spelling, list[tuple[_Spelling, Match]]]) -> bool:
        """Whether it may stand for two people who cannot be one."""
        fuller = [
            other for other, level in alike[spelling] if level != Match.SAME and other.name.size >= spelling.name.size
        ]
        return any(match_names(one.name, other.name) == Match.NONE for one, other in combinations(fuller, 2))

    def _of_many(self, spelling: _Spelling) -> bool:
        """Whether it stands in long lists alone, where names are cut to initials."""
        return all(len(self.lists[index]) >= _LONG_LIST for index in spelling.lists)

    def _may_be_one(self, one: _Spelling, other: _Spelling) -> bool:
        """Whether nothing speaks against it: no paper has both, and the owner has not said who they are."""
        if one.lists & other.lists or one.person.owner or other.person.owner:  # entries.owners looks for the owner
            return False
        return not (self.people.has(one.person) and self.people.has(other.person))

    def _share(self, one: _Spelling, other: _Spelling) -> int:
        """How many people, the owner left out, have written with both."""
        return len(self._with(one) & self._with(other))

    def _with(self, spelling: _Spelling) -> set[str]:
        return {
            each.name.brief for index in spelling.lists for each in self.lists[index]
            if each is not spelling and not each.person.owner and len(self.lists[index]) < _LONG_LIST
        }  # fmt: skip
