"""URLs inside a website, and the builders that write one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: Builders of websites. EPUB is not one of them: it looks for references in the nodes.
WEBSITE_BUILDERS = ("html", "dirhtml", "singlehtml")
#: Builders of websites with several pages, beside which files can be placed.
MULTI_PAGE_BUILDERS = ("html", "dirhtml")


def is_multi_page(builder: Builder) -> bool:
    """Return whether a builder writes a website of several pages."""
    return builder.name in MULTI_PAGE_BUILDERS


def url_of_file(builder: Builder, docname: str, path: str) -> str:
    """Return the URL of a file on a page; `path` is the file's from the website's root."""
    return relative_uri(builder.get_target_uri(docname), path)


def filter_query(facet: str, value: str) -> str:
    """Return the query of a URL that filters the list of publications: `?author=Albert+Gu`."""
    return f"?{facet}={quote_plus(value)}"


def percent_encode_first_char(anchor: str) -> str:
    """Return the same anchor in another spelling.

    Sphinx's search leaves out an anchor that equals an object's name, and puts the title in its place.
    """
    return "".join(f"%{byte:02X}" for byte in anchor[0].encode()) + anchor[1:]
