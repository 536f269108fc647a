"""Entries: duplicates, preprints of published papers, a missing or hidden owner, missing links."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.lint.finding import Finding, place_of
from sphinx_cv.lint.name_matching import Name, is_compatible
from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.model.publication import Publication

#: A missing link is reported among at least this many entries of a kind, of which at least this part has links.
_MIN_ENTRIES, _MIN_LINKED = 8, 0.9
#: The years before and after an entry in which such entries are compared, since few older papers have URLs.
_LINK_YEARS = 3
#: A URL of more papers than this is that of their volume.
_MAX_SHARED = 3
#: Shared URLs are not reported if more than this number, and more than this part, of all URLs are shared.
_MANY_SHARED, _MOST_SHARED = 8, 0.1
#: A paper is published less than this many years after its preprint.
_PREPRINT_YEARS = 5
#: The minimum part of words that two titles have in common.
_MIN_SIMILARITY = 0.75
#: Titles of at most this many words, such as Introduction or Editorial, do not identify a paper.
_SHORT_TITLE = 2
#: Groups of this many entries and more are not compared pair by pair.
_MAX_CANDIDATES = 400
_NUMBERS = re.compile(r"\d+|\b[ivx]+\b|\bpart\s+\w+")


def owners(
    publications: Sequence[Publication], owner: Sequence[str], settings: Path, lines: Mapping[str, int]
) -> Iterator[Finding]:
    """Yield author lists that lack the owner, or omit the owner by `and others`."""
    if not any(owner) or not publications:
        return
    without = [each for each in publications if not any(person.owner for person in each.everyone)]
    if len(without) == len(publications):
        message = f"cv_owner: no author list has {owner[0]}: write the name as in the papers"
        yield Finding.on(settings, lines.get("cv_owner", 1), "no_owner", message)
        return
    own = [Name(person) for name in owner for person in NameReader(()).read(name).people]
    for publication in without:
        role = "author" if publication.authors else "editor"
        if publication.others:
            message = f"'and others' hides {owner[0]}: write ... and {_last_first(owner[0])} and others"
            yield Finding.of(publication, "hidden_owner", message, role)
            continue
        people = (*publication.authors, *publication.editors)
        similar = [person.name for person in people if any(is_compatible(each, Name(person)) for each in own)]
        fix = f"is {similar[0]} meant? add that to cv_owner" if similar else "add the name, or remove the entry"
        yield Finding.of(publication, "no_owner", f"{owner[0]} is not among its people: {fix}", role)


def _last_first(name: str) -> str:
    """Return a name in the form `Last, First`."""
    if "," in name:
        return name
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family


def links(publications: Sequence[Publication]) -> Iterator[Finding]:
    """Yield entries without any link, if nearly all entries of their kind and time have one."""
    linked = Counter((each.kind, each.year) for each in publications if each.links)
    total = Counter((each.kind, each.year) for each in publications)
    for publication in publications:
        years = range(publication.year - _LINK_YEARS, publication.year + _LINK_YEARS + 1)
        have = sum(linked[publication.kind, year] for year in years)
        of = sum(total[publication.kind, year] for year in years)
        if not publication.links and of >= _MIN_ENTRIES and have / of >= _MIN_LINKED:
            kind = "entries of its kind" if publication.kind == "other" else f"{publication.kind} entries"
            message = f"it has no link, but {have} of {of} {kind} of these years have one: add url, doi or eprint"
            yield Finding.of(publication, "no_link", message)


def duplicates(publications: Sequence[Publication]) -> Iterator[Finding]:
    """Yield papers with two entries, preprints of published papers, and identifiers or URLs of two papers."""
    reported: set[tuple[str, str]] = set()
    yield from _same_papers(publications, reported)
    yield from _same_identifiers(publications, reported)


def _same_papers(publications: Sequence[Publication], reported: set[tuple[str, str]]) -> Iterator[Finding]:
    """Yield the findings about two entries for one paper, and add the keys of each pair to `reported`."""
    repeated: set[str] = set()
    for first, second in _same_paper_pairs(publications):
        reported.add((first.key, second.key))
        if (first.kind == "preprint") != (second.kind == "preprint"):
            preprint, paper = (first, second) if first.kind == "preprint" else (second, first)
            message = (
                f"this preprint is published as {paper.key} ({place_of(paper, '', preprint)}): give that entry "
                f"{_eprint(preprint, paper)} and remove this one"
            )
            yield Finding.of(preprint, "preprint", message)
        elif second.key not in repeated:
            repeated.add(second.key)
            message = f"this is likely {first.key} ({place_of(first, '', second)}) again: remove one"
            yield Finding.of(second, "same_paper", message)


def _same_identifiers(publications: Sequence[Publication], reported: set[tuple[str, str]]) -> Iterator[Finding]:
    """Yield DOIs, arXiv identifiers and URLs that two papers have, except for pairs that are reported already."""
    uses = Counter(value for each in publications for value in dict.fromkeys(value for _, value in _identifiers(each)))
    many_shared = sum(count > 1 for count in uses.values()) > max(_MANY_SHARED, _MOST_SHARED * len(uses))
    first_use: dict[str, Publication] = {}
    for publication in publications:
        for field, value in _identifiers(publication):
            if uses[value] > _MAX_SHARED or (many_shared and field in {"url", "pdf"}):  # the URL of a whole volume
                continue
            first = first_use.setdefault(value, publication)
            pair = (first.key, publication.key)
            if first is not publication and pair not in reported and not _is_part(first, publication):
                reported.add(pair)
                where = f"{first.key} ({place_of(first, field, publication)})"
                message = f"{field}: {where} has {value} too: correct one of them"
                yield Finding.of(publication, "same_url", message, field)


def _eprint(preprint: Publication, paper: Publication) -> str:
    return (
        f"eprint = {{{preprint.arxiv}}}" if preprint.arxiv and not paper.arxiv else "the fields that only this one has"
    )


def _identifiers(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry that should identify it alone, with their values."""
    own = publication.lines
    if publication.doi and "doi" in own:
        yield "doi", publication.doi.lower()
    if publication.arxiv and ("eprint" in own or "arxiv" in own):
        yield "eprint", f"arXiv:{publication.arxiv}"
    pdf = next((link.url for link in publication.links if link.label == "PDF"), "")
    for field, url in (("url", publication.url), ("pdf", pdf)):
        if url and field in own:
            bare = re.sub(r"^https?://(?:www\.)?", "", url.rstrip("/"))
            if "/" in bare:  # a host alone is a home page
                yield field, bare


def _is_part(one: Publication, other: Publication) -> bool:
    """Return whether one may be part of the other, such as a chapter of a book, or both parts of one book."""
    kinds = {one.kind, other.kind}
    return bool(kinds & {"book", "proceedings"} and kinds != {"book"}) or kinds == {"chapter"}


def _same_paper_pairs(publications: Sequence[Publication]) -> Iterator[tuple[Publication, Publication]]:
    """Yield pairs of entries that are likely the same paper, in the order of the files."""
    candidates: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, publication in enumerate(publications):
        people = publication.people
        candidates["title", re.sub(r"\W", "", fold(publication.title.plain))].append(index)
        for person in people[:1]:
            candidates["author", min(Name(person).families, default="")].append(index)
        if publication.arxiv:
            candidates["arxiv", publication.arxiv].append(index)
        if publication.doi and "doi" in publication.lines:
            candidates["doi", publication.doi.lower()].append(index)
    words = [frozenset(_title_words(publication)) for publication in publications]
    seen = set()
    for (by, _), indexes in candidates.items():
        for pair in combinations(indexes, 2) if len(indexes) < _MAX_CANDIDATES else ():
            first, second = pair
            shared = len(words[first] & words[second])
            if pair in seen or not shared or shared < _MIN_SIMILARITY * len(words[first] | words[second]):
                continue
            seen.add(pair)
            if _is_same_paper(publications[first], publications[second], by):
                yield publications[first], publications[second]


def _title_words(publication: Publication) -> list[str]:
    return fold(publication.title.plain).split()


def _is_same_paper(one: Publication, other: Publication, by: str) -> bool:
    """Return whether two entries with similar titles are likely the same paper; `by` is what else they share."""
    if _NUMBERS.findall(fold(one.title.plain)) != _NUMBERS.findall(fold(other.title.plain)):
        return False
    if by in {"arxiv", "doi"}:
        return one.kind == other.kind or "preprint" in {one.kind, other.kind}
    if not _family_names(one) & _family_names(other) or (
        len(_title_words(one)) <= _SHORT_TITLE and one.venue != other.venue
    ):
        return False
    apart = abs(one.year - other.year) if one.year and other.year else 0
    if "preprint" in {one.kind, other.kind} and one.kind != other.kind:
        return {one.kind, other.kind} <= {"preprint", "conference", "journal"} and apart < _PREPRINT_YEARS
    if one.kind != other.kind or (one.doi and other.doi and one.doi.lower() != other.doi.lower()):
        return False
    same_venue_or_title = _may_share_venue(one, other) or _title_words(one) == _title_words(other)
    return apart <= 1 and same_venue_or_title and not _differ_in_pages(one, other)


def _family_names(publication: Publication) -> frozenset[str]:
    return frozenset(family for person in publication.people for family in Name(person).families)


def _may_share_venue(one: Publication, other: Publication) -> bool:
    return one.venue is None or other.venue is None or fold(one.venue.short) == fold(other.venue.short)


def _differ_in_pages(one: Publication, other: Publication) -> bool:
    """Return whether both give pages, a volume or an issue, and these differ."""
    numbers = ((each.pages, each.volume.plain, each.issue.plain) for each in (one, other))
    return any(a and b and _first_number(a) != _first_number(b) for a, b in zip(*numbers, strict=True))


def _first_number(text: str) -> list[str]:
    return re.findall(r"\d+", text)[:1]
