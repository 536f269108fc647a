"""One award, told once: the {award} row says what it is and, by :publication:, which paper it is for.

The row prints the paper, and the paper prints the row's award. A paper may have the award in its own entry as well, for
filters and for other tools; it then prints its own words, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row


def says_the_same(publication: Publication, row: Row) -> bool:
    """Whether the award in a paper's entry is a row's; a year, and the giver whom the row has apart, may stand with it."""
    award, title = fold(publication.award), fold(row.title)
    if not award or award == title:
        return bool(award)
    rest = set(f" {award} ".replace(f" {title} ", " ").split())
    return f" {title} " in f" {award} " and all(
        word.isdigit() or word in fold(row.organization).split() for word in rest
    )


def award_text(row: Row, publication: Publication) -> str:
    """What a paper shows of a row: its award, and the giver if that is not where the paper stands; empty if it says so itself."""
    if says_the_same(publication, row):
        return ""
    giver = row.organization
    venue = publication.venue
    at_home = venue is not None and fold(giver) in {fold(venue.name.plain), fold(venue.short)}
    return row.title if not giver or at_home else f"{row.title}, {giver}"
