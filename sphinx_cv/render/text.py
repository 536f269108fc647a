"""Conversion of rich text to docutils nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.model.text import Math, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.text import Piece, RichText, Style

_NODES: dict[Style, type[nodes.TextElement]] = {
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "literal": nodes.literal,
    "small_caps": nodes.inline,
    "superscript": nodes.superscript,
    "subscript": nodes.subscript,
}


def to_nodes(text: RichText) -> list[nodes.Node]:
    """Return new nodes for a text."""
    return _nodes(text.pieces)


def plain_text(composed: Iterable[nodes.Node]) -> str:
    """Return the text of nodes, with formulas as plain text."""
    return "".join(map(_plain, composed))


def _plain(node: nodes.Node) -> str:
    if isinstance(node, nodes.math):
        return str(node.get("cv_plain", node.astext()))
    return plain_text(node.children) if node.children else node.astext()


def _nodes(pieces: Iterable[Piece]) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for piece in pieces:
        if isinstance(piece, str):
            result.append(nodes.Text(piece))
        elif isinstance(piece, Math):
            result.append(nodes.math(piece.source, piece.source, cv_plain=piece.plain))
        elif isinstance(piece, Reference):
            result.append(nodes.reference("", "", *_nodes(piece.pieces), refuri=piece.url))
        else:
            classes = ["cv-small-caps"] if piece.style == "small_caps" else []
            result.append(_NODES[piece.style]("", "", *_nodes(piece.pieces), classes=classes))
    return result
