"""Identifiers as people write them: DOIs and arXiv identifiers, bare or as addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from sphinx_cv.bibtex.identifiers import read_arxiv
from sphinx_cv.model.links import find_doi

if TYPE_CHECKING:
    from sphinx_cv.model.publication import Publication

#: A DOI whose characters need no LaTeX (the DOI Handbook, 2.2); those of arXiv have a service of their own.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s{}\\\"%#$&~^|`]+|10/[a-z0-9]+", re.IGNORECASE)
#: An arXiv identifier of either form, up to its month.
_ARXIV_MONTH = re.compile(r"(?:[a-z.-]+/)?\d\d(?:0[1-9]|1[0-2])", re.IGNORECASE)


class Identifier(NamedTuple):
    """A DOI or an arXiv identifier, without the address of a resolver and without a version."""

    service: Literal["doi", "arxiv"]
    value: str

    def __str__(self) -> str:
        return f"arXiv:{self.value}" if self.service == "arxiv" else self.value


def identifier_of(written: str) -> Identifier | None:
    """Return the identifier in a text such as `arXiv:2312.00752` or `https://doi.org/10.1000/182`; None without one."""
    text = written.strip()
    doi = find_doi(unquote(text) if "//" in text else text)
    other = "//" in text and "arxiv.org/" not in text.lower()
    if arxiv := read_arxiv({"doi": doi} if doi else {"eprint": "" if other else text}):
        return Identifier("arxiv", arxiv) if _ARXIV_MONTH.match(arxiv) else None
    return Identifier("doi", doi) if _DOI.fullmatch(doi) else None


def identifier_of_entry(publication: Publication) -> Identifier | None:
    """Return the identifier by which a service knows a publication: its DOI, else that of arXiv."""
    if publication.doi and (found := identifier_of(publication.doi)):
        return found
    return Identifier("arxiv", publication.arxiv) if publication.arxiv else None
