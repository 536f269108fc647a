"""Compares titles and names with Zotero's: Better BibTeX's test data has what it reads as JSON beside a BibTeX file."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_cv.model.publication import Publication

_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span|pre)\b[^>]*>")


def items(path: Path) -> dict[str, dict[str, object]]:
    """Return the items of a file whose key only they have, by key; none if there is no such file."""
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    keys = Counter(map(_key, read.get("items", ())))
    return {item["citationKey"]: item for item in read.get("items", ()) if keys[_key(item)] == 1 and _key(item)}


def _key(item: dict[str, str]) -> str:
    return item.get("citationKey", "").lower()


def differences(found: dict[str, dict[str, object]], publications: Iterable[Publication]) -> Iterator[str]:
    """Yield the publications whose title or names are not those of the item with the same key."""
    for publication in publications:
        item = found.get(publication.key)
        if item is None:
            continue
        ours, theirs = publication.title.plain, str(item.get("title", ""))
        if theirs and _letters(ours) != _letters(theirs):
            yield f"{publication.key}: title: {ours!r}, Zotero: {theirs!r}"
        names = {person.name for person in publication.everyone}
        others = {_name(creator) for creator in item.get("creators", ())} - {"others"}
        if set(map(_words, names)) != set(map(_words, others)):
            yield f"{publication.key}: names: {sorted(names)}, Zotero: {sorted(others)}"


def _name(creator: dict[str, str]) -> str:
    return creator.get("name") or f"{creator.get('firstName', '')} {creator.get('lastName', '')}".strip()


def _words(name: str) -> str:
    """Return the letters of the words of a name, sorted: Zotero has suffixes as part of the given name."""
    return "".join(sorted(map(_letters, name.split())))


def _letters(text: str) -> str:
    """Return what is compared: Zotero changes case and quotation marks, and writes subscripts as tags or characters."""
    return re.sub(r"\W|_", "", unicodedata.normalize("NFKC", _TAG.sub("", text)).casefold())
