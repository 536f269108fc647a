"""The merge of new entries into BibTeX files whose other bytes stay as they are.

For every command that adds entries::

    bibliography = Bibliography.read([Path("pubs.bib")])  # the files of the site; entries are appended to the first
    merged = merge(text, Path("new.bib"), bibliography)  # text: the source of the new entries
    append(Path("pubs.bib"), merged.text)  # in sphinx_cv.imports.files

`merged.text` is what is to be appended, empty if nothing is new. `added`, `duplicates`, `guesses` and `left` say what
became of each entry, with both places. Nothing is written before `append`. With `make_keys`, the entries get keys in
the style of the file; otherwise only those that have none, or the key of another entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bibtex import library, reading
from sphinx_cv.bibtex.crossref import DATA_TYPES
from sphinx_cv.bibtex.identifiers import read_url
from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.export.bibtex import braced
from sphinx_cv.export.bibtex import entry as write_entry
from sphinx_cv.imports import bib_source
from sphinx_cv.imports.duplicates import Known
from sphinx_cv.imports.keys import free_key, style_of
from sphinx_cv.model.links import LINK_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sphinx_cv.bibtex.records import File, RawEntry
    from sphinx_cv.imports.bib_source import Piece
    from sphinx_cv.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries of a site before a merge."""

    publications: tuple[Publication, ...]
    #: All keys, in lower case.
    keys: frozenset[str]
    #: The values of the strings.
    strings: Mapping[str, str]
    #: Entries that only hold data for others, by key in lower case.
    data: Mapping[str, RawEntry]

    @classmethod
    def read(cls, paths: Iterable[Path], encoding: str = "utf-8") -> Bibliography:
        """Read the files that exist; raises UnreadableError for one that cannot be read."""
        strings = reading.month_strings()
        files = [reading.read(path, strings, encoding) for path in paths if path.exists()]
        entries = [entry for file in files for entry in file.entries]
        data = {entry.key.lower(): entry for entry in entries if entry.type in DATA_TYPES}
        publications = library.of_files(files, NameReader(())).publications
        keys = {entry.key.lower() for entry in entries} | {each.key.lower() for each in publications}
        return cls(publications, frozenset(keys), strings, data)


class Added(NamedTuple):
    """An entry that is new, by its key in the file, and its place in the source."""

    key: str
    place: str


class Duplicate(NamedTuple):
    """An entry that the site has already."""

    place: str
    key: str
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


def merge(text: str, path: Path, bibliography: Bibliography, *, make_keys: bool = False) -> Merge:
    """Return what is to be appended to the site's file so that it has the new entries of a text.

    `path` names the text in the report. Entries are taken as they are written, with the strings that they use; a
    malformed one is written as it could be read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    strings = reading.month_strings()
    file = reading.parse(text, path, strings)
    merged = Merge()
    found = list(bib_source.pieces(text))
    new, keys = _choose(file, found, bibliography, merged, make_keys=make_keys)
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
    file: File, found: Sequence[Piece], bibliography: Bibliography, merged: Merge, *, make_keys: bool
) -> tuple[list[str], dict[str, str]]:
    """Return the sources of the entries that are new, with their keys, and the keys that changed."""
    style, known = style_of(bibliography.publications), Known(bibliography.publications)
    taken, keys, sources = set(bibliography.keys), dict[str, str](), list[str]()
    for new in _entries(file, found, merged):
        entry, publication = new.entry, new.publication
        place = f"{file.path}:{entry.line}"
        if publication and (same := known.find(publication)):
            other, common = same
            more = tuple(name for name in entry.fields if name not in other.fields)
            where = f"{file.path if other.path == file.path else other.path.name}:{other.line}"
            merged.duplicates.append(Duplicate(place, entry.key, where, other.key, common, more))
            keys.setdefault(entry.key.lower(), other.key)
            continue
        if not publication and (data := bibliography.data.get(entry.key.lower())) and data.fields == entry.fields:
            merged.duplicates.append(Duplicate(place, entry.key, f"{data.path.name}:{data.line}", data.key, "data", ()))
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


def _entries(file: File, found: Sequence[Piece], merged: Merge) -> list[_New]:
    """Return the entries of a file with their sources, and note what is faulty in them."""
    read = library.of_files([file], NameReader(()))
    publications: dict[int, list[Publication]] = {}
    for each in read.publications:
        publications.setdefault(each.line, []).append(each)
    faults = sorted(dict.fromkeys(read.faults), key=lambda fault: fault.line)
    merged.guesses += [(f"{file.path}:{fault.line}", fault.message) for fault in faults if fault.subtype != "note"]
    new = []
    by_line = {piece.line: piece for piece in found if piece.whole and piece.type}
    for entry, following in zip(file.entries, [*file.entries[1:], None], strict=True):
        of_line = publications.get(entry.line, [])
        publication = of_line.pop(0) if of_line else None
        if publication is None and entry.type not in DATA_TYPES:
            continue  # the same entry was there before, which a fault says
        last = following.line if following else entry.line + 10**9
        faulty = any(entry.line <= fault.line < max(last, entry.line + 1) for fault in file.faults)
        piece = by_line.get(entry.line)
        source = piece.text if piece and not faulty else ""
        new.append(_New(entry, _with_local_files(source or _written(entry), entry, file, merged), publication))
    return new


def _written(entry: RawEntry) -> str:
    """Return the source of an entry as it was read."""
    fields = [(name, braced(value)) for name, value in entry.fields.items()]
    return write_entry(entry.type, entry.key or "nokey", fields).rstrip("\n")


def _with_local_files(source: str, entry: RawEntry, file: File, merged: Merge) -> str:
    """Return a source whose links to files of the old site have another name: they lead nowhere here."""
    for name in LINK_FIELDS:
        if entry.fields.get(name) and read_url(entry.fields[name]) is None:
            message = f"{entry.key}: {name} names a file of another site: written as local{name}, which is not shown"
            merged.guesses.append((f"{file.path}:{entry.lines[name]}", f"{message}; write its URL as {name}"))
            source = bib_source.with_field_name(source, name, f"local{name}")
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
        span = range(piece.line, piece.line + piece.text.count("\n") + 1)
        if piece.type in {"", "comment", "preamble"} and lines.isdisjoint(span):
            merged.left.append((f"{file.path}:{piece.line}", piece.text))
