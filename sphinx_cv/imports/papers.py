"""Papers of systems without BibTeX, as BibTeX entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model.links import LINK_FIELDS, checked_url, find_doi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.imports.record import Found
    from sphinx_cv.imports.tree import Node

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    **{char: f"\\{char}" for char in "$&%#_"},
}
_SPECIAL = re.compile(r"[\\{}^~`$&%#_]")
#: A word with a capital after its first letter, whose capitals BibTeX styles must keep.
_CAPITALS = re.compile(r"(?<![\\\w])\w+[A-Z]\w*")
#: The part of a venue or URL in which a type or an identifier is looked for.
_LONGEST = 200
_CONFERENCE = re.compile(
    r"(?i)\b(?:proceedings|conference|symposium|workshop|meeting|congress)\b|^[A-Z]\w*[A-Z]\w*\b.*\d{4}"
)
_ARXIV = re.compile(r"(?i)arxiv\W*(?:preprint)?\W*(?:arxiv)?\W*(?:abs/)?(\d{4}\.\d{4,5})")
#: Where the venue of each type is.
_VENUE = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "phdthesis": "school",
    "techreport": "institution",
}


class Paper(NamedTuple):
    """A type of entry, its fields as LaTeX, and the place of the paper."""

    type: str
    fields: dict[str, str]
    place: str


def add_paper(
    found: Found,
    node: Node,
    *,
    title: str,
    authors: Iterable[str],
    venue: str = "",
    date: str = "",
    type_: str = "",
    doi: str = "",
    arxiv: str = "",
    url: str = "",
    **texts: str,
) -> None:
    """Add a paper; `texts` are further fields as plain text, `type_` is empty if it is to be guessed from the venue."""
    if not title:
        found.left.append((node.place, "a paper without a title"))
        return
    fields = {name: latex(text) for name, text in texts.items() if text}
    fields["title"] = _CAPITALS.sub(lambda word: f"{{{word[0]}}}", latex(found.plain(title)))
    names = [name for each in authors if (name := found.plain(each).strip("* "))]
    fields["author"] = " and ".join(map(name_field, names))
    if not type_:
        type_ = "inproceedings" if _CONFERENCE.search(venue[:_LONGEST]) else "article" if venue else "misc"
        found.guesses.append((node.place, f"'{title:.60}' is written as @{type_}, after its venue"))
    if identifier := _ARXIV.search(f"arXiv:{arxiv[:_LONGEST]}" if arxiv else f"{venue[:_LONGEST]} {url[:_LONGEST]}"):
        fields |= {"eprint": identifier[1], "archiveprefix": "arXiv"}
    elif arxiv:
        found.left.append((node.place, f"'{arxiv}' is no arXiv identifier"))
    fields[_VENUE.get(type_, "publisher" if "book" in type_ else "howpublished")] = latex(found.plain(venue))
    fields |= found.date_fields(node, date)
    fields["doi"] = find_doi(doi)
    if doi and (not fields["doi"] or re.search(r"[{}\\\s]", doi)):
        fields["doi"] = ""
        found.left.append((node.place, f"'{doi}' is no DOI"))
    fields["url"] = found.url(node, url)
    for name in LINK_FIELDS:
        if texts.get(name):
            fields[name] = checked_url(texts[name]) or ""
            found.left += [] if fields[name] else [(node.place, f"{name}: '{texts[name]}' is no URL")]
    found.papers.append(Paper(type_, {name: value for name, value in fields.items() if value}, node.place))


def latex(text: str) -> str:
    """Return a text in one line as LaTeX that prints just this."""
    return _SPECIAL.sub(lambda char: _LATEX[char[0]], " ".join(text.split()))


def name_field(name: str) -> str:
    """Return a name as BibTeX."""
    if name.lower().strip(". ") in {"et al", "others", "and others"}:
        return "others"
    written = latex(name)
    if re.search(r"(?i)(?:^|\s)and(?:\s|$)|;|,.*,.*,|=", name):
        return f"{{{written.replace('=', '{=}')}}}"
    return written
