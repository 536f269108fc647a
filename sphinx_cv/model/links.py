"""Links: which URLs are allowed, and where DOIs and arXiv identifiers lead."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, urlsplit

#: No other scheme becomes a link: a javascript: or data: URL would run in the reader's browser.
SCHEMES = frozenset({"http", "https", "mailto", "ftp"})
#: What resolvers and libraries put before a DOI.
_BEFORE_DOI = re.compile(r"(?i)^(?!10[./])(?:(?:https?://)?[\w.-]*?(?:/[\w./-]*?)?(?=10[./])|doi:\s*)")


class Link(NamedTuple):
    """A label, such as arXiv or Code, and a URL."""

    label: str
    url: str


def checked_url(text: str) -> str | None:
    """Return a URL percent-encoded; None if no link may be made of it."""
    text = text.strip().strip("<>")
    if text.lower().startswith("www."):
        text = "https://" + text
    try:
        scheme = urlsplit(text).scheme.lower()
    except ValueError:  # such as an unclosed [ of an IPv6 host
        return None
    if scheme not in SCHEMES or not text[len(scheme) + 1 :].strip("/"):
        return None
    if re.search(r"[\x00-\x1f\x7f]", text):  # browsers drop these characters, and so read another scheme
        return None
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", unicodedata.normalize("NFC", text))
    return quote(escaped, safe="%/:=&?~#+!$,;'@()*[]")


def find_doi(text: str) -> str:
    """Return the DOI in a text as it is registered; empty if there is none."""
    found = _BEFORE_DOI.sub("", text.strip(), count=1).strip()
    return found if re.match(r"10[./]\S", found) else ""  # 10/abc is a short DOI


def arxiv_url(identifier: str) -> str:
    """Return the URL of an arXiv identifier."""
    return f"https://arxiv.org/abs/{identifier}"


def doi_url(identifier: str) -> str:
    """Return the URL of a DOI."""
    return "https://doi.org/" + quote(identifier, safe="/:;()._-")
