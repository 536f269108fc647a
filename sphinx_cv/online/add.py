"""`python -m sphinx_cv add`: appends clean entries to a BibTeX file, of identifiers or of records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sphinx_cv.bibtex import library, reading
from sphinx_cv.export.bibtex import entry, fields_of
from sphinx_cv.imports import files
from sphinx_cv.imports.bibliography import Bibliography
from sphinx_cv.imports.merge import merge
from sphinx_cv.online.entry import EntryWriter
from sphinx_cv.online.fetch import FetchError
from sphinx_cv.online.identifiers import identifier_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.imports.merge import Merge
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.online.services import Services
    from sphinx_cv.online.site import Site

_FORMS = "10.1000/182, 2312.00752, arXiv:2312.00752, or the address of one at doi.org or arxiv.org"
#: biblatex's names of fields, for a file that has them.
_BIBLATEX = {"archiveprefix": "eprinttype", "primaryclass": "eprintclass"}


def add_identifiers(written: Iterable[str], site: Site, services: Services, out: TextIO, err: TextIO) -> int:
    """Add what the services say of identifiers; returns the exit status of `add`."""
    found = {text: identifier_of(text) for text in written}
    answers = dict(services.records(identifier for identifier in found.values() if identifier))
    unknown = FetchError(f"it is neither a DOI nor an arXiv identifier: write {_FORMS}")
    said = [(text, answers[each] if each else unknown) for text, each in found.items()]
    return add(said, site, out, err)


def add(said: Sequence[tuple[str, Publication | FetchError]], site: Site, out: TextIO, err: TextIO) -> int:
    """Append what is new to the first file of a site, all at once; `said` has what services say, by name in messages.

    Returns 0, or 1 if something is there already, or 2 if something cannot be added.
    """
    status, line = 0, 1
    writer = EntryWriter(site.library.publications)
    texts, names = list[str](), dict[int, str]()
    for name, answer in said:
        if isinstance(answer, FetchError):
            status = 2
            err.write(f"{name}: {answer}\n")
            continue
        names[line] = name
        texts.append(_entry(replace(writer.clean(answer), key=f"new{line}"), site))
        line += texts[-1].count("\n") + 1
    if not texts:
        return status
    bibliography = Bibliography.read(site.paths, library.of_files, site.encoding)
    merged = merge("\n".join(texts), Path("new"), bibliography, make_keys=True)
    known = {each.key: each for each in bibliography.publications}
    for same in merged.duplicates:
        other = known.get(same.other_key)
        place = f"{site.shown(other.path)}:{other.line} as {other.key}" if other else "the same call"
        name = names[int(same.place.rpartition(":")[2])]
        err.write(f"{name}: it is in {place} already ({same.common}): nothing is added\n")
        status = status or 1
    return (_append(merged, site, out, err) if merged.text else 0) or status


def _entry(publication: Publication, site: Site) -> str:
    """Return an entry with the field names that the file uses."""
    used = {name for each in site.library.publications for name in _BIBLATEX if name in each.fields}
    fields = [(name if name in used else _BIBLATEX.get(name, name), value) for name, value in fields_of(publication)]
    return entry(publication.type, publication.key, fields)


def _append(merged: Merge, site: Site, out: TextIO, err: TextIO) -> int:
    """Append entries, if they can be read in their place; returns 0, or 2 if they cannot be written."""
    path, shown = site.paths[0], site.shown(site.paths[0])
    try:
        data = files.encoded(path, merged.text, site.encoding)
        text = (path.read_bytes() + data).decode(site.encoding)
        after = reading.parse(text.removeprefix("\ufeff"), path)
        places = {each.key: each for each in after.entries[-len(merged.added) :]}
        if list(places) != [each.key for each in merged.added]:
            err.write(f"{shown}: an entry at its end cannot be read: correct the entry before it; nothing is added\n")
            return 2
        files.write({}, {path: data})
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        err.write(f"{shown}: its encoding {site.encoding} lacks {char} (U+{ord(char):04X}): save the file in UTF-8\n")
        return 2
    except OSError as error:
        err.write(f"{shown} cannot be written ({error.strerror}): free space, or correct its permissions\n")
        return 2
    out.writelines(f"{shown}:{new.line}: added {key}: {new.fields.get('title', '')}\n" for key, new in places.items())
    return 0
