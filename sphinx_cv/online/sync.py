"""`python -m sphinx_cv sync`: what is public, at ORCID or in a BibTeX file, and not in the file of a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from sphinx_cv.bibtex.entry_reader import EntryReader
from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.bibtex.records import RawEntry
from sphinx_cv.imports.duplicates import Known
from sphinx_cv.lint.names import orcid_problem
from sphinx_cv.model.folding import fold
from sphinx_cv.online import orcid
from sphinx_cv.online.entry import read_answer, record_of
from sphinx_cv.online.fetch import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.online.identifiers import Identifier
    from sphinx_cv.online.services import Services
    from sphinx_cv.online.site import Site

    #: Adds what is said, by its names in messages, and returns the exit status.
    Add = Callable[[list[tuple[str, Publication | FetchError]]], int]

_BIBTEX = "application/x-bibtex, text/plain;q=0.9, */*;q=0.1"
#: Titles of fewer words, such as Introduction, do not identify a paper.
_LONG_TITLE = 3


class Work(NamedTuple):
    """A public work: its name in messages, its record, and the identifier by which more is known of it."""

    name: str
    record: Publication
    identifier: Identifier | None = None


def of_orcid(written: str, site: Site, services: Services, add: Add | None, out: TextIO, err: TextIO) -> int:
    """List the works of an ORCID iD that the site lacks, and add them if `add` is given; returns the exit status."""
    digits = written.strip().removeprefix("https://orcid.org/")
    if problem := orcid_problem(digits):
        err.write(f"{written}: the ORCID iD {problem}\n")
        return 2
    try:
        works = [_work(each) for each in orcid.fetch(digits, services.fetcher, services.orcid_base)]
    except FetchError as error:
        err.write(f"{written}: {error}\n")
        return 2
    missing = _list(works, site, out)
    if not add:
        return 1 if missing else 0
    for each in missing:
        if not each.identifier:
            err.write(f"{each.name}: ORCID has neither a DOI nor an arXiv identifier of it: write the entry by hand\n")
    identifiers = [each.identifier for each in missing if each.identifier]
    answers = dict(services.records(identifiers))
    status = add([(str(identifier), answers[identifier]) for identifier in dict.fromkeys(identifiers)])
    return status if len(identifiers) == len(missing) else 2


def _work(work: orcid.Work) -> Work:
    first = {each.service: each for each in reversed(work.identifiers)}
    values = {"title": work.title, "year": work.year}
    values |= {{"doi": "doi", "arxiv": "eprint"}[name]: each.value for name, each in first.items()}
    entry = RawEntry(Path("ORCID"), 1, "misc", "", {name: value for name, value in values.items() if value})
    identifier = first.get("doi") or first.get("arxiv")
    name = str(identifier) if identifier else f"'{work.title}'"
    return Work(name, EntryReader(entry, NameReader(()), []).publication(), identifier)


def of_file(url: str, site: Site, services: Services, add: Add | None, out: TextIO, err: TextIO) -> int:
    """List the entries of a BibTeX file on the web that the site lacks, and add them; returns the exit status."""
    works, failed = list[Work](), False
    try:
        answer = services.fetcher.get(url, _BIBTEX, 1)
        entries, faults = read_answer(answer.text, answer.host)
    except FetchError as error:
        err.write(f"{url}: {error}\n")
        return 2
    for fault in faults:
        failed = True
        err.write(f"{url}:{fault.line}: {fault.message}\n")
    for entry in entries:
        try:
            works.append(Work(f"{url}:{entry.line}", record_of(entry)))
        except FetchError as error:
            failed = True
            err.write(f"{url}:{entry.line}: {error}\n")
    missing = _list(works, site, out)
    status = add([(each.name, each.record) for each in missing]) if add and missing else 1 if missing and not add else 0
    return 2 if failed else status


def _list(works: Sequence[Work], site: Site, out: TextIO) -> list[Work]:
    """Print the works that the site lacks; return them, without those of which it may have another version."""
    known = Known(site.library.publications)
    titles = {_title(each): f"{site.shown(each.path)}:{each.line}" for each in site.library.publications}
    missing, alike = list[Work](), 0
    for work in works:
        if known.find(work.record):
            continue
        line = f"not in {site.shown(site.paths[0])}: {work.name}: {work.record.title.plain}"
        line += f" ({work.record.year})" if work.record.year else ""
        title = _title(work.record)
        if (same := titles.get(title)) and len(title.split()) >= _LONG_TITLE:
            alike += 1
            out.write(f"{line}; {same} has this title, of another year: if it is another work, add it by itself\n")
        else:
            missing.append(work)
            known.add(work.record)
            titles.setdefault(title, work.name)
            out.write(f"{line}\n")
    count = len(missing) + alike
    out.write(
        f"{count} of {len(works)} public works {'is' if count == 1 else 'are'} not in {site.shown(site.paths[0])}\n"
    )
    return missing


def _title(publication: Publication) -> str:
    return fold(publication.title.plain)
