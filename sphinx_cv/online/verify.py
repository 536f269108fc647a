"""`python -m sphinx_cv verify`: compares entries with what their DOI or arXiv identifier says."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from sphinx_cv.lint.find import unsuppressed
from sphinx_cv.lint.formats import as_text
from sphinx_cv.online.differences import differences
from sphinx_cv.online.fetch import FetchError
from sphinx_cv.online.identifiers import identifier_of_entry

if TYPE_CHECKING:
    from sphinx_cv.lint.finding import Finding
    from sphinx_cv.online.services import Services
    from sphinx_cv.online.site import Site


def verify(site: Site, services: Services, out: TextIO, err: TextIO) -> int:
    """Print the differences; return 0 if there are none, 1 if there are some, 2 if something cannot be compared."""
    entries = [(each, found) for each in site.library.publications if (found := identifier_of_entry(each))]
    said = dict(services.records(identifier for _, identifier in entries))
    findings: list[Finding] = []
    failed = False
    for entry, identifier in entries:
        answer = said[identifier]
        if isinstance(answer, FetchError):
            failed = True
            err.write(f"{site.shown(entry.path)}:{entry.line}: {entry.key}: {identifier}: {answer}\n")
        else:
            findings += differences(entry, answer, identifier, site.people)
    kept = sorted(unsuppressed(findings, site.library.suppressions, site.ignored, set()))
    if kept or not failed:
        out.write(as_text(each.below(site.folder) for each in kept))
    return 2 if failed else 1 if kept else 0
