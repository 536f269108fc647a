"""Text as a field has it when its LaTeX is decoded: pieces, plain text, docutils nodes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from docutils import nodes

from sphinx_cv.tex.math import plain_math

#: Commands of LaTeX whose argument keeps a role: the docutils node that carries it.
STYLES: dict[str, type[nodes.TextElement]] = {
    "emph": nodes.emphasis, "textit": nodes.emphasis, "textsl": nodes.emphasis, "textbf": nodes.strong,
    "texttt": nodes.literal, "textsc": nodes.inline, "textsuperscript": nodes.superscript,
    "textsubscript": nodes.subscript,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styled:
    """Pieces under one of the STYLES, by its command's name."""

    command: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: LaTeX between its dollar signs, known to be convertible."""

    source: str


@dataclass(frozen=True, slots=True)
class Link:
    """Pieces that lead to an address, which is percent-encoded and of a harmless scheme."""

    address: str
    pieces: tuple[Piece, ...]


Piece: TypeAlias = str | Styled | Math | Link


@dataclass(frozen=True, slots=True)
class Rich:
    """A decoded field: its pieces, and the same as plain text (NFC)."""

    pieces: tuple[Piece, ...]
    plain: str

    def __bool__(self) -> bool:
        return bool(self.plain.strip())


EMPTY = Rich((), "")


def to_nodes(rich: Rich) -> list[nodes.Node]:
    """The docutils nodes of a decoded field, fresh at each call."""
    return _nodes(rich.pieces)


def join_pieces(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbouring texts made one."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return tuple(unicodedata.normalize("NFC", piece) if isinstance(piece, str) else piece for piece in joined)


def plain_text(pieces: list[Piece] | tuple[Piece, ...]) -> str:
    return unicodedata.normalize("NFC", "".join(map(_plain_piece, pieces)))


def _plain_piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Math):
        return plain_math(piece.source)
    return plain_text(piece.pieces)


def _nodes(pieces: tuple[Piece, ...]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for piece in pieces:
        if isinstance(piece, str):
            made.append(nodes.Text(piece))
        elif isinstance(piece, Math):
            made.append(nodes.math(piece.source, piece.source))
        elif isinstance(piece, Link):
            made.append(nodes.reference("", "", *_nodes(piece.pieces), refuri=piece.address))
        else:
            classes = ["cv-small-caps"] if piece.command == "textsc" else []
            made.append(STYLES[piece.command]("", "", *_nodes(piece.pieces), classes=classes))
    return made
