"""Links: the fields that become links, allowed URLs, and the URLs of DOIs and arXiv identifiers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

#: The allowed schemes: a javascript: or data: URL would run in the reader's browser.
SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
#: The folder of the website that has the owner's files to which entries link.
OWN_FILES = "_cv"
#: Fields of an entry that hold a URL or the path of a file, and the label of their link.
LINK_FIELDS = {
    "pdf": "PDF",
    "paper": "Paper",
    "html": "HTML",
    "preprint": "Preprint",
    "supp": "Supplement",
    "code": "Code",
    "repository": "Repository",
    "data": "Data",
    "slides": "Slides",
    "poster": "Poster",
    "talk": "Talk",
    "video": "Video",
    "website": "Website",
    "project": "Project",
    "demo": "Demo",
    "blog": "Blog",
    "ads": "ADS",
}
#: Other names of these fields: in al-folio, HugoBlox, BibBase and files of many owners.
LINK_NAMES = {
    "appendix": "supp",
    "supplement": "supp",
    "supplementary": "supp",
    "supplemental": "supp",
    "suppl": "supp",
    "github": "code",
    "software": "code",
    "dataset": "data",
    "slide": "slides",
    "presentation": "slides",
    "ppt": "slides",
    "homepage": "website",
    "webpage": "website",
    "page": "website",
    "projectpage": "project",
    "blogpost": "blog",
}
#: Names of which only the forms with `url` are links: the fields themselves are text, or of reference managers.
_ONLY_WITH_URL = frozenset({"presentation", "page"})
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

    @property
    def file(self) -> str:
        """The path of the owner's file that is linked to, relative to the source folder; empty for a URL."""
        return ""


class FileLink(Link):
    """A link to a file of the owner; its URL is relative to the root of the website."""

    @classmethod
    def to(cls, path: str) -> FileLink:
        """Return the link to a file by its path relative to the source folder."""
        return cls("", quote(f"{OWN_FILES}/{path}"))

    @property
    def file(self) -> str:
        """The path of the file relative to the source folder."""
        return unquote(self.url).removeprefix(f"{OWN_FILES}/")


@lru_cache(maxsize=4_000)
def link_field(name: str) -> str:
    """Return the field of LINK_FIELDS for which a name stands: `code` for `code_url`, `url_Code_2` and `github`.

    Any other name that begins with `url_` stands for itself, as in BibBase: `working_paper` for `url_working_paper`.
    """
    bare = re.sub(r"_\d+$", "", name.lower().replace("-", "_"))
    if bare.startswith("_"):  # some owners switch a field off by it
        return ""
    stem = re.sub(r"^url_|_?url$", "", bare)
    plain = stem.replace("_", "")
    if found := LINK_FIELDS.keys() & {plain} or LINK_FIELDS.keys() & {LINK_NAMES.get(plain, "")}:
        return "" if stem == bare and plain in _ONLY_WITH_URL else found.pop()
    return stem if bare.startswith("url_") and plain else ""


def link_label(field: str) -> str:
    """Return the label of the link of a field, as `link_field` returns it."""
    return LINK_FIELDS.get(field) or field.replace("_", " ").capitalize()


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
