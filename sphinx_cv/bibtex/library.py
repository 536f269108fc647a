"""The library: BibTeX files read into publications, with every fault that they have."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sphinx_cv import bibtex
from sphinx_cv.bibtex import Fault, RawEntry
from sphinx_cv.bibtex import crossref as inheritance
from sphinx_cv.model import links
from sphinx_cv.model.person import NameList, NameReader, Person
from sphinx_cv.model.publication import Publication, Venue
from sphinx_cv.model.text import EMPTY, Rich
from sphinx_cv.render.details import details, joined
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_cv.bibtex.suppressions import Silence

#: What a publication is to a reader, by the entry type of BibTeX or biblatex.
KINDS = {
    "article": "journal", "periodical": "journal", "suppperiodical": "journal",
    "inproceedings": "conference", "conference": "conference",
    "proceedings": "proceedings", "mvproceedings": "proceedings",
    "book": "book", "mvbook": "book", "booklet": "book", "collection": "book", "mvcollection": "book",
    "reference": "book", "mvreference": "book",
    "incollection": "chapter", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "suppcollection": "chapter", "inreference": "chapter",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "report": "report", "techreport": "report", "manual": "report",
    "software": "software", "dataset": "dataset", "patent": "patent",
    "misc": "other", "online": "other", "electronic": "other", "www": "other", "unpublished": "other",
    "artwork": "other", "audio": "other", "image": "other", "video": "other", "performance": "other", "movie": "other",
    "music": "other", "review": "other", "standard": "other", "legal": "other", "legislation": "other",
    "letter": "other", "jurisdiction": "other", "commentary": "other",
}  # fmt: skip
#: Journals that are no journals: who publishes there publishes a preprint.
PREPRINT_SERVERS = re.compile(r"(?i)\b(arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|preprint|eprint archive)\b")
#: States of what has no year yet, as they are written and as they are printed.
STATES = {
    "inpress": "in press", "forthcoming": "forthcoming", "toappear": "to appear", "submitted": "submitted",
    "underreview": "under review", "accepted": "accepted", "inpreparation": "in preparation", "inrevision": "in revision",
    "prepublished": "published online",
}  # fmt: skip
#: Types whose author may be a body: what it calls itself stands where people would.
_BODIES = ("organization", "institution", "publisher")
_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d|2100)(?!\d)")
_ACRONYM = re.compile(r"\(([^()]*[A-Z][^()]*)\)\s*$")


@dataclass(frozen=True)
class Library:
    """All publications, in the order of the files, and every fault of the files."""

    publications: tuple[Publication, ...] = ()
    faults: tuple[Fault, ...] = ()
    #: What comments in the files silence.
    silences: tuple[Silence, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Publication]:
        """The publications by citation key in lower case: BibTeX tells keys apart by nothing else."""
        return {publication.key.lower(): publication for publication in self.publications}


def read(paths: Iterable[Path], owner: Iterable[str]) -> Library:
    """Read the BibTeX files; `owner` gives the names of the person whose CV it is.

    Raises an ExceptionGroup of bibtex.UnreadableError, one for each file that cannot be read at all.
    """
    strings, names = bibtex.month_strings(), NameReader(owner)
    files, unreadable = [], []
    for path in paths:
        try:
            files.append(bibtex.read(path, strings))
        except bibtex.UnreadableError as error:
            unreadable.append(error)
    if unreadable:
        raise ExceptionGroup("unreadable BibTeX files", unreadable)
    entries, faults = inheritance.resolve([entry for file in files for entry in file.entries])
    faults += [fault for file in files for fault in file.faults]
    publications = [_Reader(entry, names, faults).publication() for entry in entries]
    order = {file.path: position for position, file in enumerate(files)}
    faults.sort(key=lambda fault: (order[fault.path], fault.line, fault.subtype, fault.message))
    silences = tuple(silence for file in files for silence in file.silences)
    return Library(_numbered(publications), tuple(dict.fromkeys(faults)), silences)


def _numbered(publications: list[Publication]) -> tuple[Publication, ...]:
    newest = sorted(range(len(publications)), key=lambda index: (-publications[index].sort_year, index))
    numbers = {index: len(publications) - rank for rank, index in enumerate(newest)}
    return tuple(replace(each, number=numbers[index]) for index, each in enumerate(publications))


class _Reader:
    """Makes a Publication of an entry, and says what is wrong with it."""

    def __init__(self, entry: RawEntry, names: NameReader, faults: list[Fault]) -> None:
        self.entry, self.names, self.faults = entry, names, faults

    def publication(self) -> Publication:
        entry = self.entry
        if entry.type not in KINDS:
            self.fault(
                "unknown_type", f"@{entry.type} is no entry type of BibTeX or biblatex; it is set like @misc: write one"
            )
        authors, editors = self.people("author"), self.people("editor")
        body = "" if authors.people or editors.people else next(filter(None, map(entry.fields.get, _BODIES)), "")
        if body and entry.type not in {"article", "inproceedings", "phdthesis", "mastersthesis"}:
            authors = replace(authors, people=(Person(family=decode(body)[0].plain),))
        elif not authors.people and not editors.people:
            self.fault("no_author", "it has no author and no editor: write author = {Last, First and Last, First}")
        title = self.text("title")
        if subtitle := self.text("subtitle"):
            title = decode(f"{entry.fields.get('title', '')}: {entry.fields['subtitle']}")[0] if title else subtitle
        if not title:
            self.fault("no_title", "it has no title: write title = {...}")
            title = decode("Untitled")[0]
        year, state = self.year()
        arxiv, doi = links.arxiv(entry.fields), self.doi()
        venue = self.venue()
        kind, url = self.kind(venue, arxiv), self.address("url")
        for name in links.LINK_FIELDS:
            self.address(name)  # to say so when it is none
        word = "Website" if kind in {"software", "dataset", "other"} else "Paper"
        return Publication(
            key=entry.key, type=entry.type, kind=kind, title=title, authors=authors.people,
            editors=editors.people, others=(authors if authors.people else editors).others, venue=venue,
            details=details(entry.type, KINDS.get(entry.type, "other"), self.text, has_venue=venue is not None), year=year, state=state, award=self.text("award").plain,
            presentation=self.text("presentation").plain, topics=self.topics(),
            selected=entry.fields.get("selected", "").strip().lower() in {"true", "yes", "1"}, note=self.note(),
            arxiv=arxiv, doi=doi, url=url, links=links.links_of(entry.fields, arxiv, doi, url, word), fields=entry.fields, path=entry.path,
            line=entry.line, lines=entry.lines,
        )  # fmt: skip

    def fault(self, subtype: str, message: str, name: str = "") -> None:
        line = self.entry.lines.get(name, self.entry.line)
        self.faults.append(Fault(self.entry.path, line, subtype, f"{self.entry.key}: {message}"))

    def text(self, name: str) -> Rich:
        """A field, decoded; EMPTY when it is not there."""
        if not (source := self.entry.fields.get(name)):
            return EMPTY
        rich, problems = decode(source)
        for problem in problems:
            self.fault("latex", f"{name}: {problem}", name)
        return rich

    def people(self, name: str) -> NameList:
        fields = self.entry.fields
        found = self.names.read(fields.get(name, ""), fields.get(f"{name}+an", ""))
        for problem in found.problems:
            self.fault("names", f"{name}: {problem}", name)
        for problem in found.latex_problems:
            self.fault("latex", f"{name}: {problem}", name)
        return found

    def year(self) -> tuple[int, str]:
        fields = self.entry.fields
        named = "date" if fields.get("date") else "year"
        written = decode(fields.get(named, ""))[0].plain
        state = STATES.get(re.sub(r"[^a-z]", "", fields.get("pubstate", "").lower()), self.text("pubstate").plain)
        match = _YEAR.search(written) or _YEAR.search(decode(fields.get("year", ""))[0].plain)
        if match:
            return int(match[1]), state
        state = state or STATES.get(re.sub(r"[^a-z]", "", written.lower()), "")
        if not state and written:
            self.fault("no_year", f"'{written}' has no year: write year = {{2024}}, or pubstate = {{inpress}}", named)
        elif not state:
            self.fault("no_year", "it has no year: write year = {2024}, or pubstate = {inpress}")
        return 0, state

    def venue(self) -> Venue | None:
        names = ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
        if self.entry.type in {"inproceedings", "conference", "incollection", "inbook"}:
            names = ("booktitle", "maintitle", "eventtitle", "journaltitle", "journal")
        name = next((name for name in names if self.entry.fields.get(name)), "")
        rich = self.text(name) if name else EMPTY
        return Venue(rich, _short(rich.plain)) if rich else None

    def kind(self, venue: Venue | None, arxiv: str) -> str:
        kind = KINDS.get(self.entry.type, "other")
        server = bool(venue and PREPRINT_SERVERS.search(venue.name.plain))
        if kind in {"journal", "other"} and (server or (arxiv and not venue)):
            return "preprint"
        return kind

    def topics(self) -> tuple[str, ...]:
        source = self.entry.fields.get("keywords", "") or self.entry.fields.get("keyword", "")
        parts = re.split(r"\s*[;,]\s*", source)
        return tuple(dict.fromkeys(topic for part in parts if (topic := decode(part)[0].plain.strip())))

    def note(self) -> Rich:
        notes = [self.text(name) for name in ("note", "addendum")]
        howpublished = self.entry.fields.get("howpublished", "")
        if howpublished and not links.address(howpublished):
            notes.insert(0, self.text("howpublished"))
        notes = [note for note in notes if note]
        return joined(notes, ". ")

    def address(self, name: str) -> str:
        if not (written := self.entry.fields.get(name, "")):
            return ""
        found = links.address(written)
        if found is None:
            self.fault(
                "address", f"{name}: '{written}' cannot be linked to: write an address that begins with https://", name
            )
        return found or ""

    def doi(self) -> str:
        written = self.entry.fields.get("doi", "")
        doi = links.doi(written)
        if written and not doi:
            self.fault("address", f"doi: '{written}' is no DOI, which begins with 10.: correct it", "doi")
        return doi


@lru_cache(maxsize=4_000)
def _short(name: str) -> str:
    """The acronym at a venue's end, without a year; the whole name if it has none."""
    match = _ACRONYM.search(name)
    if not match:
        return name
    return re.sub(r"[\s'’-]*(?:\d{4}|(?<=['’])\d\d)$", "", match[1]).strip() or name
