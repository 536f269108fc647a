"""Export of a publication to a reference in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model.links import doi_url
from sphinx_cv.render.citation import compose_note, compose_work
from sphinx_cv.render.text import plain_text

if TYPE_CHECKING:
    from sphinx_cv.model.publication import Publication


def reference(publication: Publication) -> str:
    """Return the citation with its note, followed by the URL of its DOI, else of the work."""
    composed = [*compose_work(publication, marks={}), *compose_note(publication)]
    text = " ".join(plain_text(composed).split())
    url = doi_url(publication.doi) if publication.doi else publication.title_url
    return f"{text} {url}" if url else text
