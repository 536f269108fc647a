"""Broken links of a built website."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

#: HTML attributes that hold URLs.
URL_ATTRIBUTES = ("href", "src", "action", "poster", "data")
_HOST = "https://site.example/"


def anchors_of(out: Path) -> dict[str, set[str]]:
    """Return the ids of each page, by the page's path."""
    pages = {
        path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*.html")) if "_static" not in path.parts
    }
    return {name: {str(tag["id"]) for tag in _parse(path).find_all(id=True)} for name, path in pages.items()}


def broken_links(out: Path) -> list[str]:
    """Return the links inside a website that lead to no file or no anchor: `page: link`."""
    anchors, broken = anchors_of(out), []
    for name in anchors:
        page = _parse(out / name)
        found = {str(tag[attribute]) for attribute in URL_ATTRIBUTES for tag in page.find_all(attrs={attribute: True})}
        for link in sorted(found):
            target, anchor = urldefrag(urljoin(_HOST + name, link))
            if not target.startswith(_HOST):
                continue
            file = unquote(urlsplit(target).path[1:]) or "index.html"
            if not (out / file).is_file() or (anchor and file in anchors and unquote(anchor) not in anchors[file]):
                broken.append(f"{name}: {link}")
    return broken


def _parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "html.parser")
