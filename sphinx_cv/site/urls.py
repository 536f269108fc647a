"""URLs of pages and files of a website, and the builders that write websites."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

#: The builders of websites. EPUB is not one of them: its builder looks for references in the nodes.
WEBSITE_BUILDERS = ("html", "dirhtml", "singlehtml")
#: The builders of websites with several pages, which can have files next to their pages.
MULTI_PAGE_BUILDERS = ("html", "dirhtml")


def base_url(config: Config) -> str:
    """Return the address of the website with a slash at its end (html_baseurl); empty if it is not known."""
    address = str(config.html_baseurl)
    return f"{address.rstrip('/')}/" if address else ""


def is_multi_page(builder: Builder) -> bool:
    """Return whether a builder writes a website of several pages."""
    return builder.name in MULTI_PAGE_BUILDERS


def url_of_file(builder: Builder, docname: str, path: str) -> str:
    """Return the URL of a file relative to a page; `path` is relative to the root of the website."""
    return relative_uri(builder.get_target_uri(docname), path)


def filter_query(facet: str, value: str) -> str:
    """Return the query part of a URL that filters the list of publications: `?author=Albert+Gu`."""
    return f"?{facet}={quote_plus(value)}"


def percent_encode_first_char(anchor: str) -> str:
    """Percent-encode the first character of an anchor, which does not change the URL's target.

    Sphinx's search replaces an anchor that equals the name of its object by the title.
    """
    return "".join(f"%{byte:02X}" for byte in anchor[0].encode()) + anchor[1:]
