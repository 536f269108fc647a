"""Export of publications to BibTeX.

An exported entry has what readers need to cite the work: people, title, venue, date and identifiers. It omits what
only the CV uses: topics, abstract, remarks, award, presentation, annotations of names, and links to code, slides and
files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.export.latex import escape
from sphinx_cv.model.fields import BIBTEX_NAMES, FIELDS
from sphinx_cv.model.publication import newest_first
from sphinx_cv.render.dates import printed_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_cv.model.edtf import PublicationDate
    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication

#: The name of the file with all publications, in the root folder of the website.
BIBTEX_FILE = "publications.bib"
#: The types whose note is exported, as it describes the work. The note of any other type is a remark of the CV.
_NOTED_TYPES = frozenset({"misc", "unpublished", "online", "electronic", "www"})
#: Matches a list of names that is not correctly joined by `and`.
_NOT_JOINED_BY_AND = re.compile(r"[;&]|\bet\.?\s+al\b|,\s*(?:,|and\b|$)|\band\s*(?:and\b|$)|^\s*and\b")
#: Matches a name in biblatex's extended format, which BibTeX does not read.
_EXTENDED = re.compile(r"(?i)(?:^|[\s,{])(?:family|given)(?:-i)?\s*=")
#: Matches unnamed others at the end of a list; `Others, Ann` is a name.
_OTHERS = re.compile(r"(?i)(?:(?:\band|[;&])\s+others|\bet\.?\s+al)[\s.,;]*(?:\band)?\s*$")
#: Readers take smaller numbers in `year` for a slip.
_FIRST_YEAR = 1000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(publication: Publication) -> str:
    """Return the BibTeX entry of a publication, one line for each field, with a newline at the end.

    Reading the entry gives the same publication.
    """
    return entry(publication.type, publication.key, list(fields_of(publication)))


def entry(type_: str, key: str, fields: Sequence[tuple[str, str]]) -> str:
    """Return an entry of these fields, whose values have their braces, with a newline at the end."""
    width = max((len(name) for name, _ in fields), default=0)
    lines = "".join(f"  {name:<{width}} = {value},\n" for name, value in fields)
    return f"@{type_}{{{key},\n{lines}}}\n"


def braced(value: str) -> str:
    """Return a value in braces; braces in it that have no counterpart are left out."""
    return f"{{{value if _is_balanced(value) else value.replace('{', '').replace('}', '')}}}"


def bibtex_file(publications: Iterable[Publication]) -> str:
    """Return the entries of all publications, newest first, separated by empty lines."""
    return "\n".join(bibtex(publication) for publication in newest_first(publications))


def fields_of(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each field, the value with its braces."""
    values: dict[str, str] = {}
    for name, value in publication.fields.items():
        usual = BIBTEX_NAMES.get(name, name)
        values.setdefault(name if usual in publication.fields else usual, value)
    values |= _fields_of_record(publication)
    values["author"] = written_names(values.get("author", ""), publication.authors)
    values["editor"] = written_names(values.get("editor", ""), publication.editors)
    if publication.type not in _NOTED_TYPES:
        values["note"] = values["addendum"] = ""
    if publication.url and not publication.how_published:
        values["howpublished"] = ""
    for name in FIELDS:
        value = " ".join(values.get(name, "").split())
        if name == "month" and value[:3].lower() in _MONTHS:
            yield name, value[:3].lower()  # a macro, which each style prints in its own way
        elif value:
            yield name, braced(value)


def _fields_of_record(publication: Publication) -> dict[str, str]:
    """Return the fields whose values come from the record, as an entry may write them in various fields."""
    fields = publication.fields
    values = {"doi": publication.doi, "url": publication.url, **_dates(publication.date, fields.get("month", ""))}
    archive = fields.get("eprinttype") or fields.get("archiveprefix") or ""
    if publication.arxiv and (archive.lower() in {"", "arxiv"} or not fields.get("eprint")):
        values |= {"eprint": publication.arxiv, "archiveprefix": "arXiv", "arxiv": ""}
    elif publication.arxiv:
        values["arxiv"] = publication.arxiv
    elif not fields.get("eprint"):
        values |= {"archiveprefix": "", "primaryclass": ""}
    return values


def _dates(date: PublicationDate | None, month: str) -> dict[str, str]:
    """Return year and month, and the date as biblatex has it if these do not say all; `month` is the written one."""
    if not date:
        return {"date": ""}
    last = date.last
    said = date.is_plain and not last.day and last.year >= _FIRST_YEAR
    values = {"date": "" if said else date.edtf()}
    values["year"] = printed_date(date).replace("–", "--")
    if date.is_plain and last.month and not month:
        values["month"] = _MONTHS[last.month - 1]
    return values


def written_names(written: str, people: Iterable[Person]) -> str:
    """Return a list of names joined by `and`: the written one if it is correct, else one made from the record."""
    if not (_NOT_JOINED_BY_AND.search(written) or _EXTENDED.search(written)) and _is_balanced(written):
        return written
    others = ["others"] if _OTHERS.search(written) else []
    return " and ".join([*map(bibtex_name, people), *others])


def bibtex_name(person: Person) -> str:
    """Return a name as BibTeX, in braces where it would be split in another way."""
    family, given = escape(person.family), escape(person.given)
    if not given or re.search(r",|\band\b|(?:^|\s)[a-z]", person.family):
        family = f"{{{family}}}"
    if re.search(r",|\band\b", given):
        given = f"{{{given}}}"
    last = " ".join(filter(None, (escape(person.particle), family)))
    return ", ".join(filter(None, (last, escape(person.suffix), given)))


def _is_balanced(value: str) -> bool:
    """Return whether each brace has a counterpart."""
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
