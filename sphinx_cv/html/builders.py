"""What the writers of websites share: which builders these are, HTML of nodes, addresses of files, and files that stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

#: Builders of websites. EPUB is none of them: it looks for references in the nodes.
WEBSITES = ("html", "dirhtml", "singlehtml")
#: Those of several pages, beside which files lie.
PAGED = ("html", "dirhtml")


class HTMLWriter:
    """Writes inline nodes that belong to no page, as the site's own pages have them."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        document = new_document("")
        document.settings = builder.docsettings
        self.translator = cast("HTML5Translator", builder.create_translator(document, builder))

    def write(self, parts: Iterable[nodes.Node]) -> str:
        self.translator.body = []
        for part in nodes.paragraph("", "", *parts).children:
            part.walkabout(self.translator)
        return "".join(self.translator.body)


def address_of_file(builder: Builder, docname: str, file: str) -> str:
    """The address of a file, as from the website's root, on a page."""
    return relative_uri(builder.get_target_uri(docname), file)


def write_if_changed(path: Path, text: str) -> None:
    """Write a file whose text is not this already, in UTF-8 and with its own ends of lines."""
    content = text.encode()
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
