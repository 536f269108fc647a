"""What DOIs and arXiv say of identifiers, each in its own way: one entry, or one message, for each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_cv.online import arxiv, doi, orcid
from sphinx_cv.online.entry import read_single, record_of
from sphinx_cv.online.fetch import Fetcher, FetchError, host_of
from sphinx_cv.online.identifiers import identifier_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_cv.bibtex.records import RawEntry
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.online.identifiers import Identifier


@dataclass(frozen=True)
class Services:
    """The addresses of the services, and the requests to them."""

    doi_base: str = doi.BASE
    arxiv_base: str = arxiv.BASE
    orcid_base: str = orcid.BASE
    fetcher: Fetcher = field(default_factory=Fetcher)

    def records(self, identifiers: Iterable[Identifier]) -> Iterator[tuple[Identifier, Publication | FetchError]]:
        """Yield what the services say of each identifier, or what went wrong; arXiv comes first."""
        wanted = list(dict.fromkeys(identifiers))
        of_arxiv = [each for each in wanted if each.service == "arxiv"]
        for start in range(0, len(of_arxiv), arxiv.AT_ONCE):
            yield from self._of_arxiv(of_arxiv[start : start + arxiv.AT_ONCE])
        for each in wanted:
            if each.service == "doi":
                yield each, self._of_doi(each.value)

    def _of_doi(self, value: str) -> Publication | FetchError:
        try:
            answer = doi.fetch(value, self.fetcher, self.doi_base)
            said = record_of(read_single(answer.text, answer.host))
        except FetchError as error:
            return error
        other = identifier_of(said.doi)  # a DOI may stand for another
        return said if other and other.value.lower() != value.lower() else replace(said, doi=value)

    def _of_arxiv(self, identifiers: Sequence[Identifier]) -> Iterator[tuple[Identifier, Publication | FetchError]]:
        try:
            found = arxiv.fetch([each.value for each in identifiers], self.fetcher, self.arxiv_base)
        except FetchError as error:
            yield from ((each, error) for each in identifiers)
            return
        unknown = FetchError(f"{host_of(self.arxiv_base)} does not know it: correct it, or write the entry by hand")
        for each in identifiers:
            yield each, self._record(found[each.value]) if each.value in found else unknown

    @staticmethod
    def _record(entry: RawEntry) -> Publication | FetchError:
        try:
            return record_of(entry)
        except FetchError as error:
            return error
