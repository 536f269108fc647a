"""Export of a publication to Highwire Press tags, which Google Scholar reads, and to a description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.edtf import FIRST_DIVISION
from sphinx_cv.render.citation import compose_published
from sphinx_cv.render.people import compose_people
from sphinx_cv.render.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.model.publication import Publication

_VENUE_TAGS = {
    "journal": "citation_journal_title",
    "conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
}
_INSTITUTION_TAGS = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
#: The labels of links to PDFs that are not the work.
_OTHER_PDFS = frozenset({"Supplement", "Slides", "Poster", "Talk"})
#: The maximum length of a description, in characters: search engines cut longer ones.
_LONGEST_DESCRIPTION = 160


def highwire_tags(publication: Publication, base: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and content of each tag (scholar.google.com/intl/en/scholar/inclusion.html#indexing).

    `base` is the address of the website, for the owner's files; without it these have no tag, which must be absolute.
    """
    yield "citation_title", publication.title.plain
    for role, people in (("author", publication.authors), ("editor", publication.editors)):
        yield from ((f"citation_{role}", person.sort_name) for person in people)
    if publication.year > 0:
        yield "citation_publication_date", _date(publication)
    yield from ((name, content) for name, content in _venue_tags(publication) if content)
    if publication.doi:
        yield "citation_doi", publication.doi
    if publication.arxiv:
        yield "citation_arxiv_id", publication.arxiv
    if pdf := _pdf(publication, base):
        yield "citation_pdf_url", pdf
    yield from (("citation_keywords", topic) for topic in publication.topics)


def _pdf(publication: Publication, base: str) -> str:
    """Return the URL of the PDF of the work, not of its slides; empty if there is none."""
    for link in publication.links:
        is_pdf = link.label == "PDF" or (link.label not in _OTHER_PDFS and link.url.endswith(".pdf"))
        if is_pdf and (base or not link.file):
            return base + link.url if link.file else link.url
    return ""


def _date(publication: Publication) -> str:
    """Return the last date as 2024/05/17, as far as it is known; a season is not."""
    year, *rest = publication.date.last.known() if publication.date else ()
    return "/".join([f"{year:04}", *(f"{part:02}" for part in rest if part < FIRST_DIVISION)])


def _venue_tags(work: Publication) -> Iterator[tuple[str, str]]:
    """Yield venue, volume, issue, publisher, numbers, institution and pages; contents may be empty."""
    if work.venue and (name := _VENUE_TAGS.get(work.kind)):
        yield name, work.venue.name.plain
    yield "citation_volume", work.volume.plain
    yield "citation_technical_report_number" if work.kind == "report" else "citation_issue", work.issue.plain
    yield "citation_publisher", work.publisher.plain
    yield "citation_isbn", work.isbn
    yield "citation_issn", work.issn
    if name := _INSTITUTION_TAGS.get(work.kind):
        yield name, work.institution.plain
    first, *rest = re.split(r"[-–]+", work.pages)
    yield "citation_firstpage", first.rstrip()
    yield "citation_lastpage", rest[0].strip() if rest else ""


def describe(publication: Publication) -> str:
    """Return a description of a publication: title, venue and people, cut to 160 characters."""
    published = plain_text(compose_published(publication))
    people = plain_text(compose_people(publication, {}))
    title = publication.title.plain
    parts = (title if title.endswith((".", "!", "?")) else f"{title}.", published, people)
    text = " ".join(filter(None, parts))
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[: _LONGEST_DESCRIPTION - 1].rpartition(" ")[0].rstrip(",.;:") + "…"
