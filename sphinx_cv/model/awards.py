"""Awards of publications: an {award} row names the award and, in `:publication:`, the publication.

The row then prints the publication, and the publication prints the award. An entry of the BibTeX file may hold the same
award in a field of its own, for filters and for other tools; the publication then prints that field only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row


def says_the_same(publication: Publication, row: Row) -> bool:
    """Return whether the award in an entry is that of a row.

    The award may also contain a year, and words of the row's organization.
    """
    award, title = fold(publication.award), fold(row.title)
    if not award or award == title:
        return bool(award)
    rest = set(f" {award} ".replace(f" {title} ", " ").split())
    return f" {title} " in f" {award} " and all(
        word.isdigit() or word in fold(row.organization).split() for word in rest
    )


def award_text(row: Row, publication: Publication) -> str:
    """Return what a publication prints of a row: its award, and the organization unless that is the venue.

    Empty if the entry of the publication has the same award.
    """
    if says_the_same(publication, row):
        return ""
    organization, venue = row.organization, publication.venue
    is_venue = venue is not None and fold(organization) in {fold(venue.name.plain), fold(venue.short)}
    return row.title if not organization or is_venue else f"{row.title}, {organization}"
