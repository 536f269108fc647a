"""Where a publication can be read: addresses, DOIs and arXiv identifiers as fields have them, and the links made of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Nothing else becomes a link: a javascript: or data: address would run in the reader's browser.
SCHEMES = frozenset({"http", "https", "mailto", "ftp"})
#: Fields with an address, and the word that links to it.
LINK_FIELDS = {
    "pdf": "PDF",
    "code": "Code",
    "slides": "Slides",
    "poster": "Poster",
    "video": "Video",
    "website": "Website",
}
#: Archives other than arXiv, by biblatex's eprinttype.
ARCHIVES = {
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "hdl": ("Handle", "https://hdl.handle.net/"),
    "hal": ("HAL", "https://hal.science/"),
}
#: An arXiv identifier of either form (arxiv.org/help/arxiv_identifier), its version left out.
_ARXIV = re.compile(r"(?i)(?<![\w.])(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?![\w.]*\d)")
#: What resolvers and libraries put in front of a DOI.
_BEFORE_DOI = re.compile(r"(?i)^(?!10[./])(?:(?:https?://)?[\w.-]*?(?:/[\w./-]*?)?(?=10[./])|doi:\s*)")


class Link(NamedTuple):
    """A word, such as arXiv or Code, and where it leads."""

    label: str
    address: str


def address(source: str) -> str | None:
    """An address as a field has it, percent-encoded; None when no link may be made of it."""
    text = _unescaped(source.strip()).strip("<>")
    if text.lower().startswith("www."):
        text = "https://" + text
    try:
        scheme = urlsplit(text).scheme.lower()
    except ValueError:  # such as an unclosed [ of an IPv6 host
        return None
    if scheme not in SCHEMES or not text[len(scheme) + 1 :].strip("/"):
        return None
    if re.search(r"[\x00-\x1f\x7f]", text):  # which browsers drop, and so read another scheme
        return None
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", unicodedata.normalize("NFC", text))
    return quote(escaped, safe="%/:=&?~#+!$,;'@()*[]")


def _unescaped(source: str) -> str:
    """What LaTeX would print of an address: its own characters without their backslashes and braces."""
    if "\\" not in source and "{" not in source and "$" not in source:
        return source
    text = re.sub(r"^\\url\{(.*)\}$", r"\1", source)
    for command, char in (("asciitilde", "~"), ("less", "<"), ("greater", ">"), ("underscore", "_")):
        text = re.sub(rf"\{{\\text{command}\s*\}}|\\text{command}(?:\{{\}}|(?![A-Za-z])\s?)", char, text)
    text = re.sub(r"\{~\}|\$\\sim\$|\\~(?:\{\})?", "~", text)
    text = re.sub(r"\{\\([_%&#$])\}", r"\1", text)
    return re.sub(r"\\([_%&#$])(?:\{\})?", r"\1", text)


def doi(source: str) -> str:
    """A DOI as it is registered, whatever stands before it; empty when there is none."""
    written = _unescaped(source.strip()).replace("{", "").replace("}", "").strip()
    found = _BEFORE_DOI.sub("", written, count=1).strip()
    return found if re.match(r"10[./]\S", found) else ""  # 10/abc is a short DOI


def arxiv(fields: Mapping[str, str]) -> str:
    """The arXiv identifier of an entry, from whichever field people put it in."""
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or fields.get("archive") or "arxiv").lower()
    for name in ("arxiv", "arxivid", "eprint") if archive == "arxiv" else ("arxiv", "arxivid"):
        if match := _ARXIV.search(fields.get(name, "")):
            return match[1]
    if match := re.search(r"(?i)10\.48550/arxiv\.(\S+?)(?:v\d+)?}?$", fields.get("doi", "")):
        return match[1]
    journal = fields.get("journal", "") or fields.get("journaltitle", "")
    if journal.lower() == "corr" and (match := _ARXIV.search(fields.get("volume", "").removeprefix("abs/"))):
        return match[1]  # as DBLP has it
    for name in ("journal", "journaltitle", "url", "note", "howpublished"):
        if "arxiv" in (written := fields.get(name, "")).lower() and (match := _ARXIV.search(written)):
            return match[1]
    return ""


def arxiv_address(identifier: str) -> str:
    return f"https://arxiv.org/abs/{identifier}"


def doi_address(identifier: str) -> str:
    return "https://doi.org/" + quote(identifier, safe="/:;()._-")


def links_of(fields: Mapping[str, str], arxiv_id: str, doi_id: str, url: str, url_label: str) -> tuple[Link, ...]:
    """All links of an entry, each address once; addresses that cannot be linked are left out."""
    links = [Link("arXiv", arxiv_address(arxiv_id))] if arxiv_id else []
    archive = ARCHIVES.get(fields.get("eprinttype", "").lower())
    if archive and (eprint := fields.get("eprint")):
        links.append(Link(archive[0], archive[1] + quote(eprint, safe="/:")))
    url = url or address(fields.get("howpublished", "")) or ""
    if url and not re.match(r"https?://(?:www\.)?(?:dx\.)?(?:arxiv|doi)\.org/", url):
        links.append(Link(url_label, url))
    if doi_id and "10.48550/arxiv." not in doi_id.lower():  # which is the arXiv identifier over again
        links.append(Link("DOI", doi_address(doi_id)))
    links += [Link(label, found) for name, label in LINK_FIELDS.items() if (found := address(fields.get(name, "")))]
    kept: dict[str, Link] = {}
    for link in links:
        kept.setdefault(link.address, link)
    return tuple(kept.values())
