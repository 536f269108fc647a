"""Formulas: a check that they are safe, and the commands of old LaTeX in them.

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
#: Fonts of LaTeX 2.09, which apply to the rest of their group.
_SWITCH = re.compile(r"\\(rm|bf|it|sf|tt|cal)(?![A-Za-z])\s*")
#: The commands of AMS-TeX for exponents and indices, which MathSciNet writes.
_SCRIPT = re.compile(r"\\s([pb])(?![A-Za-z])\s*")
_BRACE = re.compile(r"\\.|([{}])", re.DOTALL)


def modern_math(source: str) -> str:
    r"""Return a formula with today's commands: `{\cal F}` as `{\mathcal{F}}`, `L\sp 2` as `L^2`."""
    source = _SCRIPT.sub(lambda match: "^" if match[1] == "p" else "_", source)
    if len(source) > _LONGEST:
        return source
    for match in reversed(list(_SWITCH.finditer(source))):
        end = _end_of_group(source, match.end())
        source = f"{source[: match.start()]}\\math{match[1]}{{{source[match.end() : end]}}}{source[end:]}"
    return source


def _end_of_group(source: str, start: int) -> int:
    depth = 0
    for match in _BRACE.finditer(source, start):
        depth += {"{": 1, "}": -1, None: 0}[match[1]]
        if depth < 0:
            return match.start()
    return len(source)


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
