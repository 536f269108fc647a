"""Formulas: a check that they are safe, and their plain text.

The following names of docutils are not documented: `docutils.utils.math.latex2mathml.tex2mathml`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from docutils.utils.math.latex2mathml import tex2mathml

from sphinx_cv.tex.symbols import EXPONENTS, INDICES, symbol_of

#: Unsafe parts of a formula, which docutils passes on and TeX interprets: ^^ encodes characters, % begins a comment,
#: & separates cells, # is a parameter, and the text in \text{...} may contain any command.
_UNSAFE_MATH = re.compile(
    r"\^\^|%|#|(?<!\\)&|[\x00-\x08\x0b-\x1f]"
    r"|\\(?:text[a-z]*|[mhf]box|operatorname\*?)(?!\s*\{[^{}\\#&$%~^_]*\})(?![a-z])"
)
#: The greatest length of a formula, in characters, and the greatest depth of its MathML.
_LONGEST, _MAX_DEPTH = 2_000, 60


@lru_cache(maxsize=4_000)
def is_math(source: str) -> bool:
    """Return whether a formula can be converted to MathML, and so has no command but those of math.

    Long formulas and deeply nested ones are refused: converters recurse.
    """
    if len(source) > _LONGEST or _UNSAFE_MATH.search(source) or not _is_balanced(source):
        return False
    try:
        mathml = tex2mathml(source)
    except Exception:  # noqa: BLE001  latex2mathml raises MathError, but also IndexError and others on malformed input
        return False
    return _depth(mathml) <= _MAX_DEPTH


def _depth(mathml: str) -> int:
    """Return the depth of the elements of MathML."""
    depth = deepest = 0
    for tag in re.findall(r"</?[a-z]|/>", mathml):
        depth += -1 if "/" in tag else 1
        deepest = max(deepest, depth)
    return deepest


def _is_balanced(source: str) -> bool:
    depth = 0
    for char in re.sub(r"\\[{}]", "", source):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def plain_math(source: str) -> str:
    """Return a formula as plain text: `O(n²)`, `α`."""
    text = re.sub(r"\\(?:math[a-z]+|text[a-z]*|operatorname)\b\s*", "", source)
    text = re.sub(r"\\([A-Za-z]+)(\s*)", lambda m: (symbol_of(m[1]) or m[1]) + m[2], text)
    text = re.sub(r"([_^])(?:\{([\d+-]+)\}|(\d))", _script, text)
    return re.sub(r"[{}^_\\]", "", text)


def _script(match: re.Match[str]) -> str:
    """Return an exponent or index of digits in Unicode's superscript or subscript characters."""
    return (match[2] or match[3]).translate(EXPONENTS if match[1] == "^" else INDICES)
