"""The library: BibTeX files read into publications, with every fault found in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_cv.bibtex import crossref, reading
from sphinx_cv.bibtex.entry_reader import EntryReader
from sphinx_cv.bibtex.field_names import rename_fields
from sphinx_cv.bibtex.link_reader import OwnFiles
from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.bibtex.records import Library, UnreadableError
from sphinx_cv.bibtex.relations import with_relations
from sphinx_cv.model.topics import usual_spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.bibtex.records import File
    from sphinx_cv.model.publication import Publication


def read(
    paths: Iterable[Path],
    owner: Iterable[str],
    encoding: str = "utf-8",
    *,
    root: Path | None = None,
    field_names: Mapping[str, str] | None = None,
) -> Library:
    """Read BibTeX files; `owner` gives the names of the CV's owner.

    `root` is the folder of the files that entries may link to, by default that of each BibTeX file; `field_names` are
    other names of fields (field_names.py).

    Raises an ExceptionGroup of UnreadableError, one for each file that cannot be read at all.
    """
    strings, names = reading.month_strings(), NameReader(owner)
    files, unreadable = [], []
    for path in paths:
        try:
            files.append(reading.read(path, strings, encoding))
        except UnreadableError as error:
            unreadable.append(error)
    if unreadable:
        raise ExceptionGroup("unreadable BibTeX files", unreadable)
    for entry in (entry for file in files for entry in file.entries):
        rename_fields(entry, field_names or {})
    return of_files(files, names, root)


def of_files(files: Sequence[File], names: NameReader | None = None, root: Path | None = None) -> Library:
    """Return the publications of files that have been read, and every fault found in them.

    `names` reads names of people; by default it knows no owner. `root` is that of `read`.
    """
    names, own_files = names or NameReader(()), OwnFiles(root)
    entries, faults = crossref.resolve([entry for file in files for entry in file.entries])
    faults += [fault for file in files for fault in file.faults]
    publications = with_relations([EntryReader(entry, names, faults, own_files).publication() for entry in entries])
    publications = _with_usual_topics(publications)
    order = {file.path: position for position, file in enumerate(files)}
    faults.sort(key=lambda fault: (order[fault.path], fault.line, fault.subtype, fault.message))
    suppressions = tuple(suppression for file in files for suppression in file.suppressions)
    return Library(_numbered(publications), tuple(dict.fromkeys(faults)), suppressions, own_files.looked_up)


def _with_usual_topics(publications: list[Publication]) -> list[Publication]:
    """Return the publications with one spelling for each topic."""
    usual = usual_spellings([publication.topics for publication in publications])
    return [
        replace(each, topics=tuple(dict.fromkeys(usual.get(topic, topic) for topic in each.topics)))
        if not usual.keys().isdisjoint(each.topics)
        else each
        for each in publications
    ]


def _numbered(publications: list[Publication]) -> tuple[Publication, ...]:
    newest = sorted(range(len(publications)), key=lambda index: (-publications[index].sort_year, index))
    numbers = {index: len(publications) - rank for rank, index in enumerate(newest)}
    return tuple(replace(each, number=numbers[index]) for index, each in enumerate(publications))
