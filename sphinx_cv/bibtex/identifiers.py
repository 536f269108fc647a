"""DOIs, arXiv identifiers and URLs of an entry, from the fields that may hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_cv.model.links import ARCHIVES, Link, arxiv_url, checked_url, doi_url, find_doi
from sphinx_cv.tex.urls import decode_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: An arXiv identifier of either form (arxiv.org/help/arxiv_identifier), without its version.
_ARXIV = re.compile(r"(?i)(?<![\w.])(\d{4}\.\d{4,5}|[a-z-]{1,20}(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?![\w.]*\d)")

#: The DOIs of arXiv, and the identifier in them.
_ARXIV_DOI = "10.48550/arxiv."
_OF_DOI = re.compile(r"(\S+?)(?:v\d+)?")


def read_url(source: str) -> str | None:
    """Return the percent-encoded URL of a field; None if it is not allowed as a link."""
    return checked_url(decode_url(source))


def read_doi(source: str) -> str:
    """Return the DOI of a field, without a resolver's URL; empty if there is none."""
    return find_doi(decode_url(source).replace("{", "").replace("}", ""))


def read_arxiv(fields: Mapping[str, str]) -> str:
    """Return the arXiv identifier of an entry, from any of its fields; empty if there is none."""
    archive = _archive_of(fields) or "arxiv"
    for name in ("arxiv", "arxivid", "eprint") if archive == "arxiv" else ("arxiv", "arxivid"):
        if match := _ARXIV.search(fields.get(name, "")):
            return match[1]
    doi = fields.get("doi", "").rstrip("}")
    if (at := doi.lower().rfind(_ARXIV_DOI)) >= 0 and (match := _OF_DOI.fullmatch(doi, at + len(_ARXIV_DOI))):
        return match[1]
    journal = fields.get("journal", "") or fields.get("journaltitle", "")
    if journal.lower() == "corr" and (match := _ARXIV.search(fields.get("volume", "").removeprefix("abs/"))):
        return match[1]  # the form that DBLP exports
    for name in ("journal", "journaltitle", "url", "note", "howpublished"):
        if "arxiv" in (written := fields.get(name, "")).lower() and (match := _ARXIV.search(written)):
            return match[1]
    return ""


def read_archive(fields: Mapping[str, str], arxiv: str) -> tuple[Link | None, str]:
    """Return the link to an archive other than arXiv, and `archive:identifier` if that archive's URLs are not known."""
    name, identifier = _archive_of(fields), decode_url(fields.get("eprint", "")).strip()
    if identifier and name in ARCHIVES:
        return _archive_link(name, identifier), ""
    if url := checked_url(identifier):
        return Link("Eprint", url), ""
    other = next((each for each in ("pmid", "pmcid", "handle") if fields.get(each)), "")
    link = _archive_link(other, decode_url(fields[other]).strip()) if other else None
    written = fields.get("eprinttype") or fields.get("archiveprefix") or ""
    if not identifier or (arxiv and name in {"", "arxiv"}):
        return link, ""
    return link, f"{written}:{identifier}" if written else identifier


def _archive_of(fields: Mapping[str, str]) -> str:
    return (fields.get("eprinttype") or fields.get("archiveprefix") or fields.get("archive") or "").strip().lower()


def _archive_link(name: str, identifier: str) -> Link:
    label, url = ARCHIVES[name]
    return Link(label, url + quote(identifier.removeprefix(url), safe="/:"))


def read_links(
    fields: Mapping[str, str], arxiv: str, doi: str, url: Link | None, others: Iterable[Link]
) -> tuple[Link, ...]:
    """Return all links of an entry, each URL once; `others` are those of the fields for links (link_reader.py)."""
    links = [Link("arXiv", arxiv_url(arxiv))] if arxiv else []
    if archive := read_archive(fields, arxiv)[0]:
        links.append(archive)
    if url and not re.match(r"https?://(?:www\.)?(?:dx\.)?(?:arxiv|doi)\.org/", url.url):
        links.append(url)
    if doi and "10.48550/arxiv." not in doi.lower():  # that DOI duplicates the arXiv identifier
        links.append(Link("DOI", doi_url(doi)))
    kept: dict[str, Link] = {}
    for link in (*links, *others):
        kept.setdefault(link.url, link)
    return tuple(kept.values())
