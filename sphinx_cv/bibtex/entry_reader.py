"""Entries read as publications: fields decoded, and the faults in them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.dates import PUBLICATION_STATES, read_date
from sphinx_cv.bibtex.identifiers import read_arxiv, read_doi, read_links, read_url
from sphinx_cv.bibtex.kinds import KINDS, kind_of
from sphinx_cv.bibtex.names import NameReader, without_stars
from sphinx_cv.bibtex.records import Fault
from sphinx_cv.model.links import LINK_FIELDS
from sphinx_cv.model.person import Person
from sphinx_cv.model.publication import Publication, Venue
from sphinx_cv.model.text import EMPTY, RichText, join_texts
from sphinx_cv.tex.decode import decode, is_plain

if TYPE_CHECKING:
    from sphinx_cv.bibtex.names import NameList
    from sphinx_cv.bibtex.records import RawEntry
    from sphinx_cv.model.dates import PartialDate

#: Fields whose organization replaces missing authors.
_ORGANIZATIONS = ("organization", "institution", "publisher")
#: Types that always have people as authors.
_BY_PEOPLE = frozenset({"article", "inproceedings", "phdthesis", "mastersthesis"})
#: Fields that may name the venue, in order of preference.
_VENUES = ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
_VENUES_OF_PARTS = ("booktitle", "maintitle", "eventtitle", "journaltitle", "journal")
_ACRONYM = re.compile(r"\(([^()A-Z]*+[A-Z][^()]*+)\)\s*$")


class EntryReader:
    """A reader of one entry, which decodes it and appends its faults to a list."""

    def __init__(self, entry: RawEntry, names: NameReader, faults: list[Fault]) -> None:
        self.entry, self.names, self.faults = entry, names, faults
        #: The fields with LaTeX; the others are their own plain text, which saves memory for thousands of entries.
        self.decoded: dict[str, RichText] = {}
        self.problems: dict[str, tuple[str, ...]] = {}
        for name, source in entry.fields.items():
            if not is_plain(source):
                self.decoded[name], problems = decode(source)
                if problems:
                    self.problems[name] = problems

    def publication(self) -> Publication:
        """Return the entry as a publication."""
        fields = self.entry.fields
        if self.entry.type not in KINDS:
            message = f"@{self.entry.type} is not an entry type of BibTeX or biblatex; it is shown like @misc: use one"
            self.fault("unknown_type", message)
        authors, editors = self.names_of("author"), self.names_of("editor")
        authors = self.with_organization(authors, editors)
        fields.update({name: without_stars(fields[name]) for name in ("author", "editor") if name in fields})
        title = self.title()
        date, state = self.date()
        venue, arxiv, doi = self.venue(), read_arxiv(fields), self.doi()
        kind = kind_of(self.entry.type, venue.name.plain if venue else "", arxiv)
        url = self.url("url")
        for name in LINK_FIELDS:
            self.url(name)  # reports a faulty URL
        label = "Website" if kind in {"software", "dataset", "other"} else "Paper"
        return Publication(
            key=self.entry.key,
            type=self.entry.type,
            kind=kind,
            title=title,
            authors=authors.people,
            editors=editors.people,
            others=(authors if authors.people else editors).others,
            venue=venue,
            date=date,
            state=state,
            volume=self.text("volume"),
            issue=self.text("number", "issue"),
            pages=self.pages(),
            eid=self.text("eid").plain,
            series=self.text("series"),
            edition=self.text("edition"),
            version=self.text("version"),
            publisher=self.text("publisher"),
            place=self.text("location", "address"),
            institution=self.institution(),
            genre=self.text("type"),
            isbn=self.plain("isbn"),
            issn=self.plain("issn"),
            abstract=self.rich("abstract"),
            language=self.plain("langid") or self.plain("language"),
            award=self.text("award").plain,
            presentation=self.text("presentation").plain,
            topics=self.topics(),
            selected=fields.get("selected", "").strip().lower() in {"true", "yes", "1"},
            note=self.note(),
            arxiv=arxiv,
            doi=doi,
            url=url,
            links=read_links(fields, arxiv, doi, url, label),
            fields=fields,
            texts={name: decoded.plain for name, decoded in self.decoded.items()},
            undecoded=frozenset(self.problems),
            path=self.entry.path,
            line=self.entry.line,
            lines=self.entry.lines,
        )

    def fault(self, subtype: str, message: str, name: str = "") -> None:
        line = self.entry.lines.get(name, self.entry.line)
        self.faults.append(Fault(self.entry.path, line, subtype, f"{self.entry.key}: {message}"))

    def rich(self, name: str) -> RichText:
        """Return the text of a field, without reporting problems with its LaTeX; EMPTY if it is missing."""
        if name in self.decoded:
            return self.decoded[name]
        return RichText.from_plain(self.entry.fields.get(name, ""))

    def plain(self, name: str) -> str:
        """Return the plain text of a field, without reporting problems with its LaTeX."""
        return self.decoded[name].plain if name in self.decoded else self.entry.fields.get(name, "")

    def text(self, *names: str) -> RichText:
        """Return the first of these fields that is not empty, and report problems with its LaTeX."""
        for name in names:
            if name in self.entry.fields:
                for problem in self.problems.get(name, ()):
                    self.fault("latex", f"{name}: {problem}", name)
                if found := self.rich(name):
                    return found
        return EMPTY

    def names_of(self, name: str) -> NameList:
        fields = self.entry.fields
        found = self.names.read(fields.get(name, ""), fields.get(f"{name}+an", ""))
        for problem in found.problems:
            self.fault("names", f"{name}: {problem}", name)
        for problem in found.latex_problems:
            self.fault("latex", f"{name}: {problem}", name)
        return found

    def with_organization(self, authors: NameList, editors: NameList) -> NameList:
        """Return the authors, or an organization if the entry names no people."""
        if authors.people or editors.people:
            return authors
        name = next((name for name in _ORGANIZATIONS if self.entry.fields.get(name)), "")
        if name and self.entry.type not in _BY_PEOPLE:
            return replace(authors, people=(Person(family=self.plain(name)),))
        self.fault("no_author", "it has no author and no editor: write author = {Last, First and Last, First}")
        return authors

    def title(self) -> RichText:
        title, subtitle = self.text("title"), self.text("subtitle")
        if title and subtitle:
            return join_texts([title, subtitle], ": ")
        if not title and not subtitle:
            self.fault("no_title", "it has no title: write title = {...}")
        return title or subtitle or RichText.from_plain("Untitled")

    def date(self) -> tuple[PartialDate | None, str]:
        """Return the date, and the state of work that is not published yet."""
        date = read_date({name: self.plain(name) for name in ("date", "year", "month")})
        state = PUBLICATION_STATES.get(_letters(self.entry.fields.get("pubstate", "")), self.text("pubstate").plain)
        if date:
            return date, state
        named = "date" if self.entry.fields.get("date") else "year"
        written = self.plain(named)
        state = state or PUBLICATION_STATES.get(_letters(written), "")
        if not state and written:
            self.fault("no_year", f"'{written}' has no year: write year = {{2024}}, or pubstate = {{inpress}}", named)
        elif not state:
            self.fault("no_year", "it has no year: write year = {2024}, or pubstate = {inpress}")
        return None, state

    def venue(self) -> Venue | None:
        is_part = self.entry.type in {"inproceedings", "conference", "incollection", "inbook"}
        names = _VENUES_OF_PARTS if is_part else _VENUES
        name = next((name for name in names if self.entry.fields.get(name)), "")
        text = self.text(name) if name else EMPTY
        return Venue(text, _short_name(text.plain)) if text else None

    def pages(self) -> str:
        return re.sub(r"(?<=\d)\s*-+\s*(?=\d)", "–", self.text("pages").plain)

    def institution(self) -> RichText:
        if KINDS.get(self.entry.type) == "thesis":
            return self.text("school", "institution")
        if self.entry.type == "manual":
            return self.text("organization", "institution")
        return self.text("institution", "organization", "school")

    def topics(self) -> tuple[str, ...]:
        source = self.entry.fields.get("keywords", "") or self.entry.fields.get("keyword", "")
        parts = re.split(r"\s*[;,]\s*", source)
        return tuple(dict.fromkeys(topic for part in parts if (topic := decode(part)[0].plain.strip())))

    def note(self) -> RichText:
        names = ["note", "addendum"]
        howpublished = self.entry.fields.get("howpublished", "")
        if howpublished and not read_url(howpublished):
            names.insert(0, "howpublished")
        return join_texts([self.text(name) for name in names], ". ")

    def url(self, name: str) -> str:
        if not (written := self.entry.fields.get(name, "")):
            return ""
        url = read_url(written)
        if url is None:
            self.fault("url", f"{name}: '{written}' cannot be linked to: write a URL that begins with https://", name)
        return url or ""

    def doi(self) -> str:
        written = self.entry.fields.get("doi", "")
        doi = read_doi(written)
        if written and not doi:
            self.fault("url", f"doi: '{written}' is not a DOI, which begins with 10.: correct it", "doi")
        return doi


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


@lru_cache(maxsize=4_000)
def _short_name(name: str) -> str:
    """Return the acronym at the end of a venue, without a year; the whole name if there is none."""
    match = _ACRONYM.search(name)
    if not match:
        return name
    return re.sub(r"(?<![\s'’-])[\s'’-]*+(?:\d{4}|(?<=['’])\d\d)$", "", match[1]).strip() or name
