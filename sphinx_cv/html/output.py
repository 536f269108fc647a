"""Rendering of nodes that belong to no page to HTML, and writing of files whose text has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator


class HTMLWriter:
    """A renderer of inline nodes to HTML, with the translator of the builder."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        document = new_document("")
        document.settings = builder.docsettings
        self.translator = cast("HTML5Translator", builder.create_translator(document, builder))

    def write(self, parts: Iterable[nodes.Node]) -> str:
        """Return the HTML of inline nodes."""
        self.translator.body = []
        for part in nodes.paragraph("", "", *parts).children:
            part.walkabout(self.translator)
        return "".join(self.translator.body)


def is_provided(config: Config, confdir: Path, name: str) -> bool:
    """Return whether html_extra_path provides a file of the root folder of the website, which then is the owner's."""
    return any(Path(extra).name == name or Path(confdir, extra, name).is_file() for extra in config.html_extra_path)


def write_if_changed(path: Path, text: str) -> None:
    """Write a file in UTF-8, without conversion of newlines, unless it already has this text."""
    content = text.encode()
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
