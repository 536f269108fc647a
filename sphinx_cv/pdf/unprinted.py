"""Parts of a page that LaTeX cannot print: block HTML, and some images. Each is a warning with its line and the fix."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import get_source_line

from sphinx_cv.pdf.images import fault_of
from sphinx_cv.pdf.raw_html import only_on_website, print_inline
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_HTML = "the HTML of '%s' is not in the PDF: write it in Markdown, or inside ```{only} html"
_IMAGE = "the image %s is not in the PDF, as %s"


def prepare(warned: set[object], app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Prepare HTML and images for LaTeX, and warn of those that are not printed, once for all PDFs.

    An image that is not printed is replaced by its alternative text.
    """
    if app.builder.format != "latex":
        return
    for raw in reversed(list(doctree.findall(nodes.raw))):  # inner elements first
        print_inline(raw)
    for raw in doctree.findall(nodes.raw):
        if shown := only_on_website(raw):
            _warn_once(warned, _HTML, shown, location=raw)
    for image in list(doctree.findall(nodes.image)):
        path = _path_of(image, app)
        if path and path.is_file() and (fault := fault_of(path)):
            _warn_once(warned, _IMAGE, image["uri"], fault, location=image)
            _replace_by_text(image)


def _warn_once(warned: set[object], message: str, *args: str, location: nodes.Element) -> None:
    node: nodes.Element | None = location
    while node is not None and not node.line:  # inline nodes of Markdown may have no line
        node = node.parent
    place = (*get_source_line(node or location), *args)
    if place not in warned:
        warned.add(place)
        warn(WarningType.PDF, message, *args, location=node or location)


def _path_of(image: nodes.image, app: Sphinx) -> Path | None:
    """Return the file of an image that the LaTeX builder chooses; None if it is not on this site."""
    files = image.get("candidates", {"?": ""})
    if "?" in files:
        return None
    known = (files[name] for name in ("*", *app.builder.supported_image_types) if name in files)
    return Path(app.srcdir, next(known, image["uri"]))


def _replace_by_text(image: nodes.image) -> None:
    text = image.get("alt", "")
    inline = isinstance(image.parent, nodes.TextElement)
    image.replace_self(nodes.inline("", text) if inline else nodes.paragraph("", text))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("doctree-resolved", partial(prepare, set()))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
