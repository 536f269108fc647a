"""What search engines are told of a publication: Google Scholar's tags, and a description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.render.citation import compose_people, compose_published
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.model.publication import Publication

_VENUE_TAGS = {
    "journal": "citation_journal_title",
    "conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
}
_IMPRINT_TAGS = {"citation_volume": ("volume",), "citation_issue": ("number", "issue"), "citation_publisher": ("publisher",),
                 "citation_isbn": ("isbn",), "citation_issn": ("issn",)}  # fmt: skip
_INSTITUTION_TAGS = {"thesis": {"citation_dissertation_institution": ("school", "institution")},
                     "report": {"citation_technical_report_institution": ("institution", "school")}}  # fmt: skip
_LONGEST_DESCRIPTION = 160


def scholar_tags(publication: Publication) -> Iterator[tuple[str, str]]:
    """Highwire Press tags, as Google Scholar asks for them (scholar.google.com/intl/en/scholar/inclusion.html#indexing)."""
    yield "citation_title", publication.title.plain
    for role, people in (("author", publication.authors), ("editor", publication.editors)):
        yield from ((f"citation_{role}", person.sort_name) for person in people)
    if publication.year:
        yield "citation_publication_date", _date(publication)
    yield from _imprint_tags(publication)
    if publication.doi:
        yield "citation_doi", publication.doi
    if publication.arxiv:
        yield "citation_arxiv_id", publication.arxiv
    pdf = next((link.address for link in publication.links if link.label == "PDF" or link.address.endswith(".pdf")), "")
    if pdf:
        yield "citation_pdf_url", pdf
    yield from (("citation_keywords", topic) for topic in publication.topics)


def _imprint_tags(publication: Publication) -> Iterator[tuple[str, str]]:
    """Where it was published: venue, volume and pages, publisher, institution."""
    if publication.venue and (name := _VENUE_TAGS.get(publication.kind)):
        yield name, publication.venue.name.plain
    fields = _IMPRINT_TAGS | _INSTITUTION_TAGS.get(publication.kind, {})
    for name, sources in fields.items():
        # of the fields themselves: in a filter, `number` is the publication's own
        if text := next(filter(None, (decode(publication.fields.get(source, ""))[0].plain for source in sources)), ""):
            yield name, text
    first, *rest = re.split(r"\s*[-–]+\s*", decode(publication.fields.get("pages", ""))[0].plain)
    yield from (
        pair for pair in zip(("citation_firstpage", "citation_lastpage"), (first, *rest), strict=False) if pair[1]
    )


def _date(publication: Publication) -> str:
    """Year, month and day as far as they are known, with slashes."""
    match = re.match(rf"{publication.year}(?:-\d\d){{1,2}}", publication.fields.get("date", ""))
    return match[0].replace("-", "/") if match else str(publication.year)


def describe(publication: Publication) -> str:
    """What a search engine shows of the page, in a line."""
    published = "".join(node.astext() for node in compose_published(publication))
    people = "".join(node.astext() for node in compose_people(publication, {}))
    title = publication.title.plain
    text = f"{title}{'' if title.endswith(('.', '!', '?')) else '.'} {published} {people}".strip()
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[: _LONGEST_DESCRIPTION - 1].rpartition(" ")[0].rstrip(",.;:") + "…"
