"""Publications for other people's programs and papers: BibTeX, and a reference in plain text.

An export has what someone else needs to cite the work: people, title, where and when, and identifiers. What a CV says beside
that stays here: topics, abstracts, notes on talks, awards, presentations, marks on names, links to code, slides and files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.links import doi_address
from sphinx_cv.model.person import NameReader, without_stars
from sphinx_cv.model.publication import newest_first
from sphinx_cv.render.citation import compose_work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model.publication import Publication

#: All publications in one file, at the website's root.
FILE = "publications.bib"
#: What an export has of an entry's own fields, in this order; the others are made of the record.
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
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(publication: Publication) -> str:
    """The entry in BibTeX, a field a line, that reads back to the same publication; ends in a newline."""
    fields = list(_fields(publication))
    width = max((len(name) for name, _ in fields), default=0)
    lines = "".join(f"  {name:<{width}} = {value},\n" for name, value in fields)
    return f"@{publication.type}{{{publication.key},\n{lines}}}\n"


def bibtex_file(publications: Iterable[Publication]) -> str:
    """All entries in BibTeX, newest first, an empty line between two."""
    return "\n".join(bibtex(publication) for publication in newest_first(publications))


def reference(publication: Publication) -> str:
    """The citation in plain text, with the address of the work at its end."""
    text = " ".join("".join(node.astext() for node in compose_work(publication, marks={})).split())
    address = doi_address(publication.doi) if publication.doi else publication.address
    return f"{text} {address}" if address else text


def _fields(publication: Publication) -> Iterator[tuple[str, str]]:
    """Names and values, with the braces around these."""
    values: dict[str, str] = {}
    for name, value in publication.fields.items():
        values.setdefault(_BIBTEX_NAMES.get(name, name), value)
    values |= _of_record(publication)
    for name in ("author", "editor"):
        values[name] = _people(values.get(name, ""))
    if publication.type not in _NOTED_TYPES:
        values["note"] = ""
    if publication.url:
        values["howpublished"] = ""
    for name in FIELDS:
        value = " ".join(values.get(name, "").split())
        if name == "month" and value[:3].lower() in _MONTHS:
            yield name, value[:3].lower()  # the macro, which every style prints in its own way
        elif value:
            yield name, f"{{{value if _is_balanced(value) else value.replace('{', '').replace('}', '')}}}"


def _of_record(publication: Publication) -> dict[str, str]:
    """Fields that the record has read, whatever fields the entry has them in."""
    fields = publication.fields
    made = {"doi": publication.doi, "url": publication.url}
    if publication.year:
        made["year"] = str(publication.year)
    if not fields.get("month") and (match := re.match(r"\d{4}-(\d\d)", fields.get("date", ""))):
        made["month"] = _MONTHS[int(match[1]) - 1] if 1 <= int(match[1]) <= len(_MONTHS) else ""
    archive = fields.get("eprinttype") or fields.get("archiveprefix") or ""
    if publication.arxiv and (archive.lower() in {"", "arxiv"} or not fields.get("eprint")):
        made |= {"eprint": publication.arxiv, "archiveprefix": "arXiv"}
    elif not fields.get("eprint"):
        made |= {"archiveprefix": "", "primaryclass": ""}
    return made


def _people(written: str) -> str:
    """A list of names as BibTeX takes it: without stars, joined by `and`."""
    if not _JOINED_OTHERWISE.search(written):
        return without_stars(written)
    read = NameReader(()).read(written)
    names = [person.sort_name if person.given else f"{{{person.family}}}" for person in read.people]
    return " and ".join([re.sub(r"(?<!\\)([&%#_])", r"\\\1", name) for name in names] + ["others"] * read.others)


def _is_balanced(value: str) -> bool:
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
