"""LaTeX in a BibTeX field, as plain text and as docutils nodes.

Structure (groups, accents, emphasis, links, math) is read here; what a symbol command stands for comes from
pylatexenc's table, and math is accepted only where docutils can turn it into MathML, so that no command reaches TeX.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml

from sphinx_cv.latex_symbols import ACCENTS, EXPONENTS, INDICES, LIGATURES, symbol_of
from sphinx_cv.links import address

if TYPE_CHECKING:
    from collections.abc import Callable

#: Commands whose argument keeps a role: the docutils node that carries it.
STYLES: dict[str, type[nodes.TextElement]] = {
    "emph": nodes.emphasis, "textit": nodes.emphasis, "textsl": nodes.emphasis, "textbf": nodes.strong,
    "texttt": nodes.literal, "textsc": nodes.inline, "textsuperscript": nodes.superscript,
    "textsubscript": nodes.subscript,
}  # fmt: skip
#: Declarations, which hold to the end of their group, by the command that says the same of an argument.
DECLARATIONS = {"em": "emph", "it": "textit", "itshape": "textit", "sl": "textsl", "bf": "textbf", "bfseries": "textbf",
                "tt": "texttt", "ttfamily": "texttt", "sc": "textsc", "scshape": "textsc"}  # fmt: skip
#: Commands that change nothing a reader of the text would miss, and how many arguments stand before the one they print.
TRANSPARENT = dict.fromkeys(
    "text textrm textsf textnormal textup textmd mbox hbox natexlab NoCaseChange".split(), 0
) | {"bibinfo": 1}
#: Commands whose argument is for sorting, and not printed.
HIDDEN = frozenset({"noopsort", "SortNoop", "sortnoop"})
IGNORED = frozenset("rm sf normalfont relax protect newblock allowbreak - / @".split())
_SPECIAL = re.compile(r"[\\{}$%~`]|--|''")
#: In a formula, what docutils would pass and TeX would run: ^^ hides characters, % begins a comment, & stands between cells,
#: # is a parameter, and the text in \text{...} may hold any command.
_UNSAFE_MATH = re.compile(
    r"\^\^|%|#|(?<!\\)&|[\x00-\x08\x0b-\x1f]|\\(?:text[a-z]*|[mhf]box|operatorname\*?)(?!\s*\{[^{}\\#&$%~^_]*\})(?![a-z])"
)
_TOKEN = re.compile(r"\\[A-Za-z]+\s*|\\[\s\S]|-{2,3}|``|''|[{}$%~`]|[^\\{}$%~`'-]+|[\s\S]")


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


def decode(source: str) -> tuple[Rich, tuple[str, ...]]:
    """Read a field's LaTeX; also say what could not be understood, one sentence each, with the mend."""
    if not _SPECIAL.search(source):
        text = unicodedata.normalize("NFC", source)
        return Rich((text,), text), ()
    return _decode(source)


@lru_cache(maxsize=20_000)
def _decode(source: str) -> tuple[Rich, tuple[str, ...]]:
    reader = _Reader(source)
    try:
        pieces = _joined(reader.everything())
    except RecursionError:
        return Rich((source,), source), ("its braces are nested too deeply to be read: take some out",)
    return Rich(pieces, _plain(pieces)), tuple(dict.fromkeys(reader.problems))


def to_nodes(rich: Rich) -> list[nodes.Node]:
    """The docutils nodes of a decoded field, fresh at each call."""
    return _nodes(rich.pieces)


class _Reader:
    """One pass over a field's source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = _TOKEN.findall(source)
        self.at = 0
        self.problems: list[str] = []
        self.open_quotes = 0

    def next(self) -> str | None:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else None

    def everything(self) -> list[Piece]:
        pieces = self.group()
        while self.at < len(self.tokens):  # a brace too many ended that group: it is left out, what follows is not
            pieces += self.group()
        return pieces

    def group(self) -> list[Piece]:
        """Pieces up to the brace that closes the group, or to the end."""
        pieces: list[Piece] = []
        while (token := self.next()) is not None and token != "}":
            if token[0] == "\\" and len(token) > 1 and (style := DECLARATIONS.get(token[1:].strip())):
                return [*pieces, Styled(style, _joined(self.group()))]
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
            return [Styled(name, _joined(self.argument()))]
        if name in TRANSPARENT:
            for _ in range(TRANSPARENT[name]):
                self.argument()
            return self.argument()
        if name in HIDDEN:
            self.argument()
        if name in IGNORED or name in HIDDEN:
            return []
        if special := {"url": self.url, "href": self.href, "ensuremath": self.ensuremath, "(": self.parenthesized}.get(
            name
        ):
            return special()
        symbol = symbol_of(name)
        if symbol is not None:
            return [symbol]
        shown = token + "".join(f"{{{self.verbatim()}}}" for _ in iter(self.brace_follows, False))
        self.problems.append(f"the command \\{name} is not known and is shown as it stands: write what it prints")
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
        """Whether the next character passes a test."""
        return self.at < len(self.tokens) and test(self.tokens[self.at][0])

    def brace_follows(self) -> bool:
        return self.follows("{".__eq__)

    def argument(self) -> list[Piece]:
        """The next group, or the next single character or command, behind spaces."""
        if self.at < len(self.tokens):  # spaces may begin a run of text
            self.tokens[self.at] = self.tokens[self.at].lstrip() or " "
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        token = self.next()
        if token is None or token == "}":
            self.at -= 1
            return []
        if token[0] not in "\\{}$%~`'-" and len(token) > 1:  # of a run of text, an argument takes one character
            self.tokens[self.at - 1 : self.at] = [token[0], token[1:]]
            token = token[0]
        return self.piece(token)

    def verbatim(self) -> str:
        """The next group's source, its braces left out."""
        if not self.brace_follows():
            return "".join(_plain_piece(piece) for piece in self.argument())
        depth, start = 0, self.at
        while (token := self.next()) is not None:
            depth += (token == "{") - (token == "}")
            if not depth:
                break
        return "".join(self.tokens[start + 1 : self.at - (not depth)])

    def accented(self, name: str) -> str:
        mark, base = ACCENTS[name], _plain(self.argument())
        if not base:
            return "" if name.isalpha() else name  # \~{} and \^{} are how LaTeX writes these characters
        first = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
        rest = base[1:].lstrip("".join(ACCENTS.values()))
        marks = base[1 : len(base) - len(rest)]
        return unicodedata.normalize("NFC", first + marks + mark + rest)

    def link(self, source: str, pieces: list[Piece]) -> list[Piece]:
        target = address(source)
        if target is None:
            self.problems.append(f"{source!r} is no address that may be linked: write one that begins with https://")
            return pieces
        return [Link(target, _joined(pieces))]

    def math(self, end: str = "$") -> list[Piece]:
        """What stands between this dollar sign and the next."""
        doubled = end == "$" and self.at < len(self.tokens) and self.tokens[self.at] == "$"
        self.at += doubled
        try:
            stop = self.tokens.index(end, self.at)
        except ValueError:
            self.problems.append(r"a $ begins a formula that does not end; it is kept here: write \$")
            return ["$$" if doubled else "$" if end == "$" else r"\("]
        source = "".join(self.tokens[self.at : stop])
        self.at = stop + 1 + (doubled and self.tokens[stop + 1 : stop + 2] == ["$"])
        return self.formula(source, "$%s$")

    def formula(self, source: str, written: str) -> list[Piece]:
        if not (stripped := source.strip()):
            return []
        if stripped[0] in "_^":  # the base stands before the formula, as in H$_2$O
            stripped = "{}" + stripped
        if is_math(stripped):
            return [Math(stripped)]
        self.problems.append(
            f"the formula {source!r} is not understood and is shown as it stands: write it more simply"
        )
        return [written % source]


@lru_cache(maxsize=4_000)
def is_math(source: str) -> bool:
    """Whether this formula can be set as MathML, and so holds no command but math's own."""
    if _UNSAFE_MATH.search(source) or not _is_balanced(source):
        return False
    try:
        tex2mathml(source)
    except Exception:  # noqa: BLE001  latex2mathml raises its MathError, but also IndexError and the like on odd input
        return False
    return True


def _is_balanced(source: str) -> bool:
    depth = 0
    for char in re.sub(r"\\[{}]", "", source):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbouring texts made one."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return tuple(unicodedata.normalize("NFC", piece) if isinstance(piece, str) else piece for piece in joined)


def _plain(pieces: list[Piece] | tuple[Piece, ...]) -> str:
    return unicodedata.normalize("NFC", "".join(map(_plain_piece, pieces)))


def _plain_piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Math):
        text = re.sub(r"\\(?:math[a-z]+|text[a-z]*|operatorname)\b\s*", "", piece.source)
        text = re.sub(r"\\([A-Za-z]+)(\s*)", lambda m: (symbol_of(m[1]) or m[1]) + m[2], text)
        text = re.sub(r"([_^])(?:\{([\d+-]+)\}|(\d))", _raised, text)
        return re.sub(r"[{}^_\\]", "", text)
    return _plain(piece.pieces)


def _raised(match: re.Match[str]) -> str:
    """An exponent or index of digits, in the characters that Unicode has for it."""
    return (match[2] or match[3]).translate(EXPONENTS if match[1] == "^" else INDICES)


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
