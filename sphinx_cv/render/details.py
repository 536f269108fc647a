"""Details printed after a publication's venue and number: edition, institution, publisher, pages and others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.folding import plain_words
from sphinx_cv.model.text import EMPTY, RichText, fill, join_texts
from sphinx_cv.model.venue import NO_ORIGINAL
from sphinx_cv.render import words
from sphinx_cv.render.numbering import ARTICLES, BOOKS, PAPERS, genre, is_in_periodical, labelled
from sphinx_cv.render.spans import printed_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.model.publication import Publication

#: The kinds for which a single number as pages is the length of the work.
_WHOLE_WORKS = frozenset({"thesis", "report", "book", "proceedings"})
_EDITION = re.compile(r"(?i)\b(?:[eé]d(?:n|s|ns)?\b|[eé]di[tzcç]i|aufl|ausg|oplag|uppl|utg|druk\b|wyd|vyd|изд)|版")
#: The number of an edition, which may have the word for it in English; a year is no such number.
_NUMBER_OF_EDITION = re.compile(r"(?i)(\d{1,3})(?:\.|(?:st|nd|rd|th)?(?: *edn?\.?| *edition)?)")
_MANY_PAGES = re.compile(r"[–—,;&+/]|--|\d\s*-\s*\D?\d|[ivxlc]\s*-\s*[ivxlc]|\band\b|\d\s*ff?\b")


def details(work: Publication) -> tuple[RichText, ...]:
    """Return the details in the order in which they are printed, each name once."""
    parts = [(part, is_name) for part, is_name in _parts(work) if part is not EMPTY and part]
    if not any(is_name for _, is_name in parts):
        return tuple(part for part, _ in parts)
    said = {plain_words(name) for name in _names_before(work)}
    kept = []
    for part, is_name in parts:
        if not is_name or plain_words(part.plain) not in said:
            kept.append(part)
            said.add(plain_words(part.plain))
    return tuple(kept)


def event_of(work: Publication) -> tuple[RichText, RichText]:
    """Return the name of the event, or the place if it has no name; and its place or dates, which go in parentheses."""
    event = work.event
    dates = _plain(printed_span(event.dates, "en") if event.dates else "")
    if event.title or work.venue:
        return event.title, join_texts([event.place, dates], ", ")
    if event.place:
        return event.place, dates
    return (fill(words.ALONE, text=dates) if dates else EMPTY), EMPTY  # not to be read as the date of the work


def _event(work: Publication) -> RichText:
    name, where = event_of(work)
    return fill(words.WITH_PLACE, name=name, place=where) if name and where else name


def _names_before(work: Publication) -> Iterator[str]:
    """Yield the names that are printed before the details."""
    yield work.title.plain
    if len(work.people) == 1:
        yield work.people[0].name
    if work.venue:
        yield from (work.venue.name.plain, work.venue.short)
    if work.arxiv and work.kind == "preprint":
        yield "arXiv"


def _parts(work: Publication) -> Iterator[tuple[RichText, bool]]:
    """Yield the details, and whether each is a name, which is not printed twice."""
    yield genre(work) if is_in_periodical(work) else EMPTY, True
    yield work.how_published, True
    if not work.venue and work.kind != "proceedings":
        yield _event(work), False
    yield _version(work.version), False
    yield _edition(work.edition), False
    if work.kind not in PAPERS or not work.venue:
        yield work.institution, True
        yield work.publisher, True
        if not work.publisher.plain.startswith(f"{work.place.plain}:"):  # Oxford: Oxford University Press
            yield _place(work.place), True
    yield _chapter(work), False
    yield _article(work), False
    yield from ((text, False) for text in _pages(work))
    yield _languages(work.languages), False
    yield _plain(work.eprint), True


def _version(version: RichText) -> RichText:
    if re.match(r"(?i)v\.?\s*\d", version.plain):
        version = _plain(re.sub(r"(?i)^v\.?\s*", "", version.plain))
    return (
        fill(words.VERSION, version=version)
        if version and not re.search(r"(?i)\b(?:ver|rel)", version.plain)
        else version
    )


def _edition(edition: RichText) -> RichText:
    """Return an edition as `2nd edition`; a text with a word for it stays as it is written."""
    if number := _NUMBER_OF_EDITION.fullmatch(edition.plain.strip()):
        return fill(words.EDITION, edition=words.ordinal(int(number[1])))
    return fill(words.EDITION, edition=edition) if edition and not _EDITION.search(edition.plain) else edition


def _place(place: RichText) -> RichText:
    if "country" not in place.plain:
        return place
    return _plain(re.sub(r"\bcountry[a-z]{2}\b", lambda match: words.COUNTRIES.get(match[0], match[0]), place.plain))


def _chapter(work: Publication) -> RichText:
    if work.chapter and work.genre and work.kind in BOOKS:
        return join_texts([work.genre, work.chapter], " ")  # BibTeX: type = {Section}, chapter = {3}
    return labelled(words.CHAPTER, "chapter", work.chapter)


def _article(work: Publication) -> RichText:
    if not work.eid or work.type in ARTICLES:
        return _plain(work.eid)
    return fill(words.ARTICLE, number=work.eid)


def _pages(work: Publication) -> Iterator[RichText]:
    """Yield the pages, and the number of all pages."""
    one, many, total_of_one, total_of_many = words.PAGES.get(work.pagination, words.PAGES["page"])
    pages, total = work.pages, work.page_total
    if pages and work.kind in _WHOLE_WORKS and not _MANY_PAGES.search(pages.replace("+", "")):
        pages, total = "", total or pages
    if work.type in ARTICLES and work.pagination == "page":
        yield EMPTY if pages == work.eid else _plain(pages)
    elif pages:
        yield fill(many if _MANY_PAGES.search(pages) else one, pages=pages)
    if total:
        yield fill(total_of_one if total == "1" else total_of_many, pages=total)


def _languages(languages: RichText) -> RichText:
    if not languages:
        return EMPTY
    names = re.sub(r"\b(?:lang)?([a-z])(?=[a-z]{3})", lambda match: match[1].upper(), languages.plain)
    return fill(words.LANGUAGES, languages=names)


def original_of(work: Publication) -> RichText:
    """Return where and when a reprinted or translated work was published first."""
    original = work.original
    if original is NO_ORIGINAL:
        return EMPTY
    date = "" if original.date == str(work.year) else original.date
    publisher = join_texts([original.publisher, original.place], ", ") if original.publisher else EMPTY
    parts = [
        fill(words.ORIGINAL_TITLE, title=original.title) if original.title else EMPTY,
        fill(words.ORIGINAL_PUBLISHER, publisher=publisher) if publisher else EMPTY,
        fill(words.ORIGINAL_PLACE, place=original.place) if original.place and not publisher else EMPTY,
    ]
    when = fill(words.ORIGINAL_DATE, date=date) if date else EMPTY
    how = join_texts([join_texts(parts, " "), when], ", " if original.place else " ")
    return fill(words.ORIGINALLY, how=how) if how else EMPTY


def _plain(text: str) -> RichText:
    return RichText.from_plain(text)
