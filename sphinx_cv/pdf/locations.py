"""The locations of what is in a PDF: of a line of its LaTeX, a label, a page, a character or a node.

A comment in the LaTeX before each paragraph, table and image has its location.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import get_source_line

from sphinx_cv.pdf.anchors import decode
from sphinx_cv.render.citation import compose
from sphinx_cv.site.domain import CVDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from sphinx_cv.model.publication import Publication

#: The blocks that are located.
_BLOCKS = (nodes.paragraph, nodes.table, nodes.figure, nodes.image, nodes.literal_block, nodes.math_block)
#: What they are in: not a cell of a table, or a footnote, where a comment may be in the argument of a command.
_AROUND = (nodes.section, nodes.list_item, nodes.block_quote, nodes.container)
#: The location of a block, or an anchor of a page or publication, in the LaTeX file.
_PLACE = re.compile(
    r"^% at (?P<location>.+)$|\\label\{\\detokenize\{(?P<docname>[^}]*):(?P<anchor>[^}:]*)\}\}", re.MULTILINE
)
#: A label in the file in which XeTeX notes the page of each.
_PLACED = re.compile(r"^\\newlabel\{(?P<docname>[^}]*):(?P<anchor>[^}:]*)\}\{\{[^}]*\}\{(?P<page>\d+)\}", re.MULTILINE)


def locate_blocks(app: Sphinx, doctree: nodes.document) -> None:
    """Add a comment with its location before each block."""
    for block in list(doctree.findall(nodes.Element)):
        parent = block.parent
        if isinstance(block, _BLOCKS) and isinstance(parent, _AROUND):
            parent.insert(parent.index(block), nodes.raw("", f"% at {location_of_node(app, block)}", format="latex"))


def last_location(app: Sphinx, name: str, folder: Path, page: int | None = None) -> str:
    """Return the location of the last entry or page that begins on a page of the PDF or before, else `name`."""
    path = folder / f"{name}.aux"
    found = _PLACED.finditer(path.read_text("utf-8", errors="replace") if path.is_file() else "")
    labels = [label for label in found if page is None or int(label["page"]) <= page]
    return next(filter(None, (location_of_label(app, label) for label in reversed(labels))), name)


def location_of_line(app: Sphinx, text: str, line: int) -> str:
    """Return the location of the entry, block or page that a line of the LaTeX file comes from, else ""."""
    before = "".join(text.splitlines(keepends=True)[:line])
    places = reversed(list(_PLACE.finditer(before)))
    return next(filter(None, (place["location"] or location_of_label(app, place) for place in places)), "")


def location_of_label(app: Sphinx, label: re.Match[str]) -> str:
    """Return the location of the entry or page with a label, else ""."""
    if publication := CVDomain.of(app.env).publication(decode(label["anchor"])):
        return location_of_entry(app, publication)
    if label["docname"] in app.env.found_docs:
        return relative(app, Path(app.env.doc2path(label["docname"])))
    return ""


def location_of_node(app: Sphinx, node: nodes.Element) -> str:
    """Return the location of a node: that of its entry, else its line of a page."""
    around: nodes.Element | None = node
    while around is not None:
        if publication := CVDomain.of(app.env).publication(around.get("cv_key", "")):
            return location_of_entry(app, publication)
        around = around.parent
    source, line = get_source_line(node)
    return f"{relative(app, Path(source or app.confdir))}{f':{line}' if line else ''}"


def location_of_char(app: Sphinx, char: str) -> str:
    """Return where a character occurs: the first entry, line of a page or line of conf.py that has it, else ""."""
    for publication in CVDomain.of(app.env).library.publications:
        if char in "".join(node.astext() for node in compose(publication)):
            return f"in {publication.key}, {location_of_entry(app, publication)}"
    pages = [Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)]
    for path in (*pages, Path(app.confdir, "conf.py")):
        for number, line in enumerate(_lines(path), start=1):
            if char in line:
                return f"in {relative(app, path)}:{number}"
    return ""


def _lines(path: Path) -> Iterable[str]:
    return path.read_text("utf-8", errors="replace").splitlines()


def location_of_entry(app: Sphinx, publication: Publication) -> str:
    return f"{relative(app, publication.path)}:{publication.line}"


def relative(app: Sphinx, path: Path) -> str:
    """Return a path relative to the folder of conf.py."""
    return os.path.relpath(path, app.confdir)
