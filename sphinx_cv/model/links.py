"""Links: the fields that become links, allowed URLs, and the URLs of DOIs and arXiv identifiers."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, urlsplit

#: The allowed schemes: a javascript: or data: URL would run in the reader's browser.
SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
#: Fields of an entry that hold a URL, and the label of their link; `codeurl` and the like are read as well.
LINK_FIELDS = {
    "pdf": "PDF",
    "code": "Code",
    "repository": "Repository",
    "slides": "Slides",
    "poster": "Poster",
    "video": "Video",
    "website": "Website",
}
#: Archives other than arXiv, by biblatex's eprinttype; reference managers write some as fields.
ARCHIVES = {
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmcid": ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "hdl": ("Handle", "https://hdl.handle.net/"),
    "handle": ("Handle", "https://hdl.handle.net/"),
    "hal": ("HAL", "https://hal.science/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
    "iacr": ("IACR", "https://eprint.iacr.org/"),
}
#: Prefixes that resolvers and libraries put before a DOI.
_DOI_PREFIX = re.compile(r"(?i)^(?!10[./])(?:(?:https?://)?[\w.-]*?(?:/[\w./-]*?)?(?=10[./])|doi:\s*)")


class Link(NamedTuple):
    """A label, such as arXiv or Code, and a URL."""

    label: str
    url: str


def checked_url(text: str) -> str | None:
    """Return the percent-encoded URL; None if it is not allowed as a link."""
    text = text.strip().strip("<>")
    if text.lower().startswith("www."):
        text = "https://" + text
    try:
        scheme = urlsplit(text).scheme.lower()
    except ValueError:  # such as an IPv6 host with an unclosed [
        return None
    if scheme not in SCHEMES or not text[len(scheme) + 1 :].strip("/"):
        return None
    if re.search(r"[\x00-\x1f\x7f]", text):  # browsers drop these characters, which can yield another scheme
        return None
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", unicodedata.normalize("NFC", text))
    return quote(escaped, safe="%/:=&?~#+!$,;'@()*[]")


def has_scheme(text: str) -> bool:
    """Return whether a text begins with a scheme (RFC 3986, 3.1), and so is no relative path."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text) is not None


def find_doi(text: str) -> str:
    """Return the DOI in a text, without a resolver's URL; empty if there is none."""
    found = _DOI_PREFIX.sub("", text.strip(), count=1).strip()
    return found if re.match(r"10[./]\S", found) else ""  # 10/abc is a short DOI


def arxiv_url(identifier: str) -> str:
    """Return the URL of an arXiv identifier."""
    return f"https://arxiv.org/abs/{identifier}"


def doi_url(identifier: str) -> str:
    """Return the URL of a DOI."""
    return "https://doi.org/" + quote(identifier, safe="/:;()._-")
