"""The volume, number and series of a publication: `12(3)` in a journal, `volume 2 of LNCS` in a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.folding import plain_words
from sphinx_cv.model.text import EMPTY, RichText, Styled, fill, join_list, join_texts
from sphinx_cv.render import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.model.publication import Publication

#: The types of entries whose volume, number and pages are printed without words.
ARTICLES = frozenset({"article", "periodical", "suppperiodical", "review"})
#: The kinds whose volume and number are those of a book or series.
BOOKS = frozenset({"book", "chapter", "proceedings"})
#: The kinds whose venue says enough: neither genre, publisher nor institution is printed.
PAPERS = frozenset({"journal", "conference", "preprint"})
#: A word in place of a number, such as `Vol. 3`; Roman numerals are none.
_WORD = re.compile(r"(?![IVXLCDMivxlcdm]+\b)[^\W\d_]{2}")


def numbering(work: Publication) -> tuple[RichText, ...]:
    """Return volume, number and series in the order in which they are printed; before them the genre of a report."""
    parts = _in_periodical(work) if is_in_periodical(work) else _in_book(work)
    return tuple(part for part in parts if part is not EMPTY and part)


def is_in_periodical(work: Publication) -> bool:
    """Return whether volume and number are printed as those of a journal."""
    in_series = work.kind == "conference" and work.series and not (work.volume and work.issue)
    if in_series or (work.venue and work.venue.collection):
        return False
    in_venue = bool(work.venue and work.kind not in BOOKS | {"thesis", "report", "patent"})
    return in_venue or work.type == "periodical"


def genre(work: Publication) -> RichText:
    """Return the kind of thesis, report, patent or other work in words; of papers and books it is no news."""
    key = work.genre.plain.strip().lower().replace(".", "")
    written = _plain(words.GENRES.get(key, "")) or work.genre
    if work.kind == "thesis":
        written = _plain(words.THESES.get(key, "")) or written
    nationality = work.text("nationality") if work.kind == "patent" else ""
    if nationality and plain_words(written.plain) in {"", "patent"}:
        return fill(words.NATIONAL_PATENT, nationality=nationality)
    if not written and (usual := words.USUAL_GENRES.get(work.type)):
        return _plain(usual)
    return EMPTY if work.kind in PAPERS | BOOKS and work.type != "booklet" else written


def labelled(template: str, name: str, text: RichText) -> RichText:
    """Return a number with its word; a text that has a word already stays as it is."""
    return fill(template, **{name: text}) if text and not _WORD.match(text.plain) else text


def _in_periodical(work: Publication) -> Iterator[RichText]:
    volume, issue, series = _number(work, work.volume), _number(work, work.issue), _series(work)
    is_journal = work.kind == "journal"
    if is_journal and series.plain.isdecimal():
        series = fill(words.SERIES, number=words.ordinal(int(series.plain)))
    elif is_journal and series.plain in words.JOURNAL_SERIES:
        series = _plain(words.JOURNAL_SERIES[series.plain])
    yield series if is_journal else EMPTY
    yield join_texts([volume, _plain("("), issue, _plain(")")], "") if volume and issue else volume or issue
    yield labelled(words.PART, "part", work.part)
    yield EMPTY if work.issue_name.plain == issue.plain else labelled(words.ISSUE, "issue", work.issue_name)
    yield _emphasized(work.issue_title)
    yield EMPTY if is_journal else series


def _in_book(work: Publication) -> Iterator[RichText]:
    volume, number, series = _number(work, work.volume), _number(work, work.issue), _series(work)
    first = genre(work)
    if first and work.kind != "thesis":
        yield _with_number(first, number)
        number = EMPTY
    else:
        yield first
    if work.kind == "patent":
        yield join_list([_plain(name) for name in _holders(work)])
    collection = work.venue.collection if work.venue else EMPTY
    in_series = bool(volume and series and not number and not (work.venue and work.kind == "book"))
    if volume and (collection or in_series) and labelled(words.VOLUME, "volume", volume) != volume:
        yield fill(words.VOLUME_OF, volume=volume, series=_emphasized(collection) or series)
        yield labelled(words.PART, "part", work.part)
        series = series if collection else EMPTY
    else:
        yield labelled(words.VOLUME, "volume", volume)
        yield labelled(words.PART, "part", work.part)
        yield _emphasized(collection)
    yield fill(words.VOLUMES, count=work.volumes) if work.volumes.plain.isdecimal() else work.volumes
    with_word = number if " " in number.plain else labelled(words.NUMBER, "number", number)
    yield join_texts([series, number], " ") if series else with_word
    yield EMPTY if work.issue_name.plain == number.plain else labelled(words.ISSUE, "issue", work.issue_name)


def _number(work: Publication, number: RichText) -> RichText:
    """Return a number; that of a preprint server is the identifier, which is printed as such."""
    return EMPTY if work.arxiv and work.kind == "preprint" and work.arxiv in number.plain else number


def _series(work: Publication) -> RichText:
    """Return the series, unless the title or the venue has its name."""
    if not work.series:
        return EMPTY
    names = {plain_words(work.title.plain), plain_words(work.publisher.plain)}
    if work.venue:
        names |= {plain_words(work.venue.name.plain), plain_words(work.venue.short)}
    return EMPTY if plain_words(work.series.plain) in names else work.series


def _with_number(genre_: RichText, number: RichText) -> RichText:
    """Return a genre and its number, each word once: `Technical report 99-02`."""
    if plain_words(number.plain).startswith(plain_words(genre_.plain)):
        return number
    return genre_ if number.plain and number.plain in genre_.plain else join_texts([genre_, number], " ")


def _holders(work: Publication) -> Iterator[str]:
    yield from (person.name for each in work.contributions if each.role == "holder" for person in each.people)


def _emphasized(text: RichText) -> RichText:
    return RichText((Styled("emphasis", text.pieces),), text.plain) if text else EMPTY


def _plain(text: str) -> RichText:
    return RichText.from_plain(text)
