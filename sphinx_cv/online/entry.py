"""What a service says of a publication, as a record and as one clean entry.

A service's text is read as pubs.bib is read, and each value is written anew from what was read: nothing but the fields
of one entry remains, and nothing in them is a command of LaTeX beside formulas that can be shown.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.bibtex import crossref, reading
from sphinx_cv.bibtex.entry_reader import EntryReader
from sphinx_cv.bibtex.kinds import KINDS
from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.bibtex.reading import NOT_READ
from sphinx_cv.export.bibtex import bibtex_name
from sphinx_cv.export.latex import escape, latex
from sphinx_cv.lint.text import TAG
from sphinx_cv.lint.titles import capitals_to_keep, learn_forms, words_in_braces
from sphinx_cv.lint.venues import FIELDS as VENUE_FIELDS
from sphinx_cv.lint.venues import usual_spelling
from sphinx_cv.model.fields import BIBTEX_NAMES, FIELDS
from sphinx_cv.model.folding import fold
from sphinx_cv.online.fetch import FetchError
from sphinx_cv.online.identifiers import identifier_of
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.bibtex.records import Fault, RawEntry
    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication

#: The types of faults for which an entry is refused; with any other, what it says can be read.
_FATAL = frozenset({"bibtex_syntax", "date", "no_author", "no_title", "no_year"})
#: Fields that name other entries, or that only the owner can know.
_LEFT_OUT = frozenset({"related", "relatedtype", "relatedstring", "note", "addendum", "pubstate"})
_OF_RESOLVER = re.compile(r"https?://(?:www\.)?(?:dx\.)?(?:arxiv|doi)\.org/")
#: The elements of HTML and JATS that mean something in a title, and the commands of LaTeX for them.
_STYLES = {"sup": "textsuperscript", "sub": "textsubscript", "i": "emph", "em": "emph", "italic": "emph"}
_STYLED = re.compile(r"<(?:jats:)?(sup|sub|italic|em|i)>([^<>{}\\$]*)</(?:jats:)?\1>", re.IGNORECASE)
_COMMAND = re.compile(r"\\[A-Za-z]+\s*\{[^{}]*\}")
_NAMES = frozenset({"author", "editor"})
#: An element of MathML without which a formula has another meaning, such as a power or a fraction.
_STRUCTURE = re.compile(r"<mml:(?!(?:math|mrow|m[ino]|mtext)\b)", re.IGNORECASE)
#: The most characters of an entry: papers of thousands of people have less.
_LONGEST = 250_000
_CODE = re.compile(r"[\w.-]+")
#: The months in full, which Crossref writes as @string names that BibTeX does not have.
_MONTHS = "january february march april may june july august september october november december".split()


def read_answer(text: str, host: str) -> tuple[list[RawEntry], list[Fault]]:
    """Return the entries in BibTeX, and the faults of its syntax; raises FetchError if there is no entry."""
    strings = reading.month_strings()
    strings.update({name: name.title() for name in _MONTHS})
    file = reading.parse(text, Path(host), strings)
    entries, _ = crossref.resolve(file.entries)
    if not entries:
        raise FetchError(f"the answer of {host} is not BibTeX: write the entry by hand")
    return entries, [fault for fault in file.faults if fault.subtype == "bibtex_syntax"]


def read_single(text: str, host: str) -> RawEntry:
    """Return the only entry in a service's BibTeX; raises FetchError if there are others, or if it is malformed."""
    if len(text) > 2 * _LONGEST:
        raise FetchError(f"the answer of {host} is too long for one entry: write the entry by hand")
    entries, faults = read_answer(text, host)
    _refuse_fatal(faults, host)
    if len(entries) > 1:
        raise FetchError(f"the answer of {host} has {len(entries)} entries, and not one: write the entry by hand")
    return entries[0]


def record_of(entry: RawEntry) -> Publication:
    """Return what an entry of a service says; raises FetchError if it lacks what a citation needs."""
    if sum(map(len, entry.fields.values())) > _LONGEST:
        raise FetchError(f"the answer of {entry.path} is too long for one entry: write the entry by hand")
    fields = {name: _without_html(value, styled=name not in _NAMES) for name, value in entry.fields.items()}
    in_journal = any(fields.get(name) for name in ("journal", "journaltitle"))
    type_ = entry.type if entry.type in KINDS and (entry.type != "article" or in_journal) else "misc"
    faults: list[Fault] = []
    publication = EntryReader(replace(entry, type=type_, fields=fields), NameReader(()), faults).publication()
    _refuse_fatal(faults, str(entry.path))
    return publication


def _without_html(value: str, *, styled: bool) -> str:
    """Return a value without the entities and tags of HTML, if `styled` as LaTeX, and characters that are not read.

    Formulas of MathML with more than letters and signs stay as they are, and are a finding of `check`.
    """
    text = html.unescape(value)
    if styled:
        text = _STYLED.sub(lambda found: f"\\{_STYLES[found[1].lower()]}{{{found[2]}}}", text)
    if not _STRUCTURE.search(text):
        text = TAG.sub("", text)
    return " ".join(NOT_READ.sub(" ", text).split())


def _refuse_fatal(faults: Iterable[Fault], host: str) -> None:
    for fault in faults:
        if fault.subtype in _FATAL:
            said = fault.message.partition(": ")[2] or fault.message
            raise FetchError(
                f"the answer of {host} cannot be used ({said.partition(': ')[0]}): write the entry by hand"
            )


class EntryWriter:
    """Writes records as entries of a file: with its names of people and venues, and the capitals that BibTeX needs."""

    def __init__(self, publications: Sequence[Publication]) -> None:
        self.publications = publications
        self.forms = learn_forms(list(publications))
        self.people = {fold(person.name): person for each in publications for person in each.everyone}

    def clean(self, said: Publication) -> Publication:
        """Return a record whose fields are written anew, without a key."""
        fields = {
            name: latex(decode(source)[0])
            for name, source in said.fields.items()
            if BIBTEX_NAMES.get(name, name) in FIELDS and name not in _LEFT_OUT
        }
        fields |= {"author": self._names(said.authors, said), "editor": self._names(said.editors, said)}
        fields["title"] = self._title(said)
        if said.pages:
            fields["pages"] = escape(said.pages).replace("–", "--")
        if venue := usual_spelling(said, self.publications):
            fields[next(name for name in VENUE_FIELDS if fields.get(name))] = venue
        for name in ("eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"):
            if name in fields and not _CODE.fullmatch(fields[name]):
                del fields[name]
        known = identifier_of(said.doi)
        doi = known.value if known and known.service == "doi" else ""
        url = "" if _OF_RESOLVER.match(said.url) else said.url
        return replace(said, key="", fields=fields, doi=doi, url=url)

    def _names(self, people: Iterable[Person], said: Publication) -> str:
        known = [bibtex_name(self.people.get(fold(person.name), person)) for person in people]
        return " and ".join([*known, "others"] if known and said.others else known)

    def _title(self, said: Publication) -> str:
        source = said.fields.get("title", "")
        title = decode(source)[0]
        braced = {word for word in words_in_braces(_COMMAND.sub(" ", source)) if word != word.lower()}
        return latex(title, capitals_to_keep(title, self.forms) | braced)
