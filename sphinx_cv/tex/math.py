"""Formulas: which are safe to set, and what they are as plain text.

Of docutils it uses what is not documented: `docutils.utils.math.latex2mathml.tex2mathml` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from docutils.utils.math.latex2mathml import tex2mathml

from sphinx_cv.tex.symbols import EXPONENTS, INDICES, symbol_of

#: In a formula, what docutils would pass and TeX would run: ^^ hides characters, % begins a comment, & stands between cells,
#: # is a parameter, and the text in \text{...} may hold any command.
_UNSAFE_MATH = re.compile(
    r"\^\^|%|#|(?<!\\)&|[\x00-\x08\x0b-\x1f]|\\(?:text[a-z]*|[mhf]box|operatorname\*?)(?!\s*\{[^{}\\#&$%~^_]*\})(?![a-z])"
)


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


def plain_math(source: str) -> str:
    """A formula's characters: `O(n²)`, `α`."""
    text = re.sub(r"\\(?:math[a-z]+|text[a-z]*|operatorname)\b\s*", "", source)
    text = re.sub(r"\\([A-Za-z]+)(\s*)", lambda m: (symbol_of(m[1]) or m[1]) + m[2], text)
    text = re.sub(r"([_^])(?:\{([\d+-]+)\}|(\d))", _raised, text)
    return re.sub(r"[{}^_\\]", "", text)


def _raised(match: re.Match[str]) -> str:
    """An exponent or index of digits, in the characters that Unicode has for it."""
    return (match[2] or match[3]).translate(EXPONENTS if match[1] == "^" else INDICES)
