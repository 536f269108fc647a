"""Entries as wholes: the same paper twice, a preprint beside the paper, the owner hidden or missing, links that are missing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.lint.finding import Finding, place_of
from sphinx_cv.lint.name_matching import Match, Name, match_names
from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.model.publication import Publication

#: Of a kind with so many entries or more, so large a part with links makes a missing one worth a word.
_MANY, _MOST = 8, 0.9
#: Years around an entry's own, in which such entries are compared: older papers have no addresses.
_YEARS = 3
#: An address of so many papers is that of their volume; where so large a part is shared, that is how the file is kept.
_FEW, _HABIT = 3, 0.1
#: Years between a preprint and the paper.
_WAIT = 5
#: How many words of two titles are the same, out of all.
_ALIKE = 0.75
#: Shorter titles, such as Introduction or Editorial, are no paper's own.
_SHORT_TITLE = 2
_NUMBERS = re.compile(r"\d+|\b[ivx]+\b|\bpart\s+\w+")


def owners(
    publications: Sequence[Publication], owner: Sequence[str], settings: Path, lines: Mapping[str, int]
) -> Iterator[Finding]:
    """Lists of authors that lack the owner, or hide the owner behind `and others`."""
    if not any(owner) or not publications:
        return
    without = [each for each in publications if not any(person.owner for person in (*each.authors, *each.editors))]
    if len(without) == len(publications):
        message = f"cv_owner: no author list has {owner[0]}: write the name as the papers have it"
        yield Finding.on(settings, lines.get("cv_owner", 1), "no_owner", message)
        return
    own = [Name(person) for name in owner for person in NameReader(()).read(name).people]
    for publication in without:
        role = "author" if publication.authors else "editor"
        if publication.others:
            message = f"'and others' hides {owner[0]}: write ... and {_written(owner[0])} and others"
            yield Finding.of(publication, "hidden_owner", message, role)
            continue
        near = [person.name for person in (*publication.authors, *publication.editors)
                if any(mine.families & (name := Name(person)).families and match_names(mine, name) != Match.NONE for mine in own)]  # fmt: skip
        mend = f"is {near[0]} meant? add that to cv_owner" if near else "add the name, or take the entry out"
        yield Finding.of(publication, "no_owner", f"{owner[0]} is not among its people: {mend}", role)


def _written(name: str) -> str:
    if "," in name:
        return name
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family


def links(publications: Sequence[Publication]) -> Iterator[Finding]:
    """Entries without any link, of a kind whose entries have one."""
    linked = Counter((each.kind, each.year) for each in publications if each.links)
    total = Counter((each.kind, each.year) for each in publications)
    for publication in publications:
        around = [(publication.kind, publication.year + apart) for apart in range(-_YEARS, _YEARS + 1)]
        have, of = sum(linked[each] for each in around), sum(total[each] for each in around)
        if not publication.links and of >= _MANY and have / of >= _MOST:
            kind = "entries of its kind" if publication.kind == "other" else f"{publication.kind} entries"
            message = f"it has no link, as {have} of {of} {kind} of these years have: add url, doi or eprint"
            yield Finding.of(publication, "no_link", message)


def duplicates(publications: Sequence[Publication]) -> Iterator[Finding]:
    """The same paper under two keys, a preprint beside the published paper, one address for two papers."""
    said: set[tuple[str, str]] = set()
    again: set[str] = set()
    for first, second in _alike(publications):
        said.add((first.key, second.key))
        if (first.kind == "preprint") != (second.kind == "preprint"):
            preprint, paper = (first, second) if first.kind == "preprint" else (second, first)
            message = (f"this preprint is published as {paper.key} ({place_of(paper, '', preprint)}): give that entry "
                       f"{_eprint(preprint, paper)} and take this one out")  # fmt: skip
            yield Finding.of(preprint, "preprint", message)
        elif second.key not in again:
            again.add(second.key)
            message = f"this is likely {first.key} ({place_of(first, '', second)}) again: take one out"
            yield Finding.of(second, "same_paper", message)
    uses = Counter(
        value for publication in publications for value in dict.fromkeys(value for _, value in _addresses(publication))
    )
    shared = sum(count > 1 for count in uses.values()) > max(_MANY, _HABIT * len(uses))
    addresses: dict[str, tuple[Publication, str]] = {}
    for publication in publications:
        for field, value in _addresses(publication):
            if uses[value] > _FEW or (shared and field in {"url", "pdf"}):  # the address of a whole that has them all
                continue
            first, _ = addresses.setdefault(value, (publication, field))
            if (
                first is not publication
                and (first.key, publication.key) not in said
                and not _is_part(first, publication)
            ):
                said.add((first.key, publication.key))
                message = (
                    f"{field}: {first.key} ({place_of(first, field, publication)}) has {value} too: correct one of them"
                )
                yield Finding.of(publication, "same_url", message, field)


def _eprint(preprint: Publication, paper: Publication) -> str:
    return f"eprint = {{{preprint.arxiv}}}" if preprint.arxiv and not paper.arxiv else "what this one has more"


def _addresses(publication: Publication) -> Iterator[tuple[str, str]]:
    """What leads to this paper and no other, by field."""
    own = publication.lines
    if publication.doi and "doi" in own:
        yield "doi", publication.doi.lower()
    if publication.arxiv and ("eprint" in own or "arxiv" in own):
        yield "eprint", f"arXiv:{publication.arxiv}"
    pdf = next((link.url for link in publication.links if link.label == "PDF"), "")
    for field, url in (("url", publication.url), ("pdf", pdf)):
        if url and field in own:
            bare = re.sub(r"^https?://(?:www\.)?", "", url.rstrip("/"))
            if "/" in bare:  # no home page
                yield field, bare


def _is_part(one: Publication, other: Publication) -> bool:
    """Whether one is a whole of which the other is a part, or both are parts of one."""
    kinds = {one.kind, other.kind}
    return bool(kinds & {"book", "proceedings"} and kinds != {"book"}) or kinds == {"chapter"}


def _alike(publications: Sequence[Publication]) -> Iterator[tuple[Publication, Publication]]:
    """Pairs of entries that are likely one paper, in the order of the files."""
    near: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, publication in enumerate(publications):
        people = publication.people
        near["title", re.sub(r"\W", "", fold(publication.title.plain))].append(index)
        for person in people[:1]:
            near["author", min(Name(person).families, default="")].append(index)
        if publication.arxiv:
            near["arxiv", publication.arxiv].append(index)
        if publication.doi and "doi" in publication.lines:
            near["doi", publication.doi.lower()].append(index)
    words = [frozenset(_title_words(publication)) for publication in publications]
    seen = set()
    for (by, _), indexes in near.items():
        for pair in combinations(indexes, 2) if len(indexes) < 400 else ():  # noqa: PLR2004  (of nobody in particular)
            first, second = pair
            shared = len(words[first] & words[second])
            if pair in seen or not shared or shared < _ALIKE * len(words[first] | words[second]):
                continue
            seen.add(pair)
            if _is_one(publications[first], publications[second], by):
                yield publications[first], publications[second]


def _title_words(publication: Publication) -> list[str]:
    return fold(publication.title.plain).split()


def _is_one(one: Publication, other: Publication, by: str) -> bool:
    """Whether two entries with much the same title are one paper."""
    if _NUMBERS.findall(fold(one.title.plain)) != _NUMBERS.findall(fold(other.title.plain)):
        return False
    if by in {"arxiv", "doi"}:
        return one.kind == other.kind or "preprint" in {one.kind, other.kind}
    families = [frozenset(family for person in each.people for family in Name(person).families)
                for each in (one, other)]  # fmt: skip
    if not families[0] & families[1] or (len(_title_words(one)) <= _SHORT_TITLE and one.venue != other.venue):
        return False
    apart = abs(one.year - other.year) if one.year and other.year else 0
    if "preprint" in {one.kind, other.kind} and one.kind != other.kind:
        return {one.kind, other.kind} <= {"preprint", "conference", "journal"} and apart < _WAIT
    if one.kind != other.kind or (one.doi and other.doi and one.doi.lower() != other.doi.lower()):
        return False
    return (
        apart <= 1 and (_same_place(one, other) or _title_words(one) == _title_words(other)) and not _differ(one, other)
    )


def _same_place(one: Publication, other: Publication) -> bool:
    return one.venue is None or other.venue is None or fold(one.venue.short) == fold(other.venue.short)


def _differ(one: Publication, other: Publication) -> bool:
    """Return whether both name their pages, volume or issue, and these are not the same."""
    places = ((each.pages, each.volume.plain, each.issue.plain) for each in (one, other))
    return any(a and b and _first_number(a) != _first_number(b) for a, b in zip(*places, strict=True))


def _first_number(text: str) -> list[str]:
    return re.findall(r"\d+", text)[:1]
