"""The role {cite} of sphinxcontrib-bibtex for publications that only a list of the CV shows.

sphinxcontrib-bibtex links {cite} to lists of citations. After it has found these (env-updated, priority 500), the
publications that pages cite and that only a list of the CV shows are added to its citations. Their label is the number
in that list, else authors and year.

The following names of sphinxcontrib-bibtex are not documented: `BibtexDomain.bibdata`, `BibtexDomain.bibliographies`
and `BibtexDomain.citations` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import ast
import string
from typing import TYPE_CHECKING

from pybtex.style import FormattedEntry
from sphinxcontrib.bibtex.directives import BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation

from sphinx_cv.model.publication import newest_first
from sphinx_cv.render.dates import printed_date
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.style import STYLE, LazyCitation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.publication import Publication

#: The id of the bibliographies that are added, one for each page with lists of the CV.
_ID = "cv-cited"
#: The most names in a label; longer lists are cut to the first name.
_MOST_NAMES = 2


def forget_citations(app: Sphinx, env: BuildEnvironment) -> None:
    """Remove the bibliographies that the previous build added, before sphinxcontrib-bibtex looks into each."""
    cite = env.get_domain("cite")
    if isinstance(cite, BibtexDomain):
        for key in [key for key in cite.bibliographies if key.id_ == _ID]:
            del cite.bibliographies[key]


def add_citations(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Add the cited publications that only lists of the CV show; return the citing pages if a label has changed."""
    cite, domain = env.get_domain("cite"), CVDomain.of(env)
    if not isinstance(cite, BibtexDomain):
        return []
    listed = {each.key for each in cite.citations if cite.bibliographies[each.bibliography_key].list_ == "citation"}
    cited = {target.key for reference in cite.citation_refs for target in reference.targets} - listed
    found = {key: publication for key in sorted(cited) if (publication := domain.publication(key))}
    shown = {key: each for key, each in found.items() if each.key in domain.canonical_lists}
    labels = _labels(domain, {each.key: each for each in shown.values()}.values())
    # in the order in which several are cited: by number, else by year
    for key in sorted(shown, key=lambda key: _order(shown[key], labels[shown[key].key])):
        publication = shown[key]
        bibliography = BibliographyKey(domain.canonical_lists[publication.key][0], _ID)
        cite.bibliographies[bibliography] = BibliographyValue(
            0, [], STYLE, "citation", "arabic", 1, "", "", ast.parse("False"), {}, []
        )
        text = FormattedEntry(key, LazyCitation(publication, numbered=False), labels[publication.key])
        entry = cite.bibdata.data.entries[publication.key]
        tooltip = text if app.config.bibtex_tooltips else None
        cite.citations.append(Citation(domain.anchor(publication.key), bibliography, key, entry, text, tooltip))
    places = [(key, domain.canonical_lists[each.key], labels[each.key]) for key, each in shown.items()]
    pages = sorted({reference.docname for reference in cite.citation_refs})
    return domain.build_state.pages_to_rewrite("citations", places, pages)


def _order(publication: Publication, label: str) -> tuple[int, ...]:
    if label.isdigit():
        return (publication.number,)
    return (publication.sort_year, -publication.number)


def _labels(domain: CVDomain, publications: Iterable[Publication]) -> dict[str, str]:
    """Return the label of each publication by its key; labels of authors and year differ by a letter."""
    labels: dict[str, str] = {}
    same: dict[str, list[str]] = {}
    for publication in newest_first(publications):
        if domain.list_at(*domain.canonical_lists[publication.key]).numbered:
            labels[publication.key] = str(publication.number)
        else:
            same.setdefault(_author_year(publication), []).append(publication.key)
    for label, keys in same.items():
        letters = string.ascii_lowercase if len(keys) > 1 else " "
        for key, letter in zip(keys, [*letters, *map(str, range(len(letters), len(keys)))], strict=False):
            labels[key] = f"{label}{letter}".rstrip()
    return labels


def _author_year(publication: Publication) -> str:
    """Return the family names and the year: `Hale and Quill, 2020`, `Hale et al., 2020`."""
    names = [" ".join(filter(None, (each.particle, each.family))) for each in publication.people]
    if len(names) > _MOST_NAMES or (names and publication.others):
        names = [f"{names[0]} et al."]
    when = printed_date(publication.date) if publication.date else publication.state or "n.d."
    return ", ".join([" and ".join(names) or publication.title.plain, when])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.rebuild")
    app.connect("env-updated", forget_citations, priority=400)
    app.connect("env-updated", add_citations, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
