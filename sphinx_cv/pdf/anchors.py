r"""Anchors of the PDFs: any citation key can be one, and citations link to the lists of the CV.

Sphinx replaces special characters of LaTeX by `_` in an anchor, so that two keys can become one, and cuts the link to
an anchor at `#`. sphinxcontrib-bibtex links each citation to a \bibitem, which lists of the CV do not have.

The node `raw_latex` of sphinxcontrib-bibtex is not documented (tests/site/test_private_names.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.nodes import raw_latex

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The LaTeX before the label of a citation; after it is a brace.
_CITATION = re.compile(r"\\hyperlink\{cite\.(?P<docname>[^:]*):(?P<id>.*)\}\{")


def encode(anchor: str) -> str:
    """Return an anchor for LaTeX, percent-encoded with `!` as percent sign; different anchors stay different."""
    return quote(anchor, safe="", errors="replace").replace("~", "%7E").replace("%", "!")


def decode(anchor: str) -> str:
    """Return the anchor that was encoded."""
    return unquote(anchor.replace("!", "%"))


class PrintAnchors(SphinxPostTransform):
    """The transformation of the anchors and the links to them."""

    default_priority = 59  # after all references are resolved
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        items = {anchor for item in self.document.findall(nodes.citation) for anchor in item["ids"]}
        targets = {anchor for target in self.document.findall(nodes.target) for anchor in target["ids"]}
        for raw in list(self.document.findall(raw_latex)):
            citation = _CITATION.fullmatch(raw.rawsource)
            if citation and citation["id"] not in items:  # it is not a \bibitem
                _link_citation(raw, citation, targets)
        for node in self.document.findall(nodes.Element):
            node["ids"] = [encode(anchor) for anchor in node["ids"]]
            if "refid" in node:
                node["refid"] = encode(node["refid"])
            page, hash_, anchor = node.get("refuri", "").partition("#")
            if hash_ and (not page or page.startswith("%")):  # as the LaTeX builder writes the URL of a page
                node["refuri"] = f"{page}#{encode(anchor)}"


def _link_citation(raw: raw_latex, citation: re.Match[str], targets: set[str]) -> None:
    """Make the label of a citation a link to its entry, or plain text if the entry is not in the PDF."""
    parent = cast("nodes.Element", raw.parent)
    start = parent.index(raw)
    end = next(index for index, node in enumerate(parent[start:], start) if _is_end(node))
    label = parent[start + 1 : end]
    if citation["id"] in targets:
        label = [nodes.reference("", "", *label, refuri=f"%{citation['docname']}#{citation['id']}")]
    parent[start : end + 1] = label


def _is_end(node: nodes.Node) -> bool:
    return isinstance(node, raw_latex) and node.rawsource == "}"


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_post_transform(PrintAnchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
