"""The merge of new entries into BibTeX files whose other bytes stay as they are.

For every command that adds entries::

    bibliography = Bibliography.read([Path("pubs.bib")], library.of_files)  # all files of the site
    merged = merge(text, Path("new.bib"), bibliography)  # text: the source of the new entries
    append(Path("pubs.bib"), merged.text)  # in sphinx_cv.imports.files

`merged.text` is what is to be appended, empty if nothing is new. `added`, `duplicates`, `guesses` and `left` say what
became of each entry, with both places. Nothing is written before `append`. With `make_keys`, the entries get keys in
the style of the file; otherwise only those that have none, or the key of another entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bibtex import reading
from sphinx_cv.bibtex.crossref import DATA_TYPES
from sphinx_cv.bibtex.records import NOTE
from sphinx_cv.export.bibtex import braced
from sphinx_cv.export.bibtex import entry as write_entry
from sphinx_cv.imports import bib_source
from sphinx_cv.imports.duplicates import Known
from sphinx_cv.imports.keys import free_key, style_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sphinx_cv.bibtex.records import File, Library, RawEntry
    from sphinx_cv.imports.bib_source import Piece
    from sphinx_cv.imports.bibliography import Bibliography
    from sphinx_cv.model.publication import Publication

    #: Returns the place of a line, counted from 1.
    Places = Callable[[int], str]
#: Fields that reference managers have for files, which are not shown.
_LOCAL_FIELDS = ("localfile", "file", "local-url", "attachment", "attachments")


class Added(NamedTuple):
    """An entry that is new, by its key in the file, and its place in the source."""

    key: str
    place: str


class Duplicate(NamedTuple):
    """An entry that the site has already."""

    place: str
    key: str
    title: str
    #: The place and the key of the other entry.
    other_place: str
    other_key: str
    #: What both have in common: `DOI 10.1000/1`, `arXiv 2312.00752`, or `title and year`.
    common: str
    #: The fields that only the new entry has.
    more: tuple[str, ...]


@dataclass(slots=True)
class Merge:
    """What a merge adds, and what became of each entry."""

    place: Places
    #: What is to be appended to the file.
    text: str = ""
    added: list[Added] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    #: What was changed, or has to be checked: a place and a sentence.
    guesses: list[tuple[str, str]] = field(default_factory=list)
    #: What was left out: a place and the text.
    left: list[tuple[str, str]] = field(default_factory=list)


class _New(NamedTuple):
    """An entry of the source, with its record unless it only holds data for others."""

    entry: RawEntry
    source: str
    publication: Publication | None


def merge(
    text: str, path: Path, bibliography: Bibliography, *, make_keys: bool = False, places: Places | None = None
) -> Merge:
    """Return what is to be appended to the site's file so that it has the new entries of a text.

    `path` names the text in the report, unless `places` gives the place of each line. Entries are taken as they are
    written, with the strings that they use; a malformed one is written as it could be read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    strings = reading.month_strings()
    file = reading.parse(text, path, strings)
    merged = Merge(places or (lambda line: f"{path}:{line}"))
    found = list(bib_source.pieces(text))
    entries = _entries(file, bibliography.library([file]), found, merged)
    new, keys = _choose(file, entries, bibliography, merged, make_keys=make_keys)
    sources = [bib_source.with_references(source, keys) for source in new]
    needed = _strings(found, sources)
    defined = {name for name in needed if name in bibliography.strings}
    other = {name: strings[name] for name in defined if strings[name] != bibliography.strings[name]}
    sources = [bib_source.with_values(source, other) for source in sources]
    definitions = [piece.text for name, piece in needed.items() if name not in defined]
    merged.text = "\n\n".join((["\n".join(definitions)] if definitions else []) + sources)
    _note_left(file, found, merged)
    return merged


def _choose(
    file: File, entries: Iterable[_New], bibliography: Bibliography, merged: Merge, *, make_keys: bool
) -> tuple[list[str], dict[str, str]]:
    """Return the sources of the entries that are new, with their keys, and the keys that changed."""
    style, known = style_of(bibliography.publications), Known(bibliography.publications)
    taken, keys, sources = set(bibliography.keys), dict[str, str](), list[str]()
    for new in entries:
        entry, publication = new.entry, new.publication
        place = merged.place(entry.line)
        if publication and (same := known.find(publication)):
            other, common = same
            more = tuple(name for name in entry.fields if name not in other.fields)
            own = other.path == file.path
            where = merged.place(other.line) if own else f"{other.path.name}:{other.line}"
            title = publication.title.plain
            merged.duplicates.append(Duplicate(place, entry.key, title, where, other.key, common, more))
            keys.setdefault(entry.key.lower(), other.key)
            continue
        if not publication and (data := bibliography.data.get(entry.key.lower())) and data.fields == entry.fields:
            where = f"{data.path.name}:{data.line}"
            merged.duplicates.append(Duplicate(place, entry.key, "", where, data.key, "data", ()))
            continue
        made = publication is not None and (make_keys or not entry.key)
        key = free_key(style(publication) if made and publication else entry.key, taken)
        if key != entry.key and not make_keys:
            why = "another entry has this key" if entry.key else "it has no key"
            merged.guesses.append((place, f"{entry.key}: {why}: written as {key}".removeprefix(": ")))
        keys.setdefault(entry.key.lower(), key)
        taken.add(key.lower())
        if publication:
            known.add(replace(publication, key=key))
        merged.added.append(Added(key, place))
        sources.append(bib_source.with_key(new.source, key))
    return sources, keys


def _entries(file: File, read: Library, found: Sequence[Piece], merged: Merge) -> list[_New]:
    """Return the entries of a file with their sources, and note what is faulty in them."""
    publications: dict[int, list[Publication]] = {}
    for each in read.publications:
        publications.setdefault(each.line, []).append(each)
    faults = sorted(dict.fromkeys(read.faults), key=lambda fault: fault.line)
    local = set[tuple[int, str]]()
    for fault in faults:
        name = fault.message.split(": ", 2)[1:2]
        if fault.subtype == "url" and name not in (["url"], ["doi"]):
            local.add((fault.line, name[0]))
        elif fault.subtype not in {NOTE, "duplicate_key"}:  # keys are made different below
            merged.guesses.append((merged.place(fault.line), fault.message))
    new = []
    faulty = {fault.line for fault in file.faults if fault.subtype != NOTE}
    by_line = {piece.line: piece for piece in found if piece.whole and faulty.isdisjoint(piece.lines)}
    for entry in file.entries:
        of_line = publications.get(entry.line, [])
        publication = of_line.pop(0) if of_line else None
        if publication is None and entry.type not in DATA_TYPES:
            first = next(each for each in file.entries if each.key.lower() == entry.key.lower())
            place, title = merged.place(entry.line), first.fields.get("title", "")
            where = merged.place(first.line)
            merged.duplicates.append(Duplicate(place, entry.key, title, where, first.key, "entry", ()))
            continue
        source = by_line[entry.line].text if entry.line in by_line else _written(entry)
        new.append(_New(entry, _with_local_files(source, entry, local, merged), publication))
    return new


def _written(entry: RawEntry) -> str:
    """Return the source of an entry as it was read."""
    fields = [(name, braced(value)) for name, value in entry.fields.items()]
    return write_entry(entry.type, entry.key or "nokey", fields).rstrip("\n")


def _with_local_files(source: str, entry: RawEntry, local: set[tuple[int, str]], merged: Merge) -> str:
    """Return a source whose links to files of the old site have another name: they lead nowhere here."""
    names = [name for name in _LOCAL_FIELDS if name not in entry.fields]
    for name in [name for name in entry.fields if (entry.lines[name], name) in local][: len(names)]:
        new = names.pop(0)
        message = f"{entry.key}: {name} names a file of another site: written as {new}, which is not shown"
        merged.guesses.append((merged.place(entry.lines[name]), f"{message}; write its URL as {name}"))
        source = bib_source.with_field_name(source, name, new)
    return source


def _strings(found: Sequence[Piece], sources: Iterable[str]) -> dict[str, Piece]:
    """Return the definitions of the strings that the sources use, and of those that these use, in order."""
    defined = {name: piece for piece in found if piece.type == "string" and (name := bib_source.string_name(piece))}
    queue = {word for source in sources for word in bib_source.words(source)} & defined.keys() if defined else set()
    needed = set[str]()
    while queue:
        needed |= queue
        queue = {word for name in queue for word in bib_source.words(defined[name].text)} & defined.keys() - needed
    return {name: piece for name, piece in defined.items() if name in needed}


def _note_left(file: File, found: Sequence[Piece], merged: Merge) -> None:
    """Note the comments, the preambles and the text between entries."""
    lines = {entry.line for entry in file.entries}
    for piece in found:
        if piece.type in {"", "comment", "preamble"} and lines.isdisjoint(piece.lines):
            merged.left.append((merged.place(piece.line), piece.text))
