"""Details printed after a publication's venue: volume, pages, institution, series, edition, publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model.text import EMPTY, RichText, join_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.model.publication import Publication


#: The types of entries whose pages are printed without the word "pages".
ARTICLES = frozenset({"article", "periodical", "suppperiodical"})


def details(publication: Publication) -> tuple[RichText, ...]:
    """Return the details in the order in which they are printed."""
    return tuple(part for part in _parts(publication) if part)


def _parts(work: Publication) -> Iterator[RichText]:
    if work.kind == "thesis":
        yield work.genre or _plain("Master's thesis" if work.type == "mastersthesis" else "PhD thesis")
        yield work.institution
    elif work.kind == "report":
        if work.type != "manual":
            yield join_texts([work.genre or _plain("Technical report"), work.issue], " ")
        yield work.institution
    elif work.kind == "patent":
        yield join_texts([_plain("Patent"), work.issue], " ")
    elif work.venue:
        yield _volume(work.volume, work.issue)
        yield work.series
    else:
        yield work.series
        yield join_texts([_plain("volume"), work.volume], " ") if work.volume else EMPTY
    if work.version:
        yield join_texts([_plain("version"), work.version], " ")
    if edition := work.edition:
        yield edition if "edition" in edition.plain.lower() else join_texts([edition, _plain("edition")], " ")
    if work.kind in {"book", "chapter", "proceedings"} or not work.venue:
        yield work.publisher
        yield work.place
    pages = work.pages or work.eid
    if pages and work.kind not in {"thesis", "report", "book"}:
        yield _plain(pages if work.type in ARTICLES else f"pages {pages}")


def _volume(volume: RichText, issue: RichText) -> RichText:
    """Return volume and issue as `12(3)`, or the one that is given."""
    if volume and issue:
        return join_texts([volume, _plain("("), issue, _plain(")")], "")
    return volume or issue


def _plain(text: str) -> RichText:
    return RichText.from_plain(text)
