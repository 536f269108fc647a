"""LaTeX in a BibTeX field, decoded to rich text.

Groups, accents, emphasis, links and math are decoded here; symbol commands are looked up in pylatexenc's table. Math is
accepted only if docutils can convert it to MathML, so that no other command reaches TeX.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.model.links import checked_url
from sphinx_cv.model.text import Math, Piece, Reference, RichText, Styled, join_pieces, plain_text
from sphinx_cv.tex.commands import CASES, DECLARATIONS, HIDDEN, IGNORED, QUOTES, STYLES, TRANSPARENT
from sphinx_cv.tex.math import is_math, modern_math
from sphinx_cv.tex.math_text import plain_math
from sphinx_cv.tex.symbols import ACCENTS, LIGATURES, symbol_of
from sphinx_cv.tex.urls import decode_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The greatest depth of groups and arguments, well within the recursion limits of Python and the 255 groups of TeX.
_MAX_DEPTH = 50
_SPECIAL = re.compile(r"[\\{}$%~`]|--|''")
_TOKEN = re.compile(r"\\[A-Za-z]+\s*|\\[\s\S]|-{2,3}|``|''|[{}$%~`]|[^\\{}$%~`'-]+|[\s\S]")


def decode(source: str) -> tuple[RichText, tuple[str, ...]]:
    """Decode the LaTeX of a field.

    Returns the text, and the problems: one sentence each, with the fix.
    """
    return (RichText.from_plain(source), ()) if is_plain(source) else _decode(source)


def is_plain(source: str) -> bool:
    """Return whether a field has no LaTeX, and so is its own plain text (NFC)."""
    return not _SPECIAL.search(source) and unicodedata.is_normalized("NFC", source)


@lru_cache(maxsize=20_000)
def _decode(source: str) -> tuple[RichText, tuple[str, ...]]:
    reader = _Reader(source)
    try:
        pieces = join_pieces(reader.read_all())
    except _TooDeepError:
        return RichText((source,), source), ("its braces are nested too deeply to be read: remove some",)
    return RichText(pieces, plain_text(pieces)), tuple(dict.fromkeys(reader.problems))


class _TooDeepError(Exception):
    """Groups and arguments are nested too deeply."""


class _Reader:
    """A parser for the LaTeX of one field."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = _TOKEN.findall(source)
        self.at = 0
        self.depth = 0
        #: The last token of each kind that may end a formula.
        self.last = {token: at for at, token in enumerate(self.tokens) if token in {"$", r"\)"}}
        self.problems: list[str] = []
        self.open_quotes = 0

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Count a group or an argument; raises _TooDeepError."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _TooDeepError
        yield
        self.depth -= 1

    def next(self) -> str | None:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else None

    def read_all(self) -> list[Piece]:
        pieces = self.group()
        while self.at < len(self.tokens):  # a surplus closing brace ended the group: omit it and read on
            pieces += self.group()
        return pieces

    def group(self) -> list[Piece]:
        """Read up to the closing brace of the group, or to the end."""
        pieces: list[Piece] = []
        with self.nested():
            while (token := self.next()) is not None and token != "}":
                if token[0] == "\\" and len(token) > 1 and (style := DECLARATIONS.get(token[1:].strip())):
                    pieces.append(Styled(style, join_pieces(self.group())))
                    break
                pieces += self.piece(token)
        return pieces

    def piece(self, token: str) -> list[Piece]:
        if token == "{":
            return self.group()
        if token == "$":
            return self.math()
        if token == "%":
            self.problems.append(r"an unescaped % begins a comment in LaTeX; it is kept here: write \%")
            return ["%"]
        if token == "'" and self.open_quotes and not self.follows(str.isalpha):
            self.open_quotes -= 1
            return ["’"]
        if token in LIGATURES:
            self.open_quotes += token == "`"
            return [LIGATURES[token]]
        if token[0] != "\\" or token == "\\":
            return [token]
        return self.command(token[1:].strip() or token[1], token)

    def command(self, name: str, token: str) -> list[Piece]:
        if name in ACCENTS:
            return [self.accented(name)]
        if name in STYLES:
            return [Styled(STYLES[name], join_pieces(self.argument()))]
        if name in TRANSPARENT:
            for _ in range(TRANSPARENT[name]):
                self.argument()
            return self.argument()
        if name in HIDDEN:
            self.argument()
        if name in IGNORED or name in HIDDEN:
            return []
        special = {"url": self.url, "href": self.href, "ensuremath": self.ensuremath, "(": self.parenthesized}
        if name in special:
            return special[name]()
        if name in QUOTES or name in CASES:
            return self.changed(name)
        return self.symbol(name, token)

    def changed(self, name: str) -> list[Piece]:
        """Return the argument in quotation marks, or in another case."""
        argument = self.argument()
        if name in CASES:
            return [CASES[name](plain_text(argument))]
        return [QUOTES[name][0], *argument, QUOTES[name][1]]

    def symbol(self, name: str, token: str) -> list[Piece]:
        symbol = symbol_of(name)
        if symbol is not None:
            return [symbol]
        shown = token + "".join(f"{{{self.verbatim()}}}" for _ in iter(self.brace_follows, False))
        self.problems.append(f"the command \\{name} is not known and is shown unchanged: write the text that it prints")
        return [shown]

    def url(self) -> list[Piece]:
        source = self.verbatim()
        return self.link(source, [re.sub(r"\\([_%&#~])", r"\1", source)])

    def href(self) -> list[Piece]:
        source = self.verbatim()
        return self.link(source, self.argument())

    def ensuremath(self) -> list[Piece]:
        return self.formula(self.verbatim(), "\\ensuremath{%s}")

    def parenthesized(self) -> list[Piece]:
        return self.math(r"\)")

    def follows(self, test: Callable[[str], bool]) -> bool:
        """Return whether the next character passes a test."""
        return self.at < len(self.tokens) and test(self.tokens[self.at][0])

    def brace_follows(self) -> bool:
        return self.follows("{".__eq__)

    def argument(self) -> list[Piece]:
        """Read the next argument: a group, a character or a command, after optional spaces."""
        if self.at < len(self.tokens):  # a token of text may begin with spaces
            self.tokens[self.at] = self.tokens[self.at].lstrip() or " "
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        token = self.next()
        if token is None or token == "}":
            self.at -= 1
            return []
        if token[0] not in "\\{}$%~`'-" and len(token) > 1:  # only the first character of text is the argument
            self.at -= 1
            self.tokens[self.at] = token[1:]
            token = token[0]
        with self.nested():
            return self.piece(token)

    def verbatim(self) -> str:
        """Read the source of the next group, without its braces."""
        if not self.brace_follows():
            return plain_text(self.argument())
        depth, start = 0, self.at
        while (token := self.next()) is not None:
            depth += (token == "{") - (token == "}")
            if not depth:
                break
        return "".join(self.tokens[start + 1 : self.at - (not depth)])

    def accented(self, name: str) -> str:
        mark, base = ACCENTS[name], plain_text(self.argument())
        if not base:
            return "" if name.isalpha() else name  # \~{} and \^{} print the characters themselves
        first = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
        rest = base[1:].lstrip("".join(ACCENTS.values()))
        marks = base[1 : len(base) - len(rest)]
        return unicodedata.normalize("NFC", first + marks + mark + rest)

    def link(self, source: str, pieces: list[Piece]) -> list[Piece]:
        url = checked_url(decode_url(source))
        if url is None:
            self.problems.append(f"{source!r} cannot be linked: write a URL that begins with https://")
            return pieces
        return [Reference(url, join_pieces(pieces))]

    def math(self, end: str = "$") -> list[Piece]:
        """Read a formula up to its closing delimiter."""
        doubled = end == "$" and self.at < len(self.tokens) and self.tokens[self.at] == "$"
        self.at += doubled
        if self.last.get(end, -1) < self.at:
            self.problems.append(r"a $ begins a formula that does not end; it is kept here: write \$")
            return ["$$" if doubled else "$" if end == "$" else r"\("]
        stop = self.tokens.index(end, self.at)
        source = "".join(self.tokens[self.at : stop])
        self.at = stop + 1 + (doubled and self.tokens[stop + 1 : stop + 2] == ["$"])
        return self.formula(source, "$%s$")

    def formula(self, source: str, written: str) -> list[Piece]:
        if not (stripped := modern_math(source.strip())):
            return []
        if stripped[0] in "_^":  # the base is outside the formula, as in H$_2$O
            stripped = "{}" + stripped
        if is_math(stripped):
            return [Math(stripped, plain_math(stripped, symbol_of))]
        self.problems.append(f"the formula {source!r} is not understood and is shown unchanged: write it more simply")
        return [written % source]
