"""Venues: several spellings of one venue, such as with and without its acronym, or abbreviated."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model.publication import Publication

FIELDS = ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
#: Words before or after the name of a venue that are not part of it.
_NOT_NAME = re.compile(
    r"\b(?:proceedings|proc)\b\.?(?:\s+of)?(?:\s+the)?|^\s*(?:in\s+)?the\s+|\b(?:19|20)\d\d\b|['’]\d\d\b"
    r"|\b\d+(?:st|nd|rd|th)\b|\b(?:\w+[- ])?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|#\d+|\w+teenth|twentieth|thirtieth|fortieth)\b|\bannual\b|\b\d+\s*$|\b(?:arxiv|corr)\b.*$",
    re.IGNORECASE,
)
#: The number or year of a volume.
_ORDINAL = re.compile(
    r"(?i)\b\d+(?:st|nd|rd|th)\b\s*|\b(?:\w+ty[- ])?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|\w+teenth|\w+tieth)\b\s+(?=\w+)|[-\s]{0,20}[('’]?\b(?:19|20)\d\d\b\)?|\s{0,20}['’]\d\d\b|(?<=[A-Z])-\d\d(?=\))|\s{0,20}#\d+"
)
_VOLUME = re.compile(r"\([^()A-Z]*+[A-Z][^()]*+\)[,\s]*(?:vol(?:ume)?\.?\s*)?(\d{1,3})\s*$")
#: Words that do not distinguish venues which have the same acronym.
_NEUTRAL = frozenset(
    "conference conf international intl joint ieee acm cvf usenix siam advances meeting annual journal lncs"
    " proceedings".split()
)
_ACRONYM = re.compile(r"\(\s*+([a-z]*+[A-Z][a-z]*+[A-Z][A-Za-z+*-]*+)\s*+(?:['’]?\d{2,4})?\s*\)")
_STOP = frozenset("an and de der des des die et for fur für in la le of on the und".split())


def spellings(publications: Iterable[Publication]) -> Iterator[Finding]:
    """Yield the spellings of venues, except the most common one of each, at the first place of each spelling."""
    written = _written(publications)
    for publication, name in (each for places in written.values() for each in places):
        if publication.venue and (volume := _VOLUME.search(publication.venue.name.plain)):
            fix = f"write volume = {{{volume[1]}}} and the name without it"
            message = f"{name}: the venue's name contains the volume: {fix}"
            yield Finding.of(publication, "venue_variant", message, name)
    for group in _groups(list(written)):
        main = max(group, key=lambda name: (len(written[name]), "(" in name, len(name), name))
        for name in group:
            if name != main:
                publication, field = written[name][0]
                also = f" and in {len(written[name]) - 1} more" if len(written[name]) > 1 else ""
                message = (
                    f"{field}: '{name}' (here{also}) is elsewhere '{main}' ({len(written[main])}): write one of them"
                )
                yield Finding.of(publication, "venue_variant", message, field)


def usual_spelling(publication: Publication, others: Iterable[Publication]) -> str:
    """Return the most common spelling of a publication's venue in others, as in their field; empty without one.

    A spelling with the number or year of one volume is none.
    """
    if not (own := _written([publication])):
        return ""
    written = {
        name: places
        for name, places in _written(each for each in others if each.kind == publication.kind).items()
        if any(each.venue and each.venue.name.plain == name for each, _ in places)
    }
    same = [name for name in written if is_same(name, next(iter(own)))]
    if not same:
        return ""
    main = max(same, key=lambda name: (len(written[name]), "(" in name, len(name), name))
    return next(each.fields[field] for each, field in written[main] if each.venue and each.venue.name.plain == main)


def is_same(one: str, other: str) -> bool:
    """Return whether two names are spellings of one venue, one of them perhaps its acronym alone."""
    first, second = _without_number(one), _without_number(other)
    words = {name: _words(name) for name in (first, second)}
    if (
        first == second
        or len(_groups([first, second])) == 1
        or _is_acronym(first, second)
        or _is_acronym(second, first)
    ):
        return True
    known = [set(own) - _NEUTRAL for own in words.values()]
    return bool(known[0]) and known[0] == known[1]


def _is_acronym(short: str, long: str) -> bool:
    """Return whether a name is the acronym of another, or its initials."""
    found = _ACRONYM.search(long)
    acronyms = {found[1].lower()} if found else set()
    return fold(short) in acronyms | {"".join(word[0] for word in _words(long))}


def _written(publications: Iterable[Publication]) -> dict[str, list[tuple[Publication, str]]]:
    """Return the names of journals and conferences, each with its publications and the field of each."""
    written: dict[str, list[tuple[Publication, str]]] = defaultdict(list)
    for publication in publications:
        name = next((name for name in FIELDS if publication.fields.get(name)), "")
        if name and publication.venue and publication.kind in {"journal", "conference"}:
            written[_without_number(publication.venue.name.plain)].append((publication, name))
    return written


def _without_number(venue: str) -> str:
    """Return the name of a venue without year and number, which differ between its volumes."""
    return " ".join(re.sub(r"(?<!\s)\s++\d++$", "", _ORDINAL.sub("", venue)).split()).strip(" ,.-")


def _groups(names: list[str]) -> list[list[str]]:
    """Return the names that are spellings of one venue, for each venue with several."""
    group_of = {name: [name] for name in names}
    words = {name: _words(name) for name in names}
    for one, other in (*_same_words(words), *_same_acronyms(words)):
        first, second = group_of[one], group_of[other]
        if first is not second:
            first += second
            group_of.update(dict.fromkeys(second, first))
    return [group for group in {id(group): group for group in group_of.values()}.values() if len(group) > 1]


def _same_acronyms(words: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names with one acronym, which have the same words, or of which one is the acronym alone."""
    acronyms: dict[str, list[str]] = defaultdict(list)
    for name in words:
        if match := _ACRONYM.search(name):
            acronyms[match[1].lower()].append(name)
        elif re.fullmatch(r"[A-Za-z]+", name) and re.search(r"[A-Z]{2}", name):
            acronyms[name.lower()].append(name)
    for names in acronyms.values():
        full = max(names, key=lambda name: len(words[name]))
        for name in names:
            same = set(words[name]) - _NEUTRAL == set(words[full]) - _NEUTRAL
            if name != full and (same or words[name] == (fold(name),)):
                yield name, full


def _words(name: str) -> tuple[str, ...]:
    text = _NOT_NAME.sub(" ", _ACRONYM.sub(" ", name))
    return tuple(word for word in fold(text.replace("&", " and ").replace("-", "")).split() if word not in _STOP)


def _same_words(words: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names with the same words, each in full or abbreviated, as in J. Mach. Learn. Res."""
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name, own in words.items():
        if own:
            by_initials["".join(word[0] for word in own)].append(name)
    for names in by_initials.values():
        for one, other in combinations(names, 2):
            if words[one] == words[other] or (len(words[one]) > 1 and _is_abbreviation(one, other, words)):
                yield one, other


def _is_abbreviation(one: str, other: str, words: dict[str, tuple[str, ...]]) -> bool:
    """Return whether two names differ only in words that one of them abbreviates, with a period."""
    text = f"{one}. {other}.".lower()  # the period at the end is not part of a name
    for pair in zip(words[one], words[other], strict=True):
        short, long = sorted(pair, key=len)
        is_abbreviated = long.startswith(short) and len(long) - len(short) > 1 and f"{short}." in text
        if short != long and not is_abbreviated:
            return False
    return True
