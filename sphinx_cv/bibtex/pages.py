"""The pages of an entry, and the number of pages of a whole work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_cv.bibtex.containers import Text

#: The word before page numbers.
_WORD = re.compile(r"(?i)^(?:pp?\.\s*|pp?\s+|pages?\s+)(?=\w)")
#: A number of pages with a word after it: `xii+345 pp.`, `350 S.` in German.
_TOTAL = re.compile(r"(?i)^([\divxlc+, \[\]]*\d)\s*(?:pp?\.?|pages?|S\.?)$")


def read_pages(text: Text) -> tuple[str, str]:
    """Return the pages, a range with an en dash, and the number of all pages."""
    pages = _WORD.sub("", re.sub(r"(?<=\d)\s*-+\s*(?=\d)", "–", text("pages").plain))
    total = text("pagetotal", *(() if pages else ("numpages",))).plain
    if match := _TOTAL.match(pages):
        return "", total or match[1]
    return pages, total.removesuffix("p.").strip()
