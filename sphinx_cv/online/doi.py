"""DOIs: BibTeX by content negotiation (https://citation.doi.org/docs.html), as from Crossref and DataCite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model.links import doi_url

if TYPE_CHECKING:
    from sphinx_cv.online.fetch import Answer, Fetcher

BASE = "https://doi.org"
#: Seconds between requests: Crossref allows five in a second, DataCite 1,000 in five minutes.
_PAUSE = 1


def fetch(doi: str, fetcher: Fetcher, base: str = BASE) -> Answer:
    """Return the BibTeX of a DOI. Raises FetchError."""
    url = base.rstrip("/") + doi_url(doi).removeprefix(BASE)
    return fetcher.get(url, "application/x-bibtex", _PAUSE)
