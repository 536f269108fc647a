"""The pages of an entry, and the number of pages of a whole work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_cv.bibtex.containers import Text

#: The dashes of a range, however many: ---, –-. A single hyphen is one only between pages of one kind, such as 1-9,
#: S885-S888 and iv-ix; D-12 is a page.
_DASHES = re.compile(r" ?(?:[-–—]{2,}|[–—]) ?(?=\w)| ?[–—][-–—]*$|(?<=\d) ?- ?(?=\d)")
_RANGE = re.compile(r"\b(?:([A-Za-z]+)\d+-\1\d+|[ivxlc]+-[ivxlc]+)\b")
#: The word before page numbers.
_WORD = re.compile(r"(?i)^(?:pp?\.\s*|pp?\s+|pages?\s+)(?=\w)")
#: A number of pages with a word after it: `xii+345 pp.`, `350 S.` in German.
_TOTAL = re.compile(r"(?i)^([\divxlc+, \[\]]*\d)\s*(?:pp?\.?|pages?|S\.?)$")


def read_pages(text: Text) -> tuple[str, str]:
    """Return the pages, a range with an en dash, and the number of all pages."""
    pages = _WORD.sub("", _DASHES.sub("–", " ".join(text("pages").plain.split())))
    pages = _RANGE.sub(lambda match: match[0].replace("-", "–"), pages)
    total = text("pagetotal", *(() if pages else ("numpages",))).plain
    if match := _TOTAL.match(pages):
        return "", total or match[1]
    return pages, total.removesuffix("p.").strip()
