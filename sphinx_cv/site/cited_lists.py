"""Lists whose filter asks which pages cite a publication: they are known once all pages have been read.

The following names of sphinxcontrib-bibtex are not documented: `BibtexDomain.citation_refs`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx_cv.model import filters
from sphinx_cv.model.publication import newest_first, passes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.site.pages import PublicationList

#: The names in a filter whose values are known only after all pages have been read.
CITATION_NAMES = {"cited": filters.FLAG, "docname": filters.TEXT, "docnames": filters.SET_OF_TEXT}


def citing_pages(env: BuildEnvironment) -> dict[str, frozenset[str]]:
    """Return the pages that cite each key with {cite}; the keys are in lower case."""
    pages: dict[str, set[str]] = {}
    for reference in cast("BibtexDomain", env.get_domain("cite")).citation_refs:
        for target in reference.targets:
            pages.setdefault(target.key.lower(), set()).add(reference.docname)
    return {key: frozenset(found) for key, found in pages.items()}


def candidates(publications: Iterable[Publication], list_: PublicationList) -> list[Publication]:
    """Return the publications of the files of a list, newest first."""
    return newest_first(each for each in publications if str(each.path) in list_.files)


def choose(
    publications: Iterable[Publication],
    list_: PublicationList,
    docname: str,
    names: Mapping[str, str],
    citing: Mapping[str, frozenset[str]],
) -> list[Publication]:
    """Return the publications that a list on a page shows, newest first; raises FilterError."""
    filter_ = filters.parse(list_.filter, {**names, **CITATION_NAMES})
    return [
        each
        for each in candidates(publications, list_)
        if each.key in list_.keys
        or passes(filter_, each, _lookup(each, docname, citing.get(each.key.lower(), frozenset())))
    ]


def _lookup(publication: Publication, docname: str, citing: frozenset[str]) -> Callable[[str], Any]:
    """Return a function that gives the value of a name in a filter; `citing` are the pages that cite the work."""

    def value(name: str) -> Any:  # noqa: ANN401
        if name == "cited":
            return bool(citing)
        if name in CITATION_NAMES:
            return docname if name == "docname" else citing
        return publication.value(name)

    return value
