"""Formulas as plain text, which keeps their meaning: `O(n²)`, `1.3289ⁿ`, `√(a + b)`, `(a + 1)/2`, `θ_ML`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    #: Returns what a command prints, by its name; None if it is not known.
    Symbols = Callable[[str], str | None]

#: The characters that Unicode has as superscripts and as subscripts.
EXPONENTS = str.maketrans(
    "0123456789+-−=abcdefghijklmnoprstuvwxyz*'′†‡∘", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ*′′†‡°"
)
INDICES = str.maketrans("0123456789+-−=aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_ACCENTS = {
    **dict.fromkeys(("hat", "widehat"), "\u0302"),
    **dict.fromkeys(("tilde", "widetilde"), "\u0303"),
    **dict.fromkeys(("bar", "overline"), "\u0304"),
    **dict.fromkeys(("vec", "overrightarrow"), "\u20d7"),
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
    "underline": "\u0332",
}
_BLACKBOARD = str.maketrans("CEHNPQRZ", "ℂ𝔼ℍℕℙℚℝℤ")
#: Commands that print their argument, which may be text with spaces.
_TEXTS = re.compile(r"text[a-z]*|[mhf]box|operatorname\*?|math[a-z]+|boldsymbol|bm|ensuremath|emph|underset|overset")
_FRACTIONS = frozenset({"frac", "tfrac", "dfrac", "nicefrac", "sfrac"})
_IGNORED = re.compile(r"(?:left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|scriptstyle|limits|nolimits|!|/)\Z")
_SPACES = frozenset({",", ";", ":", " ", ">", "quad", "qquad", "thinspace", "enspace", "\\"})
_FUNCTIONS = frozenset(
    "arccos arcsin arctan arg argmax argmin cos cosh cot deg det dim exp gcd hom inf ker lg lim liminf limsup ln log"
    " max min Pr sin sinh sup tan tanh".split()
)
#: Stand before and after the name of a function while it is not known what is beside it.
_BEFORE, _AFTER = "\1", "\2"
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\[\s\S]|[{}^_\[\]]|\s+|[\s\S]")
_MAX_DEPTH = 60


def plain_math(source: str, symbol_of: Symbols) -> str:
    """Return a formula as plain text (NFC)."""
    text = _Reader(_TOKEN.findall(re.sub(f"[{_BEFORE}{_AFTER}]", " ", source)), symbol_of).group().strip()
    text = re.sub(rf"(?<=[\w){_AFTER}]){_BEFORE}|{_AFTER}(?=\w)", " ", text)
    text = re.sub(f"[{_BEFORE}{_AFTER}]", "", text)
    return unicodedata.normalize("NFC", text)


class _Reader:
    """A reader of the tokens of a formula."""

    def __init__(self, tokens: Sequence[str], symbol_of: Symbols) -> None:
        self.tokens, self.symbol_of, self.at, self.depth = tokens, symbol_of, 0, 0

    def next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def group(self, end: str = "") -> str:
        """Read up to a token, or to the end."""
        self.depth += 1
        parts: list[str] = []
        while (token := self.next()) and token != end:
            parts.append(self.atom(token, at_start=not "".join(parts).strip()))
        self.depth -= 1
        return "".join(parts)

    def argument(self) -> str:
        """Read a group or a single token, after optional spaces."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.atom(self.next())

    def atom(self, token: str, *, at_start: bool = False) -> str:
        if self.depth > _MAX_DEPTH:  # math.py refuses such formulas
            return token
        if token == "{":
            return self.group("}")
        if token in {"^", "_"}:
            return self.script(token, at_start=at_start)
        if token.startswith("\\"):
            return self.command(token[1:])
        return " " if token.isspace() else token

    def script(self, sign: str, *, at_start: bool) -> str:
        """Return an exponent or index in Unicode's characters, else after its sign, in parentheses if it is long."""
        text = self.argument().strip()
        if at_start and text in _ORDINALS:  # 19$^{th}$
            return text
        table = EXPONENTS if sign == "^" else INDICES
        if text and all(ord(char) in table for char in text):
            return text.translate(table)
        return sign + text if len(text) <= 1 or text.isalnum() else f"{sign}({text})"

    def command(self, name: str) -> str:
        if name in _FRACTIONS:
            return f"{_grouped(self.argument())}/{_grouped(self.argument())}"
        if name == "sqrt":
            return self.root()
        if name in {"binom", "choose"}:
            return f"({self.argument()} choose {self.argument()})" if name == "binom" else " choose "
        if name in _ACCENTS:
            return "".join(f"{char}{_ACCENTS[name]}" if char.strip() else char for char in self.argument())
        if name == "mathbb":
            return self.argument().translate(_BLACKBOARD)
        if _TEXTS.fullmatch(name):
            return self.argument()
        if _IGNORED.match(name):
            return self.delimiter(name)
        if name in _SPACES:
            return " "
        if name in _FUNCTIONS:
            return f"{_BEFORE}{name}{_AFTER}"
        symbol = self.symbol_of(name)
        return name if symbol is None else symbol

    def delimiter(self, name: str) -> str:
        r"""Return what follows \\left and \\right, of which a full stop prints nothing."""
        if name in {"left", "right", "middle"} and self.at < len(self.tokens) and self.tokens[self.at] == ".":
            self.at += 1
        return ""

    def root(self) -> str:
        degree = ""
        if self.at < len(self.tokens) and self.tokens[self.at] == "[":
            self.at += 1
            degree = self.group("]").translate(EXPONENTS)
        return f"{degree}√{_grouped(self.argument())}"


def _grouped(text: str) -> str:
    """Return a text in parentheses if it is more than a number or a letter with scripts."""
    text = text.strip()
    letters = re.sub(r"[⁰¹²³⁴-₎ᵃ-ᶿⁱⁿₐ-ₜ\u0300-\u036f]", "", unicodedata.normalize("NFD", text))
    return text if re.fullmatch(r"[\d.]+|\w?|\([^()]*\)", letters) else f"({text})"
