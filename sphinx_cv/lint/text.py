"""Text of fields and rows: wrong encodings, and leftovers of LaTeX and HTML."""

from __future__ import annotations

import re

#: A tag of HTML, MathML or JATS, as publishers' metadata has them.
TAG = re.compile(r"</?(?:i|b|em|sub|sup|span|p|scp|inf|mml:\w+|jats:\w+|italic|strong)(?:\s[^<>]*)?/?>", re.IGNORECASE)
#: Markup that is not text, and its name in a message.
_LEFTOVERS = (
    (re.compile(r"\\(?:[A-Za-z]+|['\"`^~=.])"), "a LaTeX command"),
    (
        re.compile(
            r"(?<![A-Za-z])text(?:endash|emdash|quoteright|quoteleft|quotedbl\w*|bar|less|greater|backslash|ampersand)"
            r"|\b[A-Za-z]*(?:quoteright|textendash)\b"
        ),
        "a LaTeX command",
    ),
    (
        re.compile(
            r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|[A-Za-z]+(?:acute|grave|uml|circ|tilde|cedil)"
            r"|#x?[0-9A-Fa-f]+);"
        ),
        "an HTML entity",
    ),
    (TAG, "an HTML tag"),
    # a dollar sign before an amount, such as $1,000 or $2M, is text
    (
        re.compile(r"(?<!\$)\$(?!\d[\d.,]*[kKmMbB]?(?![\w^{\\$]))[^$\s][^$]*$|^[^{]*\}|\{(?!\{)[^{}]*$"),
        "a stray LaTeX character",
    ),
)
#: Characters that result from UTF-8 read as Windows-1252 or Latin-1.
_MOJIBAKE = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
#: A letter of a name that was lost; ¼, ½ and ¾ count as letters in a regular expression.
_LOST_LETTER = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])|(?<![^\W\d_])(?:[^\W\d_]*+[¿¡¶¤]|[^\W\d_¼½¾]*+[¼½¾]+)[^\W\d_]+")
#: Characters that show a loss: U+FFFD, control characters, a byte order mark read as Windows-1252.
_LOST = re.compile("\ufffd|[\u0080-\u009f]|ï»¿")


def broken(text: str, *, names: bool = False) -> str:
    """Return the part of a text that was read in the wrong encoding, with the fix; empty if there is none.

    `names` adds checks for characters that no name contains.
    """
    for word in text.split() if not text.isascii() else ():
        for encoding in ("cp1252", "latin-1", "mac_roman"):
            if meant := _redecode(word, encoding):
                return f"'{word}' was read in the wrong encoding: write {meant}"
    for run in _MOJIBAKE.finditer(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                meant = run[0].encode(encoding).decode()
            except UnicodeError:
                continue
            return f"'{_around(text, run)}' was read in the wrong encoding: write {meant} for {run[0]}"
    if match := _LOST.search(text):
        return f"'{_around(text, match)}' has a lost character: write it again"
    if names and (match := re.search(_LOST_LETTER, text)):
        return f"'{_around(text, match)}' has a lost letter: write it again"
    return ""


def _redecode(word: str, encoding: str) -> str:
    """Return the intended word if it was UTF-8 that was read in this encoding; else empty."""
    try:
        meant = word.encode(encoding).decode()
    except UnicodeError:
        return ""
    certain = encoding != "mac_roman" or (len(meant) < len(word) - 1 and not re.search(r"[A-Za-z]", meant))
    return meant if len(meant) < len(word) and certain and meant.isprintable() else ""


def leftover(text: str) -> str:
    """Return the part of a text that is LaTeX or HTML and would be printed, with the fix; empty if there is none."""
    for pattern, markup in _LEFTOVERS:
        if match := pattern.search(text):
            return f"'{_around(text, match)}' shows {markup}: write the text that it stands for"
    return ""


def _around(text: str, match: re.Match[str]) -> str:
    """Return a match with the rest of its words."""
    start = text.rfind(" ", 0, match.start()) + 1
    end = text.find(" ", min(match.end(), match.start() + 20))
    return text[start : end if end >= 0 else len(text)]
