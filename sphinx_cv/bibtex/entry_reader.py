"""Entries read as publications: fields decoded, and the faults in them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_cv.bibtex.containers import (
    read_event,
    read_how_published,
    read_institution,
    read_issue_title,
    read_original,
    read_venue,
)
from sphinx_cv.bibtex.contributions import editor_role, read_contributions
from sphinx_cv.bibtex.dates import PUBLICATION_STATES, InvalidDateError, read_date
from sphinx_cv.bibtex.identifiers import read_archive, read_arxiv, read_doi, read_links, read_url
from sphinx_cv.bibtex.kinds import KINDS, kind_of
from sphinx_cv.bibtex.link_reader import OwnFiles, read_link, read_link_fields
from sphinx_cv.bibtex.names import NameList, NameReader, split_list, without_stars
from sphinx_cv.bibtex.pages import read_pages
from sphinx_cv.bibtex.records import Fault
from sphinx_cv.model.links import Link
from sphinx_cv.model.person import Person
from sphinx_cv.model.publication import Publication
from sphinx_cv.model.text import EMPTY, RichText, join_list, join_texts
from sphinx_cv.tex.decode import decode, is_plain

if TYPE_CHECKING:
    from sphinx_cv.bibtex.records import RawEntry
    from sphinx_cv.model.edtf import PublicationDate

#: Fields whose organization replaces missing authors.
_ORGANIZATIONS = ("organization", "institution")
#: Types that always have people as authors.
_BY_PEOPLE = frozenset({"article", "inproceedings", "phdthesis", "mastersthesis"})
#: The fields with the title of whole proceedings and collections that have no `title`.
_OTHER_TITLES = dict.fromkeys(
    ("proceedings", "collection", "mvproceedings", "mvcollection"), ("booktitle", "maintitle")
)
#: Types that may have no author.
_BY_NOBODY = frozenset({"periodical", "legal", "legislation", "jurisdiction"})
_NOBODY = NameList()
#: Values of a record that are the text of the first of these fields.
_TEXTS = {
    "volume": ("volume",),
    "issue": ("number", "issue", "citation"),
    "series": ("series",),
    "edition": ("edition",),
    "version": ("version",),
    "publisher": ("publisher",),
    "place": ("address", "location", "city"),
    "genre": ("type",),
    "title_addon": ("titleaddon",),
    "part": ("part",),
    "volumes": ("volumes",),
    "chapter": ("chapter",),
}
#: Fields of biblatex that hold a list of names joined by `and`, of which none is a person's.
_LISTS = frozenset({"publisher", "location", "address", "institution", "organization", "school", "language", "city"})


class EntryReader:
    """A reader of one entry, which decodes it and appends its faults to a list."""

    def __init__(self, entry: RawEntry, names: NameReader, faults: list[Fault], files: OwnFiles | None = None) -> None:
        self.entry, self.names, self.faults, self.files = entry, names, faults, files or OwnFiles()
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
        contributions = read_contributions(fields, self.names_of, authors, editors)
        authors = authors if contributions else self.with_organization(authors, editors)
        fields.update({name: without_stars(fields[name]) for name in ("author", "editor") if name in fields})
        title = self.title()
        date, state = self.date()
        venue, arxiv, doi = read_venue(self.entry.type, fields, self.text), read_arxiv(fields), self.doi()
        archive, eprint = read_archive(fields, arxiv)
        pages, page_total = read_pages(self.text)
        kind = kind_of(self.entry.type, venue.name.plain if venue else "", arxiv)
        url, label = self.url(), "Website" if kind in {"software", "dataset", "other"} else "Paper"
        main = url or self.url_of_how_published()
        other_links = read_link_fields(self.entry, self.files, self.fault)
        texts: dict[str, Any] = {name: text for name, names in _TEXTS.items() if (text := self.text(*names))}
        return Publication(
            key=self.entry.key,
            type=self.entry.type,
            kind=kind,
            title=title,
            authors=authors.people,
            editors=editors.people,
            others=(authors if authors.people else editors).others,
            editor_role=editor_role(fields),
            contributions=contributions,
            venue=venue,
            event=read_event(fields, self.text, venue),
            date=date,
            state=state,
            issue_name=self.text("issue") if fields.get("number") else EMPTY,
            issue_title=read_issue_title(self.entry.type, fields, self.text),
            pages=pages,
            pagination=fields.get("bookpagination", "").strip().lower() or "page",
            page_total=page_total,
            eid=self.text("eid", "articleno", "article-number").plain,
            how_published=read_how_published(fields, self.text, arxiv),
            institution=read_institution(self.entry.type, self.text),
            original=read_original(fields, self.text),
            languages=self.text("language") if " and " in fields.get("language", "") else EMPTY,
            isbn=self.plain("isbn"),
            issn=self.plain("issn"),
            abstract=self.rich("abstract"),
            language=self.plain("langid") or self.plain("language"),
            award=self.text("award").plain,
            presentation=self.text("presentation").plain,
            topics=self.topics(),
            selected=fields.get("selected", "").strip().lower() in {"true", "yes", "1"},
            note=self.joined(". ", "note", "addendum"),
            **texts,
            arxiv=arxiv,
            doi=doi,
            eprint=eprint,
            archive_url=archive.url if archive else "",
            url=url.url if url and not url.file else "",
            links=read_links(fields, arxiv, doi, main._replace(label=label) if main else None, other_links),
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
        source = self.entry.fields.get(name, "")
        if name in _LISTS and source.count(" and ") > 1:
            return join_list([decode(part)[0] for part in split_list(source)])
        return self.decoded[name] if name in self.decoded else RichText.from_plain(source)

    def plain(self, name: str) -> str:
        """Return the plain text of a field, without reporting problems with its LaTeX."""
        return self.decoded[name].plain if name in self.decoded else self.entry.fields.get(name, "")

    def written(self, name: str) -> str:
        """Return a field as it is written, without braces: ~ is an approximate date, and not a space."""
        return self.entry.fields.get(name, "").replace("{", "").replace("}", "").strip()

    def text(self, *names: str) -> RichText:
        """Return the first of these fields that is not empty, and report problems with its LaTeX."""
        for name in names:
            if name in self.entry.fields:
                for problem in self.problems.get(name, ()):
                    self.fault("latex", f"{name}: {problem}", name)
                if found := self.rich(name):
                    return found
        return EMPTY

    def joined(self, separator: str, *names: str) -> RichText:
        """Return the texts of these fields, joined."""
        written = [name for name in names if name in self.entry.fields]
        return join_texts([self.text(name) for name in written], separator) if written else EMPTY

    def names_of(self, name: str) -> NameList:
        fields = self.entry.fields
        if not fields.get(name):
            return _NOBODY
        found = self.names.read(fields.get(name, ""), fields.get(f"{name}+an", ""))
        for problem in found.problems:
            self.fault("names", f"{name}: {problem}", name)
        for problem in found.latex_problems:
            self.fault("latex", f"{name}: {problem}", name)
        return found

    def with_organization(self, authors: NameList, editors: NameList) -> NameList:
        """Return the authors, or an organization if the entry names no people."""
        if authors.people or editors.people or self.entry.type in _BY_NOBODY:
            return authors
        name = next((name for name in _ORGANIZATIONS if self.entry.fields.get(name)), "")
        if name and self.entry.type not in _BY_PEOPLE:
            return replace(authors, people=(Person(family=self.plain(name)),))
        if self.entry.fields.get("publisher") and self.entry.type not in _BY_PEOPLE:
            return authors
        self.fault("no_author", "it has no author and no editor: write author = {Last, First and Last, First}")
        return authors

    def title(self) -> RichText:
        title, subtitle = self.text("title", *_OTHER_TITLES.get(self.entry.type, ())), self.text("subtitle")
        if title and subtitle:
            return join_texts([title, subtitle], ": ")
        if not title and not subtitle:
            self.fault("no_title", "it has no title: write title = {...}")
        return title or subtitle or RichText.from_plain("Untitled")

    def date(self) -> tuple[PublicationDate | None, str]:
        """Return the date, and the state of work that is not published yet."""
        state = PUBLICATION_STATES.get(_letters(self.entry.fields.get("pubstate", "")), self.text("pubstate").plain)
        try:
            texts = {name: self.plain(name) for name in ("year", "month")}
            date = read_date({**texts, "date": self.written("date")})
        except InvalidDateError as error:
            date = error.found
            if date or _letters(self.entry.fields["date"]) not in PUBLICATION_STATES:
                fix = "write 2024, 2024-05, 2024-05-01 or 2024/2025 (EDTF)"
                self.fault("date", f"'{self.written('date')}' is not a date: {fix}", "date")
        if date:
            return date, state
        named = "date" if self.entry.fields.get("date") else "year"
        written = self.plain(named)
        meant = PUBLICATION_STATES.get(_letters(written), "")
        state = state or meant
        if written and not meant:
            self.fault("no_year", f"'{written}' has no year: write year = {{2024}}, or pubstate = {{inpress}}", named)
        elif not state:
            self.fault("no_year", "it has no year: write year = {2024}, or pubstate = {inpress}")
        return None, state

    def topics(self) -> tuple[str, ...]:
        source = self.entry.fields.get("keywords", "") or self.entry.fields.get("keyword", "")
        parts = re.split(r"\s*[;,]\s*", source)
        return tuple(dict.fromkeys(topic for part in parts if (topic := decode(part)[0].plain.strip())))

    def url(self) -> Link | None:
        return read_link(self.entry, "url", self.files, self.fault) if self.entry.fields.get("url") else None

    def url_of_how_published(self) -> Link | None:
        url = read_url(self.entry.fields.get("howpublished", ""))
        return Link("", url) if url else None

    def doi(self) -> str:
        written = self.entry.fields.get("doi", "")
        doi = read_doi(written)
        if written and not doi:
            self.fault("url", f"doi: '{written}' is not a DOI, which begins with 10.: correct it", "doi")
        return doi


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())
