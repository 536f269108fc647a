"""LaTeX's commands with an argument, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model.text import Style

#: Commands that set their argument in a style.
STYLES: dict[str, Style] = {
    "emph": "emphasis",
    "textit": "emphasis",
    "textsl": "emphasis",
    "textbf": "strong",
    "texttt": "literal",
    "textsc": "small_caps",
    "textsuperscript": "superscript",
    "textsubscript": "subscript",
    "mkbibemph": "emphasis",
    "mkbibitalic": "emphasis",
    "mkbibbold": "strong",
    "mkbibacro": "small_caps",
}
#: Declarations, which apply to the rest of their group.
DECLARATIONS: dict[str, Style] = {
    "em": "emphasis",
    "it": "emphasis",
    "itshape": "emphasis",
    "sl": "emphasis",
    "bf": "strong",
    "bfseries": "strong",
    "tt": "literal",
    "ttfamily": "literal",
    "sc": "small_caps",
    "smc": "small_caps",
    "scshape": "small_caps",
}
#: Commands that print one argument unchanged, and the number of arguments before it.
TRANSPARENT = dict.fromkeys(
    "text textrm textsf textnormal textup textmd mbox hbox natexlab NoCaseChange underline uline acro llap rlap smash"
    " textlang".split(),
    0,
) | {"bibinfo": 1, "foreignlanguage": 1, "raisebox": 1}
#: Commands that put their argument in quotation marks.
QUOTES = {"enquote": "“”", "mkbibquote": "“”", "textquote": "“”", "parentext": "()", "mkbibparens": "()"}
#: Commands that change the case of their argument.
CASES: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("uppercase", "MakeUppercase", "MakeTextUppercase"), str.upper),
    **dict.fromkeys(("lowercase", "MakeLowercase", "MakeTextLowercase"), str.lower),
}
#: Commands whose argument is for sorting and not printed.
HIDDEN = frozenset("noopsort SortNoop sortnoop phantom vphantom hphantom hspace vspace".split())
IGNORED = frozenset(
    "rm sf cal normalfont upshape mdseries relax protect newblock allowbreak nobreak ignorespaces null hfil"
    " - / @".split()
)
