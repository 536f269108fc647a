"""Export of text to LaTeX, as fields of BibTeX have it: it is read back as the same text, and is no command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.text import Math, Styled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx_cv.model.text import Piece, RichText, Style

_COMMANDS: dict[Style, str] = {
    "emphasis": "emph",
    "strong": "textbf",
    "literal": "texttt",
    "superscript": "textsuperscript",
    "subscript": "textsubscript",
    "small_caps": "textsc",
}
#: Characters that LaTeX or BibTeX would not print. BibTeX counts the brace of \{ too.
_ESCAPES = {char: f"\\{char}" for char in "$&%#_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\N{NO-BREAK SPACE}": "~",
}
_ESCAPED = str.maketrans(_ESCAPES)


def escape(text: str) -> str:
    """Return plain text as LaTeX."""
    return re.sub(r"-(?=-)", "-{}", text.translate(_ESCAPED))


def latex(text: RichText, protected: Collection[str] = ()) -> str:
    """Return a text as LaTeX; the words of `protected` are put in braces, so that styles keep their capitals."""
    words = "|".join(map(re.escape, sorted(protected, key=lambda word: (-len(word), word))))
    # with the number that belongs to a word, as in GPT-4
    pattern = re.compile(rf"(?<![^\W_])((?:{words})(?:-\d[\d.]*)?)(?![^\W_])") if protected else None
    return "".join(_pieces(text.pieces, pattern))


def _pieces(pieces: Iterable[Piece], protected: re.Pattern[str] | None) -> Iterable[str]:
    for piece in pieces:
        if isinstance(piece, str):
            parts = map(escape, protected.split(piece) if protected else [piece])
            yield from (f"{{{part}}}" if at % 2 else part for at, part in enumerate(parts))
        elif isinstance(piece, Math):
            yield f"${piece.source}$"
        elif isinstance(piece, Styled):
            yield f"\\{_COMMANDS[piece.style]}{{{''.join(_pieces(piece.pieces, protected))}}}"
        else:
            yield from _pieces(piece.pieces, protected)
