"""Rich text as docutils nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.model.text import Math, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.text import Piece, RichText, Style

_NODES: dict[Style, type[nodes.TextElement]] = {
    "emphasis": nodes.emphasis, "strong": nodes.strong, "literal": nodes.literal, "small_caps": nodes.inline,
    "superscript": nodes.superscript, "subscript": nodes.subscript,
}  # fmt: skip


def to_nodes(text: RichText) -> list[nodes.Node]:
    """Return the nodes of a text, new ones at each call."""
    return _nodes(text.pieces)


def _nodes(pieces: Iterable[Piece]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for piece in pieces:
        if isinstance(piece, str):
            made.append(nodes.Text(piece))
        elif isinstance(piece, Math):
            made.append(nodes.math(piece.source, piece.source))
        elif isinstance(piece, Reference):
            made.append(nodes.reference("", "", *_nodes(piece.pieces), refuri=piece.url))
        else:
            classes = ["cv-small-caps"] if piece.style == "small_caps" else []
            made.append(_NODES[piece.style]("", "", *_nodes(piece.pieces), classes=classes))
    return made
