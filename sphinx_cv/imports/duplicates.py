"""Papers that a library has already: by DOI, by arXiv identifier, or by title and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model.publication import Publication

_ARXIV_DOI = "10.48550/arxiv."


class Known:
    """The papers of a library."""

    def __init__(self, publications: Iterable[Publication] = ()) -> None:
        self._papers: dict[tuple[str, str], list[Publication]] = {}
        for publication in publications:
            self.add(publication)

    def add(self, publication: Publication) -> None:
        for identity in _identities(publication):
            self._papers.setdefault(identity, []).append(publication)

    def find(self, publication: Publication) -> tuple[Publication, str] | None:
        """Return the same paper and what both have in common; None if it is new."""
        for name, value in _identities(publication):
            for other in self._papers.get((name, value), ()):
                if name != "title and year" and not _is_part(publication, other):
                    return other, f"{name} {value}"
                if name == "title and year" and _may_be_same(publication, other):
                    return other, name
        return None


def _identities(publication: Publication) -> Iterator[tuple[str, str]]:
    doi = publication.doi.lower()
    if doi and not doi.startswith(_ARXIV_DOI):
        yield "DOI", doi
    if publication.arxiv:
        yield "arXiv", publication.arxiv.lower()
    if title := _title(publication):
        yield "title and year", f"{title} {publication.year}"


def _title(publication: Publication) -> str:
    title = publication.title.plain
    return fold(title).replace(" ", "") or title.strip()


def _is_part(one: Publication, other: Publication) -> bool:
    """Return whether one is a chapter, which may have the DOI of its book."""
    return "chapter" in {one.kind, other.kind} and _title(one) != _title(other)


def _may_be_same(one: Publication, other: Publication) -> bool:
    """Return whether nothing tells two papers with one title and year apart, such as two editorials."""
    dois = [each.doi.lower() for each in (one, other) if each.doi and not each.doi.lower().startswith(_ARXIV_DOI)]
    arxivs = [each.arxiv.lower() for each in (one, other) if each.arxiv]
    pages = [re.findall(r"\d+", each.pages)[:1] for each in (one, other) if each.pages and one.kind == other.kind]
    families = [{fold(person.family) for person in each.people} for each in (one, other)]
    apart = any(len(both) == 2 and both[0] != both[1] for both in (dois, arxivs, pages))  # noqa: PLR2004
    return not apart and (not all(families) or bool(families[0] & families[1]))
