"""HTML of nodes that belong to no page, and files that are written only when their text changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator


class HTMLWriter:
    """Writes inline nodes that belong to no page as the site's pages have them."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        document = new_document("")
        document.settings = builder.docsettings
        self.translator = cast("HTML5Translator", builder.create_translator(document, builder))

    def write(self, parts: Iterable[nodes.Node]) -> str:
        self.translator.body = []
        for part in nodes.paragraph("", "", *parts).children:
            part.walkabout(self.translator)
        return "".join(self.translator.body)


def write_if_changed(path: Path, text: str) -> None:
    """Write a file in UTF-8 with its own line ends, unless it has this text already."""
    content = text.encode()
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
