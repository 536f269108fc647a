"""arXiv: the metadata of papers as Atom, from its API (https://info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from sphinx_cv.bibtex.reading import NOT_READ
from sphinx_cv.bibtex.records import RawEntry
from sphinx_cv.online.fetch import FetchError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_cv.online.fetch import Fetcher

BASE = "https://export.arxiv.org/api/query"
#: Seconds between requests, as the manual asks (3.1.1.2).
_PAUSE = 3
#: The number of papers in one request.
AT_ONCE = 100
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_VERSION = re.compile(r"v\d+$")
#: The subject of an old identifier, which answers leave out: math.GT/0309136.
_SUBJECT = re.compile(r"\.[A-Za-z-]+(?=/)")
#: Names of groups, which have no given and family name.
_GROUP = re.compile(r"\band\b|\b(?:collaboration|consortium)$", re.IGNORECASE)

#: A particle with a capital, which BibTeX would take for a given name: Christopher De Sa.
_PARTICLE = re.compile(r"(.+?) ((?:De|Del|Della|Di|Dos|Von|Van (?:De|Den|Der))(?: La)? \S+)")

_SUFFIX = re.compile(r"(.+) (\S+) ([JS]r\.?|II|III|IV)")


def fetch(identifiers: Sequence[str], fetcher: Fetcher, base: str = BASE) -> dict[str, RawEntry]:
    """Return an entry for each of at most AT_ONCE identifiers that arXiv knows. Raises FetchError."""
    query = urlencode({"id_list": ",".join(identifiers), "max_results": len(identifiers)})
    answer = fetcher.get(f"{base}?{query}", "application/atom+xml", _PAUSE)
    found = {_bare(entry.fields.get("eprint", "")): entry for entry in _entries(answer.text, answer.host)}
    return {each: found[_bare(each)] for each in identifiers if _bare(each) in found}


def _bare(identifier: str) -> str:
    return _SUBJECT.sub("", identifier).lower()


def _entries(text: str, host: str) -> list[RawEntry]:
    """Return the entries of a feed; raises FetchError."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:  # entities may expand without end, and a feed has none
        raise FetchError(f"the answer of {host} is not understood (it declares entities): write the entry by hand")
    try:
        feed = ET.fromstring(text)  # noqa: S314  (without entities)
    except ET.ParseError as error:
        raise FetchError(f"the answer of {host} is not XML ({error}): try again later") from None
    papers = feed.findall(f"{_ATOM}entry")
    if any("/api/errors" in _text(paper, f"{_ATOM}id") for paper in papers):
        summary = _text(papers[0], f"{_ATOM}summary")
        raise FetchError(f"{host} does not accept it ({summary:.200}): correct it, or write the entry by hand")
    return [_entry(paper) for paper in papers]


def _entry(paper: ET.Element) -> RawEntry:
    primary = paper.find(f"{_ARXIV}primary_category")
    names = [_text(author, f"{_ATOM}name") for author in paper.findall(f"{_ATOM}author")]
    fields = {
        "author": " and ".join(_name(name) for name in names if name),
        "title": _text(paper, f"{_ATOM}title"),
        "year": _text(paper, f"{_ATOM}published")[:4],
        "eprint": _VERSION.sub("", _text(paper, f"{_ATOM}id").partition("/abs/")[2]),
        "archiveprefix": "arXiv",
        "primaryclass": primary.get("term", "") if primary is not None else "",
        "doi": _text(paper, f"{_ARXIV}doi"),
    }
    return RawEntry(Path("arXiv"), 1, "misc", "", {name: value for name, value in fields.items() if value})


def _name(name: str) -> str:
    """Return a name as BibTeX, without the commas and braces that have a meaning there."""
    name = " ".join(re.sub(r"[,{}]", " ", name).split())
    if found := _SUFFIX.fullmatch(name):
        return f"{found[2]}, {found[3]}, {found[1]}"
    if found := _PARTICLE.fullmatch(name):
        return f"{found[2]}, {found[1]}"
    return f"{{{name}}}" if _GROUP.search(name) else name


def _text(element: ET.Element, name: str) -> str:
    return " ".join(NOT_READ.sub(" ", element.findtext(name) or "").split())
