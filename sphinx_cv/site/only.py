"""A mistyped tag of {only}, which leaves its content out of the website and the PDFs, is a warning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinx_cv.model.similarity import most_similar
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The tags of the website and of the PDFs. No other builder of Sphinx has a name that is as similar to them.
_FORMATS = ("html", "latex")
_CUTOFF = 0.75


def check_tags(app: Sphinx, doctree: nodes.document) -> None:
    """Warn about each tag of {only} that is similar to one of a format; other unknown tags may be given by -t."""
    for only in doctree.findall(addnodes.only):
        for tag in dict.fromkeys(re.findall(r"\w+", only["expr"])):
            format_ = "pdf" if tag.lower() == "pdf" else most_similar(tag.lower(), _FORMATS, _CUTOFF)
            if format_ and tag not in (*_FORMATS, "pdf") and tag not in app.tags:
                message = "there is no tag '%s', so {only} leaves out what it should show: did you mean %s?"
                warn(WarningType.TAG, message, tag, format_, location=only)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("doctree-read", check_tags)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
