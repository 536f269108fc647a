"""Publications as BibTeX.

An export has what someone else needs to cite the work: people, title, venue, date and identifiers. It leaves out what is the CV's own:
topics, abstracts, notes on talks, awards, presentations, marks on names, links to code, slides and files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.publication import newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication

#: The file of all publications, at the website's root.
BIBTEX_FILE = "publications.bib"
#: The fields of an exported entry, in this order.
FIELDS = (
    "author editor title subtitle titleaddon journal booktitle booksubtitle maintitle eventtitle series edition volume number"
    " issue chapter pages eid publisher address institution organization school type version howpublished note pubstate year"
    " month isbn issn doi eprint archiveprefix primaryclass url"
).split()
#: biblatex's names of fields, where BibTeX has a name that biblatex reads too.
_BIBTEX_NAMES = {
    "journaltitle": "journal",
    "location": "address",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
}
#: Types of which the note says what no other field does; a note of the others is the CV's own remark.
_NOTED_TYPES = frozenset({"misc", "unpublished", "online", "electronic", "www"})
#: Signs of names that are joined by something else than `and`.
_JOINED_OTHERWISE = re.compile(r"[;&]|\bet\.?\s+al\b|,\s*(?:,|and\b|$)|\band\s*(?:and\b|$)|^\s*and\b")
#: Others who are not named, at the end of a list; `Others, Ann` is a name.
_OTHERS = re.compile(r"(?i)(?:(?:\band|[;&])\s+others|\bet\.?\s+al)[\s.,;]*(?:\band)?\s*$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(publication: Publication) -> str:
    """Return the entry, a field a line, that reads back to the same publication; it ends in a newline."""
    fields = list(_fields(publication))
    width = max((len(name) for name, _ in fields), default=0)
    lines = "".join(f"  {name:<{width}} = {value},\n" for name, value in fields)
    return f"@{publication.type}{{{publication.key},\n{lines}}}\n"


def bibtex_file(publications: Iterable[Publication]) -> str:
    """Return all entries, newest first, with an empty line between two."""
    return "\n".join(bibtex(publication) for publication in newest_first(publications))


def _fields(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the fields, values in braces."""
    values: dict[str, str] = {}
    for name, value in publication.fields.items():
        values.setdefault(_BIBTEX_NAMES.get(name, name), value)
    values |= _fields_of_record(publication)
    values["author"] = _names(values.get("author", ""), publication.authors)
    values["editor"] = _names(values.get("editor", ""), publication.editors)
    if publication.type not in _NOTED_TYPES:
        values["note"] = ""
    if publication.url:
        values["howpublished"] = ""
    for name in FIELDS:
        value = " ".join(values.get(name, "").split())
        if name == "month" and value[:3].lower() in _MONTHS:
            yield name, value[:3].lower()  # the string, which every style prints in its own way
        elif value:
            yield name, f"{{{value if _is_balanced(value) else value.replace('{', '').replace('}', '')}}}"


def _fields_of_record(publication: Publication) -> dict[str, str]:
    """Return the fields that the record has read, in whichever fields they were written."""
    fields, date = publication.fields, publication.date
    made = {"doi": publication.doi, "url": publication.url}
    if date:
        made["year"] = str(date.year)
    if date and date.month and not fields.get("month"):
        made["month"] = _MONTHS[date.month - 1]
    archive = fields.get("eprinttype") or fields.get("archiveprefix") or ""
    if publication.arxiv and (archive.lower() in {"", "arxiv"} or not fields.get("eprint")):
        made |= {"eprint": publication.arxiv, "archiveprefix": "arXiv"}
    elif not fields.get("eprint"):
        made |= {"archiveprefix": "", "primaryclass": ""}
    return made


def _names(written: str, people: Iterable[Person]) -> str:
    """Return a list of names joined by `and`: as it is written, or from the record if it is joined otherwise."""
    if not _JOINED_OTHERWISE.search(written):
        return written
    names = [person.sort_name if person.given else f"{{{person.family}}}" for person in people]
    others = ["others"] if _OTHERS.search(written) else []
    return " and ".join([re.sub(r"(?<!\\)([&%#_])", r"\\\1", name) for name in names] + others)


def _is_balanced(value: str) -> bool:
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
