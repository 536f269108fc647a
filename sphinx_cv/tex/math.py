"""Formulas: a check that they are safe.

The following names of docutils are not documented: `docutils.utils.math.latex2mathml.tex2mathml`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from docutils.utils.math.latex2mathml import tex2mathml

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
