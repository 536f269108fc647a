"""Names: several spellings of one person, annotations without a mark, invalid ORCID iDs."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding, place_of
from sphinx_cv.lint.name_matching import Match, Name, candidates, is_compatible, match_names, typo_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx_cv.model.identity import Identities
    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication

#: If more given names than this have the same family name, an initial does not identify a person.
_COMMON_FAMILY = 3
#: If a file has more names than this, an initial may be that of a person whose full name it lacks.
_MANY_NAMES = 1_000
#: The minimum number of common co-authors of two names that may differ by a typing error.
_TYPO_COAUTHORS = 2
#: Keys of as many names as this are too common to indicate a typing error.
_COMMON_KEY = 20
#: Longer names are no people's, and are not compared.
_LONGEST = 500
#: Author lists of at least this length do not show which people work together.
_LONG_LIST = 40


class _Spelling:
    """A printed name, with its places."""

    def __init__(self, person: Person) -> None:
        self.person, self.printed, self.name = person, person.name, Name(person)
        #: The publication and field of each use.
        self.places: list[tuple[Publication, str]] = []
        #: The indexes of the lists that contain it.
        self.lists: set[int] = set()


def variants(publications: Iterable[Publication], people: Identities) -> Iterator[Finding]:
    """Yield the spellings that are likely one person's, except the most common one, at the first place of each."""
    return _Variants(publications, people).findings()


def marks(publications: Iterable[Publication], known: Collection[str]) -> Iterator[Finding]:
    """Yield annotations of names for which lists print nothing."""
    for publication in publications:
        for role in ("author", "editor"):
            people = publication.authors if role == "author" else publication.editors
            for mark in dict.fromkeys(mark for person in people for mark in person.marks if mark not in known):
                message = (
                    f"no mark is printed for the annotation '{mark}': add a mark for it to cv_marks, or correct it"
                )
                yield Finding.of(publication, "unknown_mark", f"{message} ({', '.join(known)})", f"{role}+an", role)


def orcids(people: Identities, settings: Path, lines: Mapping[str, int]) -> Iterator[Finding]:
    """Yield the invalid ORCID iDs of the setting `cv_people`."""
    for identity in dict.fromkeys(people.known.values()):
        if identity.orcid and (problem := orcid_problem(identity.orcid)):
            message = f"cv_people: {identity.name}: the ORCID '{identity.orcid}' {problem}"
            yield Finding.on(settings, lines.get("cv_people", 1), "identifier", message)


def orcid_problem(written: str) -> str:
    """Return the problem with an ORCID iD (ISO 7064 MOD 11-2), with the fix; empty if it is valid."""
    digits = re.sub(r"^https?://orcid\.org/", "", written.strip())
    if not re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", digits):
        return "is not of the form 0000-0000-0000-0000: correct it"
    total = 0
    for digit in digits.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    expected = "0123456789X"[(12 - total % 11) % 11]
    return "" if digits[-1] == expected else "has a wrong check digit: look for a mistyped digit"


class _Variants:
    """A search for spellings that are likely one person's."""

    def __init__(self, publications: Iterable[Publication], people: Identities) -> None:
        self.people = people
        self.spellings: dict[str, _Spelling] = {}
        self.lists: list[tuple[_Spelling, ...]] = []
        self.coauthors: dict[_Spelling, set[str]] = {}
        for publication in publications:
            for role, people_ in (("author", publication.authors), ("editor", publication.editors)):
                if people_ and (role == "author" or "editor" in publication.fields):
                    self._read(publication, role, people_)

    def _read(self, publication: Publication, role: str, people: tuple[Person, ...]) -> None:
        listed = []
        for person in people:
            if len(person.name) > _LONGEST:
                continue
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
            main = max(group, key=lambda each: (len(each.places), len(each.printed), each.printed))
            for spelling in group:
                if spelling is not main:
                    yield self._finding(spelling, main)

    @staticmethod
    def _finding(spelling: _Spelling, main: _Spelling) -> Finding:
        publication, role = spelling.places[0]
        where = place_of(*main.places[0], publication)
        also = f" and in {len(spelling.places) - 1} more" if len(spelling.places) > 1 else ""
        others = f", as in {len(main.places)} places" if len(main.places) > 1 else ""
        message = (
            f"{spelling.printed} (here{also}) is likely {main.printed} ({where}{others}): write one name, "
            f'or set cv_people = {{"{main.printed}": ["{spelling.printed}"]}}'
        )
        return Finding.of(publication, "name_variant", message, role)

    def _pairs(self) -> Iterator[tuple[_Spelling, _Spelling]]:
        """Yield pairs of spellings that are likely one person's."""
        families: dict[str, list[_Spelling]] = defaultdict(list)
        typos: dict[str, list[_Spelling]] = defaultdict(list)
        for spelling in self.spellings.values():
            for key in spelling.name.families:
                families[key].append(spelling)
            for key in typo_keys(spelling.name):
                typos[key].append(spelling)
        for family in families.values():
            if len(family) > 1:
                yield from self._in_family(family)
        yield from self._typos(typos.values())

    def _typos(self, candidates: Iterable[list[_Spelling]]) -> Iterator[tuple[_Spelling, _Spelling]]:
        seen = set()
        for spellings in candidates:
            for one, other in combinations(spellings, 2) if len(spellings) < _COMMON_KEY else ():
                if (one.printed, other.printed) in seen:
                    continue
                seen.add((one.printed, other.printed))
                if is_compatible(one.name, other.name) or not self._can_be_same(one, other):
                    continue
                if self._count_shared(one, other) >= _TYPO_COAUTHORS:
                    yield one, other

    def _in_family(self, family: list[_Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
        matches: dict[_Spelling, list[tuple[_Spelling, Match]]] = defaultdict(list)
        common = (
            len(self.spellings) > _MANY_NAMES
            or len({spelling.name.first for spelling in family if len(spelling.name.first) > 1}) > _COMMON_FAMILY
        )
        for first, second in candidates([spelling.name for spelling in family]):
            one, other = family[first], family[second]
            level = match_names(one.name, other.name)
            if level != Match.NONE:
                matches[one].append((other, level))
                matches[other].append((one, level))
        ambiguous = {each for each in matches if self._is_ambiguous(each, matches)}
        for one, others in matches.items():
            for other, level in others:
                if one.printed < other.printed and self._can_be_same(one, other):
                    initial = level == Match.INITIAL
                    unclear = initial and (common or self._only_in_long_lists(one) or self._only_in_long_lists(other))
                    certain = level == Match.SAME or (
                        level in {Match.MIDDLE, Match.INITIAL} and not unclear and not ambiguous & {one, other}
                    )
                    if certain or (level >= Match.LOOSE and self._count_shared(one, other)):
                        yield one, other

    @staticmethod
    def _is_ambiguous(spelling: _Spelling, matches: Mapping[_Spelling, list[tuple[_Spelling, Match]]]) -> bool:
        """Return whether a spelling matches two fuller names that do not match each other."""
        size = spelling.name.size
        fuller = [other for other, level in matches[spelling] if level != Match.SAME and other.name.size >= size]
        return any(match_names(one.name, other.name) == Match.NONE for one, other in combinations(fuller, 2))

    def _only_in_long_lists(self, spelling: _Spelling) -> bool:
        """Return whether a spelling is used in long lists only, which often reduce names to initials."""
        return all(len(self.lists[index]) >= _LONG_LIST for index in spelling.lists)

    def _can_be_same(self, one: _Spelling, other: _Spelling) -> bool:
        """Return whether two spellings can be one person's: no list has both, and `cv_people` does not have both."""
        if one.lists & other.lists or one.person.owner or other.person.owner:  # entries.owners checks the owner
            return False
        return not (self.people.has(one.person) and self.people.has(other.person))

    def _count_shared(self, one: _Spelling, other: _Spelling) -> int:
        """Return the number of co-authors that two spellings have in common, the owner excluded."""
        return len(self._coauthors(one) & self._coauthors(other))

    def _coauthors(self, spelling: _Spelling) -> set[str]:
        if spelling not in self.coauthors:
            self.coauthors[spelling] = self._find_coauthors(spelling)
        return self.coauthors[spelling]

    def _find_coauthors(self, spelling: _Spelling) -> set[str]:
        lists = [self.lists[index] for index in spelling.lists if len(self.lists[index]) < _LONG_LIST]
        people = (each for people in lists for each in people)
        return {each.name.brief for each in people if each is not spelling and not each.person.owner}
