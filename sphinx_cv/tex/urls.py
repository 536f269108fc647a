"""URLs in BibTeX fields."""

from __future__ import annotations

import re


def decode_url(source: str) -> str:
    """Return a URL as LaTeX prints it, without escapes and braces."""
    if "\\" not in source and "{" not in source and "$" not in source:
        return source
    text = re.sub(r"^\\url\{(.*)\}$|^\{([^{}]*)\}$", r"\1\2", source.strip())
    for command, char in (("asciitilde", "~"), ("less", "<"), ("greater", ">"), ("underscore", "_")):
        text = re.sub(rf"\{{\\text{command}\s*\}}|\\text{command}(?:\{{\}}|(?![A-Za-z])\s?)", char, text)
    text = re.sub(r"\{~\}|\$\\sim\$|\\~(?:\{\})?", "~", text)
    text = re.sub(r"\{\\([_%&#$])\}", r"\1", text)
    return re.sub(r"\\([_%&#$])(?:\{\})?", r"\1", text)
