"""Venues: one that is written in several ways, with and without its acronym, in capitals or in short."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model.publication import Publication

FIELDS = ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
#: What a venue's name is preceded or followed by and is not part of it.
_AROUND = re.compile(
    r"\b(?:proceedings|proc)\b\.?(?:\s+of)?(?:\s+the)?|^\s*(?:in\s+)?the\s+|\b(?:19|20)\d\d\b|['’]\d\d\b"
    r"|\b\d+(?:st|nd|rd|th)\b|\b(?:\w+[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|#\d+|\w+teenth|twentieth|thirtieth|fortieth)\b|\bannual\b|\b\d+\s*$|\b(?:arxiv|corr)\b.*$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?i)\b\d+(?:st|nd|rd|th)\b\s*|\b(?:\w+ty[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|\w+teenth|\w+tieth)\b\s+(?=\w+)|[-\s]*[('’]?\b(?:19|20)\d\d\b\)?|\s*['’]\d\d\b|(?<=[A-Z])-\d\d(?=\))|\s*#\d+"
)
_VOLUME = re.compile(r"\([^()]*[A-Z][^()]*\)[,\s]*(?:vol(?:ume)?\.?\s*)?(\d{1,3})\s*$")
#: Words that say nothing about which venue it is, beside its acronym.
_NEUTRAL = frozenset(
    "conference conf international intl joint ieee acm cvf usenix siam advances meeting annual journal lncs proceedings".split()
)
_ACRONYM = re.compile(r"\(\s*([A-Za-z]*[A-Z][a-z]*[A-Z][A-Za-z+*-]*)\s*(?:['’]?\d{2,4})?\s*\)")
_STOP = frozenset("an and de der des des die et for fur für in la le of on the und".split())


def spellings(publications: Iterable[Publication]) -> Iterator[Finding]:
    """Ways to write a venue other than its usual one, at the first place of each."""
    written: dict[str, list[tuple[Publication, str]]] = defaultdict(list)
    for publication in publications:
        name = next((name for name in FIELDS if publication.fields.get(name)), "")
        if name and publication.venue and publication.kind in {"journal", "conference"}:
            written[_shown(publication.venue.name.plain)].append((publication, name))
            if volume := _VOLUME.search(publication.venue.name.plain):
                message = f"{name}: the volume stands in the venue's name: write volume = {{{volume[1]}}} and the name without it"
                yield Finding.of(publication, "venue_variant", message, name)
    for group in _groups(list(written)):
        usual = max(group, key=lambda way: (len(written[way]), "(" in way, len(way), way))
        for way in group:
            if way != usual:
                publication, field = written[way][0]
                also = f" and in {len(written[way]) - 1} more" if len(written[way]) > 1 else ""
                message = (
                    f"{field}: '{way}' (here{also}) is elsewhere '{usual}' ({len(written[usual])}): write one of them"
                )
                yield Finding.of(publication, "venue_variant", message, field)


def _shown(venue: str) -> str:
    """A venue as it is written, without year and number, in which its volumes differ."""
    return " ".join(re.sub(r"\s+\d+$", "", _ORDINAL.sub("", venue)).split()).strip(" ,.-")


def _groups(ways: list[str]) -> list[list[str]]:
    """The ways to write each venue that has several."""
    at = {way: [way] for way in ways}

    def join(one: str, other: str) -> None:
        if at[one] is not at[other]:
            first, second = at[one], at[other]
            first += second
            at.update(dict.fromkeys(second, first))

    words = {way: _words(way) for way in ways}
    for one, other in _same_words(words):
        join(one, other)
    acronyms: dict[str, list[str]] = defaultdict(list)
    for way in ways:
        if match := _ACRONYM.search(way):
            acronyms[match[1].lower()].append(way)
        elif re.fullmatch(r"[A-Za-z]*[A-Z]{2}[A-Za-z]*", way):
            acronyms[way.lower()].append(way)
    for named in acronyms.values():
        full = max(named, key=lambda way: len(words[way]))
        for way in named:
            own, others = set(words[way]) - _NEUTRAL, set(words[full]) - _NEUTRAL
            if way != full and (own == others or words[way] == (fold(way),)):
                join(way, full)
    return [group for group in {id(group): group for group in at.values()}.values() if len(group) > 1]


def _words(way: str) -> tuple[str, ...]:
    text = _AROUND.sub(" ", _ACRONYM.sub(" ", way))
    return tuple(word for word in fold(text.replace("&", " and ").replace("-", "")).split() if word not in _STOP)


def _same_words(words: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Pairs of the same words, each of them in full or in short: J. Mach. Learn. Res."""
    by_initials: dict[str, list[str]] = defaultdict(list)
    for way, own in words.items():
        if own:
            by_initials["".join(word[0] for word in own)].append(way)
    for near in by_initials.values():
        for index, one in enumerate(near):
            for other in near[index + 1 :]:
                if words[one] == words[other] or (len(words[one]) > 1 and _is_short_for(one, other, words)):
                    yield one, other


def _is_short_for(one: str, other: str, words: dict[str, tuple[str, ...]]) -> bool:
    """Whether one is the other with its words cut short."""
    pairs = list(zip(words[one], words[other], strict=True))
    shortened = [(a, b) for a, b in pairs if a != b]
    return all(
        len(a) != len(b) and (long := max(a, b, key=len)).startswith(short := min(a, b, key=len)) and len(long) - len(short) > 1
        and f"{short}." in f"{one} {other}".lower()
        for a, b in shortened
    )  # fmt: skip
