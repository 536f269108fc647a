"""Rich text: emphasis, formulas and references, each also as plain text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from string import Formatter
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The digits of superscripts and subscripts in plain text.
_DIGITS = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
#: Names of docutils nodes, and `small_caps`.
Style: TypeAlias = Literal["emphasis", "strong", "literal", "superscript", "subscript", "small_caps"]


@dataclass(frozen=True, slots=True)
class Styled:
    """Pieces in one style."""

    style: Style
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: its TeX source, which can be converted to MathML, and its plain text."""

    source: str
    plain: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Pieces linked to a URL, which is percent-encoded and has an allowed scheme."""

    url: str
    pieces: tuple[Piece, ...]


Piece: TypeAlias = str | Styled | Math | Reference


@dataclass(frozen=True, slots=True)
class RichText:
    """Pieces, and their plain text (NFC)."""

    pieces: tuple[Piece, ...]
    plain: str

    @classmethod
    def from_plain(cls, text: str) -> RichText:
        """Return plain text as rich text."""
        return cls((text,), text) if text else EMPTY

    def __bool__(self) -> bool:
        return bool(self.plain.strip())


EMPTY = RichText((), "")


def join_texts(texts: Iterable[RichText], separator: str) -> RichText:
    """Join texts that are not empty."""
    kept = [text for text in texts if text]
    pieces = [piece for text in kept for piece in (separator, *text.pieces) if piece][1 if separator else 0 :]
    return RichText(join_pieces(pieces), separator.join(text.plain for text in kept)) if kept else EMPTY


def join_list(texts: Sequence[RichText]) -> RichText:
    """Join texts by commas and "and": `A`, `A and B`, `A, B, and C`."""
    if len(texts) < 3:  # noqa: PLR2004  (no comma in a pair)
        return join_texts(texts, " and ")
    return join_texts([*texts[:-1], join_texts([RichText.from_plain("and"), texts[-1]], " ")], ", ")


def fill(template: str, **parts: RichText | str) -> RichText:
    """Return a text with rich texts in place of the names in braces: `volume {volume} of {series}`."""
    pieces: list[Piece] = []
    for literal, name in _parse_template(template):
        part = parts[name] if name else ""
        pieces += [literal, *((part,) if isinstance(part, str) else part.pieces)]
    joined = join_pieces(pieces)
    return RichText(joined, plain_text(joined))


@lru_cache
def _parse_template(template: str) -> tuple[tuple[str, str], ...]:
    """Return each literal text of a template with the name that follows it, empty at the end."""
    return tuple((literal, name or "") for literal, name, _, _ in Formatter().parse(template))


def join_pieces(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with adjacent strings merged, in NFC."""
    joined: list[Piece] = []
    for is_text, run in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if not is_text:
            joined += run
        elif text := "".join(cast("Iterable[str]", run)):
            joined.append(unicodedata.normalize("NFC", text))
    return tuple(joined)


def plain_text(pieces: Iterable[Piece]) -> str:
    """Return the plain text of the pieces, in NFC."""
    return unicodedata.normalize("NFC", "".join(map(_plain_piece, pieces)))


def _plain_piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Math):
        return piece.plain
    text = plain_text(piece.pieces)
    if isinstance(piece, Styled) and (digits := _DIGITS.get(piece.style)) and text.isdecimal():
        return text.translate(digits)  # 10\textsuperscript{6} is not 106
    return text
