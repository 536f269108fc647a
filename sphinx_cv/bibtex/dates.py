"""The date of an entry, from the fields that may hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

#: States of work that is not published yet, in biblatex's `pubstate` or in place of the year, and their printed form.
PUBLICATION_STATES = {
    "inpress": "in press",
    "forthcoming": "forthcoming",
    "toappear": "to appear",
    "submitted": "submitted",
    "underreview": "under review",
    "accepted": "accepted",
    "inpreparation": "in preparation",
    "inrevision": "in revision",
    "prepublished": "published online",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Longer numbers are no months, and Python does not convert thousands of digits.
_MOST_DIGITS = 4
_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d|2100)(?!\d)")


def read_date(texts: Mapping[str, str]) -> PartialDate | None:
    """Read biblatex's `date`, else BibTeX's `year` and `month`; None if neither has a year.

    `texts` maps these field names to plain text.
    """
    match = _YEAR.search(texts["date"]) or _YEAR.search(texts["year"])
    if not match:
        return None
    if iso := re.match(rf"{match[1]}(?:-\d\d){{1,2}}", texts["date"]):
        try:
            return PartialDate.from_iso(iso[0])
        except ValueError:  # lint reports it
            return PartialDate(int(match[1]))
    return PartialDate(int(match[1]), read_month(texts["month"]))


def read_month(text: str) -> int:
    """Return the number of a month, written as a number or an English name; 0 if it is neither."""
    text = text.strip().lower().rstrip(".")
    if text.isdecimal():
        return int(text) if len(text) <= _MOST_DIGITS and 1 <= int(text) <= len(MONTHS) else 0
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else 0
